"""Every environment variable is declared once, and read through its declaration."""

import ast
import re

import pytest

from recoudre.config.environment import VARIABLES, VARIABLES_BY_NAME
from tests.house.tree import PACKAGE, list_sources, name_of, parse

DECLARATION = PACKAGE / "config" / "environment.py"
VARIABLE_NAME = re.compile(r"^RECOUDRE_[A-Z_]+$")


def list_environment_reads(tree):
    """List the lines that read the environment; setting a variable is not reading it."""
    written = {id(node.value) for node in ast.walk(tree) if is_assigned(node)}
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"environ", "environb", "getenv"}
        and id(node) not in written
    ]


def is_assigned(node):
    """Tell whether a node is the left of `os.environ[...] = ...`, or `os.environ.setdefault`."""
    is_default = isinstance(node, ast.Attribute) and node.attr == "setdefault"
    return is_default or (isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store))


def test_reading_the_environment_aside_is_seen():
    assert list_environment_reads(ast.parse("import os\nos.environ['X']\nos.getenv('Y')")) == [2, 3]


@pytest.mark.parametrize(
    "line",
    ["os.environ['RECOUDRE_HOME'] = 'x'", "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'x')"],
)
def test_setting_a_variable_is_not_reading_it(line):
    assert list_environment_reads(ast.parse(line)) == []


def test_only_the_declaration_reads_the_environment():
    readers = {
        name_of(path)
        for path in list_sources()
        # A benchmark hands the environment on to the processes that it measures.
        if path != DECLARATION
        and "benchmarks" not in path.parts
        and list_environment_reads(parse(path))
    }

    assert readers - {"start.py"} == set()


def test_every_variable_that_the_code_names_is_declared():
    named = {
        node.value
        for path in list_sources()
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and VARIABLE_NAME.match(node.value)
    }

    assert {name.removesuffix("_FILE") for name in named} - set(VARIABLES_BY_NAME) == set()


@pytest.mark.parametrize("variable", VARIABLES, ids=lambda variable: variable.name)
def test_every_declared_variable_is_used(variable):
    calls = [
        path
        for path in list_sources()
        if re.search(rf'\(\s*"{variable.name}"', path.read_text(encoding="utf-8"))
        and path != DECLARATION
    ]

    assert calls or variable.name == "RECOUDRE_HOME"


@pytest.mark.parametrize("variable", VARIABLES, ids=lambda variable: variable.name)
def test_every_declared_variable_has_a_help_in_one_or_more_sentences(variable):
    assert variable.help.endswith(".")
