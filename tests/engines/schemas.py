"""Compares rules/schemas with what MkDocs, Material's plugins and Python-Markdown's extensions say of themselves.

The only argument is the folder of schemas. Printed is a line for each difference, and at last how many options were
compared and how many values asked for.
"""

import datetime
import functools
import importlib
import logging
import pkgutil
import sys
from pathlib import Path

import markdown.extensions
import pymdownx
import pymdownx.blocks
import yaml
from material.plugins.blog.author import Author
from material.plugins.blog.structure.config import PostConfig
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugins

DAY = datetime.date(2024, 5, 6)

# One value of each of YAML's types. A text that an option takes is its own default or the first of its values.
VALUES = {
    "string": "x",
    "integer": 3,
    "number": 1.5,
    "boolean": True,
    "timestamp": DAY,
    "list": [],
    "mapping": {},
}

# What a schema's type takes of them.
TAKES = {
    "text": {"string", "integer", "number", "timestamp"},
    "number": {"integer", "number"},
    "date": {"timestamp", "string"},
    "url": {"string"},
    "path": {"string"},
}

# Options that are no option's business: the theme is looked for, and these cannot be set or are set by nothing.
NOT_ASKED = {"theme", "pages", "google_analytics", "config_file_path", "mdx_configs", "INHERIT"}

# Values that are looked into.
SAMPLES = {
    ("site_url", "string"): "https://example.org/",
    ("repo_url", "string"): "https://example.org/",
    ("date", "mapping"): {"created": DAY},
}

# Plugins whose settings a schema has, and which are not Material's.
OTHERS = ["redirects", "awesome-pages", "literate-nav"]


def facts(key):
    """A key's facts in their long form."""
    found = {"type": []} if key is None else {"type": key} if isinstance(key, (str, list)) else dict(key)
    types = found.get("type", [])
    found["type"] = {types} if isinstance(types, str) else set(types)
    return found


def takes(fact, kind):
    """Whether the schema takes a value of `kind`; None when it does not judge."""
    types = fact["type"]
    if not types or "any" in types:
        return None
    # Python's booleans are integers, which nobody means; a tag list may be anything that can be walked through.
    if kind == "boolean" and types & {"integer", "number"} or kind == "mapping" and types == {"list"}:
        return None
    return any(kind in TAKES.get(name, {name}) for name in types)


def refused(config, values):
    """What `config` has against `values`."""
    config.load_dict(values)
    try:
        return [error for _, error in config.validate()[0]]
    except Exception as error:
        return [repr(error)]


class Comparison:
    def __init__(self, folder):
        self.schemas = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in folder.glob("*.yml")}
        self.options = self.values = 0

    def keys(self, schema, kind):
        return next(found["keys"] for found in self.schemas[schema]["kinds"] if found["name"] == kind)

    def names(self, where, known, real):
        self.options += len(real)
        for name in sorted(known ^ real):
            print(f"{where}: {name} is only known to {'the schema' if name in known else 'the program'}")

    def config(self, where, keys, config, given, others=()):
        """Compares `keys` with the options of what `config` makes; `given` are the values that it must have."""
        options = config()._schema
        self.names(where, set(keys) - set(others), {name for name, _ in options} - set(others))
        for name, option in options:
            if name in keys and name not in NOT_ASKED:
                self.option(f"{where}: {name}", name, option, facts(keys[name]), config, given)

    def option(self, where, name, option, fact, config, given):
        texts = [option.default, *[value for value in fact.get("values", []) if isinstance(value, str)]]
        text = next((str(text) for text in texts if isinstance(text, (str, tuple))), "x")
        for kind, value in {**VALUES, "string": text, "null": None}.items():
            expected = not fact.get("filled") if kind == "null" else takes(fact, kind)
            if kind == "boolean" and isinstance(fact.get("values", [True])[0], bool) is False:
                expected = None
            if expected is None or (kind == "null" and name in given):
                continue
            self.values += 1
            errors = refused(config(), {**given, name: SAMPLES.get((name, kind), value)})
            if bool(errors) == expected:
                print(f"{where} with a {kind}: {errors[0] if errors else 'taken'}")

    def extension(self, name, module):
        found = importlib.import_module(module)
        if hasattr(found, "makeExtension"):
            known = self.keys("python-markdown", "configuration")["markdown_extensions"]["named"]
            if name not in known:
                print(f"{name} is not in the schema")
            options = {option for option in found.makeExtension().config if not option.startswith("_")}
            self.names(name, set((known.get(name) or {}).get("keys", {})) - {"_enabled"}, options)


def main():
    logging.disable(logging.CRITICAL)
    asked = Comparison(Path(sys.argv[1]))
    inherit = {"INHERIT", "config_file_path", "mdx_configs"}
    asked.config("mkdocs", asked.keys("mkdocs", "configuration"), MkDocsConfig, {"site_name": "x"}, inherit)
    installed = get_plugins()
    named = {}
    for schema in ["mkdocs-plugins", "material-plugins", "material-blog"]:
        named.update(asked.keys(schema, "configuration")["plugins"]["named"])
    core = asked.keys("mkdocs", "configuration")["plugins"]["named"]["search"]
    plugins = [("search", core), *[(name, named[name]) for name in OTHERS]]
    plugins += [(name, named[name.removeprefix("material/")]) for name in installed if name.startswith("material/")]
    for name, known in plugins:
        plugin = installed[name].load()
        is_legacy = plugin.config_class is LegacyConfig
        config = functools.partial(LegacyConfig, plugin.config_scheme) if is_legacy else plugin.config_class
        # MkDocs knows `enabled` of every plugin.
        asked.config(name, known["keys"], config, {"plugins": []} if name == "material/group" else {}, {"enabled"})
    # The theme's side bar is no setting of a post.
    asked.config("blog post", asked.keys("material-blog", "blog post"), PostConfig, {"date": DAY}, {"hide"})
    author = asked.keys("material-blog", "list of authors")["authors"]["keys"]["*"]["keys"]
    asked.config("author", author, Author, {"name": "x", "description": "x", "avatar": "x"})
    for package, prefix in [(markdown.extensions, ""), (pymdownx, "pymdownx."), (pymdownx.blocks, "pymdownx.blocks.")]:
        for module in pkgutil.iter_modules(package.__path__):
            if not module.name.startswith("_"):
                asked.extension(prefix + module.name, f"{package.__name__}.{module.name}")
    asked.extension("material.extensions.preview", "material.extensions.preview")
    print(f"{asked.options} options, {asked.values} values")


if __name__ == "__main__":
    main()
