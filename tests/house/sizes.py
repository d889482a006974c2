"""How big our functions and files are: `python -m tests.house.sizes` prints it."""

import ast
import io
import statistics
import sys
import tokenize
from collections.abc import Sequence
from pathlib import Path

from radon.complexity import cc_visit

from tests.house.tree import REPOSITORY, FunctionNode, list_sources, name_of, walk_functions

MAX_FUNCTION_LINES = 40
MAX_FILE_LINES = 400
MAX_COMPLEXITY = 10
NOT_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


def find_code_lines(path: Path) -> set[int]:
    """Find the numbers of the lines that hold code: neither blank, nor comment, nor docstring."""
    text = path.read_text(encoding="utf-8")
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in NOT_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | FunctionNode) and ast.get_docstring(node):
            docstring = node.body[0]
            lines.difference_update(range(docstring.lineno, (docstring.end_lineno or 0) + 1))
    return lines


def measure_functions(path: Path) -> dict[str, int]:
    """Measure the code lines of each function of a file."""
    code = find_code_lines(path)
    return {
        f"{name_of(path)}:{node.lineno} {node.name}": sum(
            node.lineno <= line <= (node.end_lineno or 0) for line in code
        )
        for node in walk_functions(path)
    }


def measure_files(paths: Sequence[Path]) -> dict[str, int]:
    """Measure the lines of each file."""
    return {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}


def measure_complexity(path: Path) -> dict[str, int]:
    """Measure the cyclomatic complexity of each function of a file."""
    blocks = cc_visit(path.read_text(encoding="utf-8"))
    return {
        f"{name_of(path)}:{block.lineno} {block.name}": block.complexity
        for block in blocks
        if block.letter in {"F", "M"}
    }


def list_tests() -> list[Path]:
    """List the files of the tests."""
    return sorted((REPOSITORY / "tests").rglob("*.py"))


def measure_all() -> dict[str, dict[str, int]]:
    """Measure the product: code lines per function, lines per file, complexity."""
    sources = list_sources()
    return {
        "code lines per function": {
            name: size for path in sources for name, size in measure_functions(path).items()
        },
        "lines per file": measure_files(sources),
        "complexity": {
            name: size for path in sources for name, size in measure_complexity(path).items()
        },
    }


def find_percentile(values: Sequence[int], share: float) -> int:
    """Find the smallest value that at least this share of the values do not pass."""
    return sorted(values)[max(0, -int(-share * len(values) // 1) - 1)]


def compute_test_ratio() -> float:
    """Compute the lines of test code per line of product code."""
    tests = sum(len(find_code_lines(path)) for path in list_tests())
    return tests / sum(len(find_code_lines(path)) for path in list_sources())


def describe_sizes() -> str:
    """Describe the sizes as a small table, biggest named."""
    lines = [f"{'':26}{'count':>7}{'median':>8}{'p95':>6}{'max':>6}  biggest"]
    for measure, sizes in measure_all().items():
        values = list(sizes.values())
        biggest = max(sizes, key=lambda name: sizes[name])
        lines.append(
            f"{measure:26}{len(values):>7}{statistics.median(values):>8g}"
            f"{find_percentile(values, 0.95):>6}{max(values):>6}  {biggest}"
        )
    lines.append(f"{'test lines per code line':26}{compute_test_ratio():>13.2f}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(f"{describe_sizes()}\n")
