"""Writes a document as TOML: the counterpart of `tomllib`, for the files that people read too.

A table of plain values (a sourced number) stands on one line, as in the presets that ship; other
tables get a heading of their own. Strings are written so that any text survives.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite

Value = object
_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


def toml_text(document: Mapping[str, Value], *, comment: Sequence[str] = ()) -> str:
    """Return a document of tables, lists, texts, numbers and flags as TOML text.

    Raises TypeError for what TOML cannot hold. `comment`: lines for people, at its head.
    """
    lines = [f"# {each}".rstrip() for each in comment]
    if lines:
        lines.append("")
    lines.extend(_table(document, ()))
    return "\n".join(lines).strip("\n") + "\n"


def _table(table: Mapping[str, Value], path: tuple[str, ...]) -> Iterator[str]:
    """Yield the plain keys first: what follows a heading belongs to it."""
    for key, value in table.items():
        if not _has_heading(value, top=not path):
            yield f"{_key(key)} = {_inline(value)}"
    for key, value in table.items():
        inner = (*path, _key(key))
        if not _has_heading(value, top=not path):
            continue
        if isinstance(value, Mapping):
            yield from ("", f"[{'.'.join(inner)}]")
            yield from _table(value, inner)
        elif isinstance(value, Sequence):
            for each in value:
                yield from ("", f"[[{'.'.join(inner)}]]")
                yield from _table(each, inner)


def _has_heading(value: Value, *, top: bool) -> bool:
    """Return whether a value gets a heading: tables that hold tables, and those at the top."""
    if isinstance(value, Mapping):
        return top or any(isinstance(each, Mapping) or _is_tables(each) for each in value.values())
    return _is_tables(value)


def _is_tables(value: Value) -> bool:
    return (
        isinstance(value, list | tuple)
        and len(value) > 0
        and all(isinstance(each, Mapping) for each in value)
    )


def _inline(value: Value) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float) and isfinite(value):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(key)} = {_inline(each)}" for key, each in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_inline(each) for each in value)}]"
    raise TypeError(f"TOML cannot hold {type(value).__name__}")


def _key(key: str) -> str:
    return key if key and _BARE.issuperset(key) else _text(key)


def _text(text: str) -> str:
    """Return a basic string: JSON escapes what TOML escapes, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
