"""Public names are promises: pinned, spelled out, and stated in one place for each package."""

import ast
import re
import tomllib

import pytest

from tests.house.source import ROOT, modules

EMPTY_WORDS = re.compile(r"(Manager|Helper|Utils?|Base|Impl)$")
PINNED = tomllib.loads((ROOT / "tests/house/public_names.toml").read_text(encoding="utf-8"))

PACKAGES = {
    name.removesuffix("/__init__.py").replace("/", "."): tree
    for name, tree in modules().items()
    if name.endswith("/__init__.py") and name.startswith(("kapmonitor/", "devices/"))
}
STATED = {
    package: tree
    for package, tree in PACKAGES.items()
    if any(not isinstance(node, ast.Expr) for node in tree.body)
}


@pytest.mark.parametrize("package", STATED)
def test_package_states_its_public_names_and_nothing_else(package: str) -> None:
    for node in PACKAGES[package].body:
        match node:
            case ast.Expr(value=ast.Constant()) | ast.ImportFrom():
                pass
            case ast.Assign(targets=[ast.Name(id="__all__" | "__version__")]):
                pass
            case _:
                pytest.fail(f"{package}/__init__.py, line {node.lineno}: only names belong here")
    assert _stated(package)


@pytest.mark.parametrize("package", STATED)
def test_public_names_are_pinned(package: str) -> None:
    assert sorted(_stated(package)) == sorted(PINNED.get(package, [])), (
        "see tests/house/public_names.toml"
    )


def test_no_pin_outlives_its_package() -> None:
    assert set(PINNED) == set(STATED)


def test_names_say_something() -> None:
    empty = [
        f"{name}: {node.name}"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and EMPTY_WORDS.search(node.name)
    ]
    assert not empty


def _stated(package: str) -> list[str]:
    for node in PACKAGES[package].body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            names: list[str] = ast.literal_eval(node.value)
            return names
    return []
