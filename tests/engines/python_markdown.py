"""Renders Markdown as MkDocs does: Python-Markdown, bare or with the extensions usual on Material sites.

One JSON object a line: {"engine": "core" or "material", "text": …} in, {"html": …} or {"error": …} out. The first line
out says which versions answer.
"""

import json
import signal
import sys

import markdown
import pymdownx
from pymdownx.emoji import to_alt

# What `mkdocs build` switches on without a `markdown_extensions` key.
CORE = ["toc", "tables", "fenced_code"]

# The list of Material's setup guide. Snippets are left out: they read other files.
MATERIAL = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.arithmatex",
    "pymdownx.betterem",
    "pymdownx.caret",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
]

# Colours of code would need Pygments, pictures of emoji an address; neither changes the text.
SETTINGS = {
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.emoji": {"emoji_generator": to_alt},
    "pymdownx.highlight": {"use_pygments": False},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
}

SECONDS = 20


def give_up(_signal, _frame):
    raise TimeoutError(f"no answer within {SECONDS} seconds")


def main():
    engines = {
        "core": markdown.Markdown(extensions=CORE),
        "material": markdown.Markdown(extensions=MATERIAL, extension_configs=SETTINGS),
    }
    signal.signal(signal.SIGALRM, give_up)
    answer({"engine": f"Markdown {markdown.__version__}, pymdown-extensions {pymdownx.__version__}"})
    for line in sys.stdin:
        request = json.loads(line)
        engine = engines[request["engine"]]
        signal.alarm(SECONDS)
        try:
            html = engine.reset().convert(request["text"])
            reply = {"html": html}
        except Exception as error:  # A page that the engine refuses is an answer too.
            reply = {"error": f"{type(error).__name__}: {error}"}
        signal.alarm(0)
        answer(reply)


def answer(reply):
    print(json.dumps(reply), flush=True)


main()
