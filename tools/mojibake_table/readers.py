"""What is text in a file: each reader takes the decoded file and yields strings."""
import html
import json
import re

TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
PLACEHOLDER = re.compile(r"%\([A-Za-z_]*\)[a-z]|%[-0-9.]*[sdrf]|\{[^{}]*\}|\$\{[^{}]*\}|%\d\$?[sd]?|__[a-z]+__")
URL = re.compile(r"\b(?:https?://|www\.)\S*")
FENCE = re.compile(r"^ {0,3}(```|~~~).*?^ {0,3}\1", re.S | re.M)
LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"' + r"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`")
COMMENT = re.compile(r"/\*.*?\*/|<!--.*?-->|(?:^|(?<=\s))//[^\n]*|(?:^|(?<=\s))#[^\n]*", re.S)
COMMENT_MARKS = re.compile(r"^[\s/*#!<>-]+|[\s/*<>-]+$")
ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]+\}|x[0-9A-Fa-f]{2}|.)")


def clean(text):
    """Plain lines: no tags, placeholders, addresses, character references."""
    text = html.unescape(TAG.sub(" ", text))
    text = URL.sub(" ", PLACEHOLDER.sub("", text)).replace("\r", "\n")
    for line in text.split("\n"):
        line = " ".join(line.split())
        if line:
            yield line


def unescape(text):
    def character(match):
        escape = match[1]
        if escape[0] in "ux" and len(escape) > 1:
            return chr(int(escape.strip("ux{}"), 16))
        return {"n": "\n", "t": " ", "r": " "}.get(escape, escape)

    text = ESCAPE.sub(character, text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def po(text):
    """The translations of a gettext catalogue."""
    message, is_translation = [], False
    for line in text.split("\n"):
        line = line.strip()
        if line.startswith("msgstr"):
            if is_translation:
                yield "".join(message)
            message, is_translation = [], True
            line = line[line.find('"') :]
        elif line.startswith("msg") or not line or line.startswith("#"):
            if is_translation and message and not message[0].startswith("Project-Id-Version"):
                yield "".join(message)
            message, is_translation = [], False
        if is_translation and len(line) > 1 and line[0] == line[-1] == '"':
            message.append(unescape(line[1:-1]))
    if is_translation:
        yield "".join(message)


def json_values(text):
    """All strings of a JSON file, none of its keys."""
    pending = [json.loads(text)]
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            pending.extend(reversed(value.values()))
        elif isinstance(value, list):
            pending.extend(reversed(value))


def quoted(text):
    """String literals beyond ASCII of a program."""
    for match in QUOTED.finditer(text):
        literal = match[1] or match[2] or match[3] or ""
        if not literal.isascii() or "\\u" in literal:
            yield unescape(literal)


def comments(text):
    """Comments beyond ASCII of a style sheet, program, page or configuration."""
    for match in COMMENT.finditer(text):
        for line in match[0].split("\n"):
            line = COMMENT_MARKS.sub("", line)
            if not line.isascii():
                yield line


def program(text):
    yield from quoted(text)
    yield from comments(text)


def markdown(text):
    """Prose of a Markdown page or of HTML."""
    text = FENCE.sub("", text)
    yield LINK.sub(r"\1", text)


def plain(text):
    yield text


def emoji_names(text):
    """Each emoji before its name, from a CLDR file of annotations."""
    for character, names in json.loads(text)["annotations"]["annotations"].items():
        for name in names.get("tts", ()):
            yield f"{character} {name}"
