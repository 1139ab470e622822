"""The text of all packages, by language: unique lines, in a fixed order."""
import json
import pathlib
import re

import fetch
import readers
from sources import SOURCES

# How much of all text each language is taken to be; the others count as little.
SHARES = {
    "en": 4, "zh": 6, "zh-hant": 4, "ja": 5, "ko": 7, "ru": 5, "uk": 3, "de": 3, "fr": 3, "es": 3, "it": 3, "pt": 3, "pl": 2, "tr": 2,
    "vi": 4, "el": 4, "cs": 2, "sv": 2, "nl": 2, "hu": 2, "ro": 2, "da": 2, "no": 2, "fi": 2, "sk": 1.5, "bg": 2, "hr": 1.5, "sr": 2,
    "ca": 2, "id": 1, "ar": 3, "fa": 3, "he": 3, "hi": 3, "th": 3, "sl": 1, "et": 1, "lv": 1, "lt": 1, "is": 1, "gl": 0.5, "be": 0.5,
    "mk": 0.4, "eu": 0.3, "ga": 0.3, "sq": 0.3, "bs": 0.3, "ms": 0.3, "af": 0.3, "az": 0.3, "ka": 0.2, "hy": 0.2, "kk": 0.2,
    "mn": 0.2, "bn": 0.2, "ta": 0.2, "te": 0.2, "ur": 0.2, "mr": 0.2, "eo": 0.2, "cy": 0.2,
}
ALIASES = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "sr-latn": "sr", "jp": "ja", "cn": "zh", "ua": "uk", "gr": "el"}
# Letters of English that nobody writes.
OTHER_SCRIPTS = ("dsrt", "shaw")
TRADITIONAL = ("tw", "hk", "mo", "hant", "cht", "tc")


def language(tag):
    """The language of a tag such as `pt_BR` or `zh-Hans-CN`; "" for one that is not counted."""
    parts = tag.replace("_", "-").replace("@", "-").lower().split("-")
    if parts[0] == "zh":
        return "zh-hant" if any(part in TRADITIONAL for part in parts) else "zh"
    name = ALIASES.get(parts[0], parts[0])
    return name if name in SHARES and not set(parts) & set(OTHER_SCRIPTS) else ""


def electron(text):
    """Pages by language: `{"ja-JP": {"/docs/…": {"html": …}}}`."""
    for tag, pages in json.loads(text).items():
        for page in pages.values():
            body = re.sub(r"<pre>.*?</pre>", " ", page.get("html") or "", flags=re.S)
            yield tag, f"{page.get('title') or ''}\n{body}"


def stop_words(text):
    """The commonest words by language: `{"da": ["af", …]}`."""
    for tag, words in json.loads(text).items():
        yield tag, " ".join(words)


# Packages with all languages in one file.
TOGETHER = {"electron-i18n": ("/docs.json", electron), "stopwords-iso": ("/stopwords-iso.json", stop_words)}


def takes(source, cache):
    """`(language, text)` of a source."""
    archive = fetch.archive(source, cache)
    together, split = TOGETHER.get(source.name, ("", None))
    for name, read in fetch.members(archive):
        if split and name.endswith(together):
            yield from split(read().decode())
        for take in source.takes:
            match = re.search(take.files, "/" + name)
            if not match:
                continue
            tag = take.lang or match["lang"]
            if language(tag):
                text = read().decode(take.codec, "ignore")
                for part in take.reader(text):
                    yield tag, part


def homepage():
    """Our own words, `{language: [phrase, …]}`."""
    out = {}
    for line in pathlib.Path(__file__).with_name("homepage.txt").read_text().split("\n"):
        name, *phrases = line.split(" | ")
        if phrases:
            out[name] = phrases
    return out


def read(cache):
    """`{language: [line, …]}`"""
    lines = {name: {} for name in SHARES}
    for source in SOURCES:
        for tag, text in takes(source, cache):
            name = language(tag)
            if not name:
                continue
            for line in readers.clean(text):
                if len(line) > 1:
                    lines[name][line] = None
        pass
    return {name: list(found) for name, found in lines.items()}
