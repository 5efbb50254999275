"""Every text that a person sees, gathered for translation: `./dev words`. A test keeps it current.

Texts are read out of the source, where they are the argument of `say` or `mark`; out of the
resources, whose texts are shown as they stand there; and out of the devices, which know nothing
of languages and whose sentences are translated by the window.
"""

from __future__ import annotations

import ast
import re
import string
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tests.house.source import ROOT

CONTEXT = "kapmonitor"
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("es",)

_SHOWN_KEYS = frozenset({"action", "label", "name", "text", "zero"})
"""The keys of presets, terms and scores whose texts are shown."""
_DRAWN = re.compile(r"<(?:title|text)\b[^>]*>([^<]*[A-Za-z]{3}[^<]*)</")
_OF_DEVICES = (
    "conversation.py",
    "cuff.py",
    "pairing.py",
    "scan.py",
    "drivers",
    "transport",
    "wire",
)
_SENTENCE = re.compile(r"[A-Z][^{}]* [^{}]*[.:]$", re.DOTALL)
_NOT_SHOWN = frozenset({"evidence", "habits", "reason", "source"})
_UNSEEN_FILES = frozenset({"line_pattern.py", "line_profile.py", "layout.py"})


class NotLiteral(Exception):
    """`say` was given a text that was put together before: it could not be translated."""


@dataclass
class Catalogue:
    """One language: the translation of each text; None where there is none yet."""

    language: str
    texts: dict[str, str | None] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """Return where it is kept."""
        return FOLDER / f"{CONTEXT}_{self.language}.ts"


def texts() -> list[str]:
    """Return every text to translate, once, in the order of the alphabet. Raises NotLiteral."""
    return sorted({each for each in (*_said(), *_in_resources(), *_by_devices()) if each.strip()})


def load(language: str) -> Catalogue:
    """Read what was translated; empty where there is no file yet."""
    found = Catalogue(language)
    if found.path.exists():
        tree = ElementTree.parse(found.path)  # noqa: S314  a file of this project
        for message in tree.iter("message"):
            done = message.find("translation")
            whole = None if done is None or done.get("type") else done.text
            found.texts[message.findtext("source", "")] = whole
    return found


def store(catalogue: Catalogue) -> None:
    """Write a catalogue as Qt's tools write it."""
    root = ElementTree.Element("TS", version="2.1", language=catalogue.language)
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for source, translation in sorted(catalogue.texts.items()):
        message = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(message, "source").text = source
        done = ElementTree.SubElement(message, "translation")
        if translation is None:
            done.set("type", "unfinished")
        else:
            done.text = translation
    ElementTree.indent(root, space="    ")
    words = ElementTree.tostring(root, encoding="unicode")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    FOLDER.mkdir(exist_ok=True)
    catalogue.path.write_text(f"{head}{words}\n", encoding="utf-8", newline="\n")


def unfinished(catalogue: Catalogue, wanted: Iterable[str]) -> list[str]:
    """Return what is wanted and has no translation."""
    return [each for each in wanted if not catalogue.texts.get(each)]


def obsolete(catalogue: Catalogue, wanted: Iterable[str]) -> list[str]:
    """Return what is translated and nowhere said any more."""
    return sorted(catalogue.texts.keys() - set(wanted))


def unlike(catalogue: Catalogue) -> list[str]:
    """Return the texts whose translation names other values, or none of the same form."""
    return [
        source
        for source, translation in catalogue.texts.items()
        if translation is not None and _values(source) != _values(translation)
    ]


def _values(text: str) -> list[tuple[str, str]]:
    parts = string.Formatter().parse(text)
    return sorted((name, form or "") for _, name, form, _ in parts if name is not None)


def _said() -> Iterator[str]:
    for path in sorted((ROOT / "kapmonitor").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"say", "mark"}:
                (argument,) = node.args
                match argument:
                    case ast.Constant(value=str(text)):
                        yield text
                    case ast.JoinedStr() | ast.BinOp():
                        raise NotLiteral(f"{path}:{node.lineno}")
                    case _:  # a constant, which was marked where it stands
                        pass


def _in_resources() -> Iterator[str]:
    for path in sorted((ROOT / "resources" / "protocols").glob("*.toml")):
        yield from _shown(tomllib.loads(path.read_text(encoding="utf-8")))
    for path in sorted((ROOT / "resources" / "scores").glob("*.toml")):
        score = tomllib.loads(path.read_text(encoding="utf-8"))
        yield from _shown(score)
        yield score.get("note", "")
    terms = ROOT / "resources" / "side-effects.toml"
    yield from _shown(tomllib.loads(terms.read_text(encoding="utf-8")))
    for path in sorted((ROOT / "resources" / "drawings").glob("*.svg")):
        yield from _DRAWN.findall(path.read_text(encoding="utf-8"))


def _shown(table: object) -> Iterator[str]:
    if isinstance(table, list):
        for each in table:
            yield from _shown(each)
    elif isinstance(table, dict):
        for key, value in table.items():
            if isinstance(value, str) and key in _SHOWN_KEYS:
                yield value.strip()
            else:
                yield from _shown(value)


def _by_devices() -> Iterator[str]:
    simulator = ROOT / "devices" / "simulator" / "simulation.py"
    yield from re.findall(r'"(Simulated [^"]+)"', simulator.read_text(encoding="utf-8"))
    for place in _OF_DEVICES:
        root = ROOT / "devices" / place
        for path in sorted(root.rglob("*.py")) if root.is_dir() else [root]:
            if path.name not in _UNSEEN_FILES:
                yield from _sentences(ast.parse(path.read_text(encoding="utf-8")))


def _sentences(tree: ast.AST) -> Iterator[str]:
    unseen = {id(each) for node in ast.walk(tree) for each in _unseen(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "title":
            if isinstance(node.value, ast.Constant):
                yield str(node.value.value)
        elif isinstance(node, ast.Constant) and id(node) not in unseen and _reads(node.value):
            yield str(node.value)


def _reads(value: object) -> bool:
    return isinstance(value, str) and _SENTENCE.fullmatch(value) is not None


def _unseen(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the texts under a node that no person reads: docstrings, sources, parts of others."""
    if isinstance(node, ast.Expr):
        yield node.value
    elif (
        isinstance(node, ast.JoinedStr) or isinstance(node, ast.keyword) and node.arg in _NOT_SHOWN
    ):
        yield from ast.walk(node)


def main() -> int:
    """Bring every catalogue up to date; return 1 where texts are still to be translated."""
    wanted, missing = texts(), 0
    for language in LANGUAGES:
        catalogue = load(language)
        gone = obsolete(catalogue, wanted)
        catalogue.texts = {each: catalogue.texts.get(each) for each in wanted}
        store(catalogue)
        open_ = unfinished(catalogue, wanted)
        missing += len(open_)
        sys.stdout.write(
            f"{catalogue.path.name}: {len(wanted)} texts, {len(open_)} to translate, "
            f"{len(gone)} no longer said\n"
        )
        sys.stdout.writelines(f"  {each!r}\n" for each in (*open_, *gone))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
