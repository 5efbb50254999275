"""Small things can be read whole. An exemption stands here with its reason, or not at all."""

import ast
from collections.abc import Iterator

from tests.house.source import ROOT, modules

MODULE_CAP = 400
FUNCTION_CAP = 40

# name in the checkout, or name::function -> why it may be larger
EXEMPT: dict[str, str] = {}


def test_modules_stay_small() -> None:
    sizes = {
        name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in modules()
    }
    over = {name: size for name, size in sizes.items() if size > MODULE_CAP and name not in EXEMPT}
    assert not over


def test_functions_stay_small() -> None:
    sizes = {name: size for name, size in _functions() if size > FUNCTION_CAP}
    assert not {name: size for name, size in sizes.items() if name not in EXEMPT}


def test_every_exemption_is_needed() -> None:
    known = {name for name, _ in _functions()} | set(modules())
    assert set(EXEMPT) <= known
    assert all(EXEMPT.values())


def _functions() -> Iterator[tuple[str, int]]:
    for name, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name}::{node.name}", _lines_of_code(node)


def _lines_of_code(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count from the signature to the end, the docstring left out: contracts may be long."""
    whole = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is None:
        return whole
    said = function.body[0]
    return whole - ((said.end_lineno or said.lineno) - said.lineno + 1)
