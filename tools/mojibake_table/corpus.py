"""The text of all packages, by language: unique lines, in a fixed order."""
import json
import re

import fetch
import readers
from sources import SOURCES

# How much of all text each language is taken to be; the others count as little.
SHARES = {
    "en": 6, "zh": 6, "zh-hant": 3, "ja": 4, "de": 4, "fr": 4, "es": 4, "ru": 4, "ko": 4, "it": 3, "pt": 3, "pl": 2, "tr": 2,
    "uk": 2, "vi": 2, "el": 2, "cs": 2, "sv": 2, "nl": 2, "hu": 2, "ro": 2, "da": 1.5, "no": 1.5, "fi": 1.5, "sk": 1.5, "bg": 1.5,
    "hr": 1.5, "sr": 1.5, "ca": 1.5, "id": 1.5, "ar": 2, "fa": 2, "he": 2, "hi": 2, "th": 2, "sl": 1, "et": 1, "lv": 1, "lt": 1,
    "is": 0.7, "eu": 0.5, "gl": 0.7, "ga": 0.4, "be": 0.5, "mk": 0.5, "sq": 0.5, "bs": 0.5, "ms": 0.5, "af": 0.4, "az": 0.5,
    "ka": 0.5, "hy": 0.4, "kk": 0.4, "mn": 0.3, "bn": 0.5, "ta": 0.5, "te": 0.4, "ur": 0.4, "mr": 0.3, "eo": 0.3, "cy": 0.3,
}
ALIASES = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "sr-latn": "sr", "jp": "ja", "cn": "zh", "ua": "uk", "gr": "el"}
TRADITIONAL = ("tw", "hk", "mo", "hant", "cht", "tc")


def language(tag):
    """The language of a tag such as `pt_BR` or `zh-Hans-CN`; "" for one that is not counted."""
    parts = tag.replace("_", "-").replace("@", "-").lower().split("-")
    if parts[0] == "zh":
        return "zh-hant" if any(part in TRADITIONAL for part in parts) else "zh"
    name = ALIASES.get(parts[0], parts[0])
    return name if name in SHARES else ""


def electron(text):
    """Pages by language: `{"ja-JP": {"/docs/…": {"html": …}}}`."""
    for tag, pages in json.loads(text).items():
        for page in pages.values():
            body = re.sub(r"<pre>.*?</pre>", " ", page.get("html") or "", flags=re.S)
            yield tag, f"{page.get('title') or ''}\n{body}"


def takes(source, cache):
    """`(language, text)` of a source."""
    archive = fetch.archive(source, cache)
    for name, read in fetch.members(archive):
        if source.name == "electron-i18n" and name.endswith("docs.json"):
            yield from electron(read().decode())
        for take in source.takes:
            match = re.search(take.files, "/" + name)
            if not match:
                continue
            tag = take.lang or match["lang"]
            if language(tag):
                text = read().decode(take.codec, "ignore")
                for part in take.reader(text):
                    yield tag, part


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
        print(source.name, flush=True)
    return {name: list(found) for name, found in lines.items()}
