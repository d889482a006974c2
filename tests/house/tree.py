"""The project's own files, as the rules of the house read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "src" / "recoudre"
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def list_sources() -> tuple[Path, ...]:
    """List the product's Python files, migrations apart: Django writes those."""
    files = [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]
    benchmarks = REPOSITORY / "benchmarks"
    return (REPOSITORY / "start.py", *sorted(files), *sorted(benchmarks.rglob("*.py")))


@cache
def list_templates() -> tuple[Path, ...]:
    """List the templates of every room."""
    return tuple(sorted(PACKAGE.glob("*/templates/**/*.*")))


@cache
def parse(path: Path) -> ast.Module:
    """Parse a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name_of(path: Path) -> str:
    """Name a file from the root of the repository."""
    return path.relative_to(REPOSITORY).as_posix()


def walk_functions(path: Path) -> Iterator[FunctionNode]:
    """Walk through the functions and methods of a file, inner ones included."""
    for node in ast.walk(parse(path)):
        if isinstance(node, FunctionNode):
            yield node


def walk_public(path: Path) -> Iterator[tuple[str, FunctionNode | ast.ClassDef]]:
    """Walk through what a file offers: classes, functions, and the methods of its classes."""
    for node in parse(path).body:
        if not isinstance(node, FunctionNode | ast.ClassDef) or node.name.startswith("_"):
            continue
        yield node.name, node
        for inner in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(inner, FunctionNode) and not inner.name.startswith("_"):
                yield f"{node.name}.{inner.name}", inner
