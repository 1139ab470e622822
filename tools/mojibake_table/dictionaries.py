"""Words of dictionaries, and simplified Chinese turned into traditional."""
import math
import re

import fetch


def only_file(source, cache, name):
    for member, read in fetch.members(fetch.archive(source, cache)):
        if member.endswith(name):
            return read()
    raise SystemExit(f"{source.name} has no {name}")


def jieba_words(source, cache):
    for line in only_file(source, cache, "jieba/dict.txt").decode().split("\n"):
        if line:
            word, count, *_ = line.split(" ")
            if any(character > "\u2e80" for character in word):
                yield word, int(count)


ENTRY = re.compile(r"\(見出し語 \((\S+) (\d+)\)\)")


def naist_words(source, cache):
    """The costs are logarithms: a word twice as frequent costs some 700 less."""
    text = only_file(source, cache, "naist-jdic.dic").decode("euc-jp", "ignore")
    for match in ENTRY.finditer(text):
        yield match[1], math.exp((4000 - int(match[2])) / 1000)


class Traditional:
    """Longest phrases first, then characters, as OpenCC does it."""

    def __init__(self, source, cache):
        self.phrases = {}
        for name in ("STCharacters.txt", "STPhrases.txt"):
            self.phrases.update(self.read(source, cache, name))
        self.taiwan = dict(self.read(source, cache, "/TWVariants.txt"))
        self.longest = max(map(len, self.phrases))
        self.heads = {}
        for phrase in self.phrases:
            self.heads[phrase[0]] = max(self.heads.get(phrase[0], 0), len(phrase))

    @staticmethod
    def read(source, cache, name):
        for line in only_file(source, cache, name).decode().split("\n"):
            if line and not line.startswith("#"):
                simplified, _, traditional = line.partition("\t")
                yield simplified, traditional.split(" ")[0].strip()

    def convert(self, text):
        out, at = [], 0
        while at < len(text):
            for length in range(self.heads.get(text[at], 0), 0, -1):
                found = self.phrases.get(text[at : at + length])
                if found:
                    out.append(found)
                    at += length
                    break
            else:
                out.append(text[at])
                at += 1
        return "".join(self.taiwan.get(character, character) for character in "".join(out))
