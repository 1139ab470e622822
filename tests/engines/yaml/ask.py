"""What PyYAML makes of texts, by the SafeLoader.

One JSON object in, {"engine": "python" or "libyaml", "texts": […]}; one out, {"engine": name and version, "answers":
[{"refused": why or null, "scalars": [[type, value], …]}, …]}: the scalars of the first document in order, each as it is
read by itself; none when the text cannot be parsed. MkDocs reads pages by libyaml and its configuration in Python.
"""

import datetime
import json
import sys

import yaml


def shown(value):
    if value is None:
        return ["null", ""]
    if isinstance(value, bool):
        return ["bool", str(value).lower()]
    if isinstance(value, int):
        return ["int", str(value)]
    if isinstance(value, float):
        return ["float", repr(value)]
    if isinstance(value, datetime.datetime):
        return ["datetime", ""]
    if isinstance(value, datetime.date):
        return ["date", value.isoformat()]
    if isinstance(value, str):
        return ["str", value.encode(errors="replace").decode()]
    if isinstance(value, bytes):
        return ["str", value.decode(errors="replace")]
    return ["other", type(value).__name__]


def scalars(text, loader):
    found = []
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.DocumentEndEvent):
            break
        if isinstance(event, yaml.ScalarEvent):
            reader = yaml.SafeLoader("")
            tag = event.tag
            if tag is None or tag == "!":
                tag = reader.resolve(yaml.ScalarNode, event.value, event.implicit)
            node = yaml.ScalarNode(tag, event.value, event.start_mark, event.end_mark, style=event.style)
            try:
                found.append(shown(reader.construct_object(node, deep=True)))
            except Exception as error:
                found.append(["refused", f"{type(error).__name__}: {error}"])
    return found


def answer(text, loader):
    refused = None
    try:
        yaml.load(text, Loader=loader)
    except (Exception, RecursionError) as error:
        refused = f"{type(error).__name__}: {error}"
    try:
        return {"refused": refused, "scalars": scalars(text, loader)}
    except Exception:
        return {"refused": refused, "scalars": None}


def main():
    request = json.load(sys.stdin)
    loader = yaml.CSafeLoader if request["engine"] == "libyaml" else yaml.SafeLoader
    answers = [answer(text, loader) for text in request["texts"]]
    libyaml = ".".join(map(str, yaml._yaml.get_version())) if hasattr(yaml, "_yaml") else "none"
    json.dump({"engine": f"PyYAML {yaml.__version__}, libyaml {libyaml}", "answers": answers}, sys.stdout)


main()
