"""Every file has a room, every function a type, every public name a sentence."""

import ast

import pytest

from tests.house.tree import (
    PACKAGE,
    REPOSITORY,
    list_sources,
    name_of,
    parse,
    walk_functions,
    walk_public,
)

# Names that say nothing of what is inside: whatever lands there has a better place.
EMPTY_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "core",
    "manager",
    "managers",
}
DOCUMENTED_ROOMS = ("vocabulary", "analysis", "importers")
DOCUMENTED_FILES = {"services.py", "queries.py", "rules.py"}


def is_documented(path):
    """Tell whether the house asks a docstring of everything public in this file."""
    room = path.relative_to(PACKAGE).parts[0]
    in_split_file = {f"{part}.py" for part in path.parts} & DOCUMENTED_FILES
    return room in DOCUMENTED_ROOMS or path.name in DOCUMENTED_FILES or bool(in_split_file)


def test_no_file_or_folder_has_a_name_that_says_nothing():
    names = {name_of(path) for path in list_sources()}

    assert {
        name for name in names if EMPTY_NAMES & set(name.removesuffix(".py").split("/"))
    } == set()


def test_every_function_says_what_it_returns():
    untyped = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in list_sources()
        for node in walk_functions(path)
        if node.returns is None
    ]

    assert untyped == []


def test_every_module_opens_with_a_sentence():
    silent = [
        name_of(path)
        for path in list_sources()
        if path.read_text(encoding="utf-8").strip() and not ast.get_docstring(parse(path))
    ]

    assert silent == []


def test_everything_public_has_a_docstring_where_the_house_asks_for_one():
    silent = [
        f"{name_of(path)} {name}"
        for path in list_sources()
        if PACKAGE in path.parents and is_documented(path)
        for name, node in walk_public(path)
        if not ast.get_docstring(node)
    ]

    assert silent == []


def test_every_docstring_opens_with_one_sentence():
    open_ended = [
        f"{name_of(path)} {name}"
        for path in list_sources()
        for name, node in walk_public(path)
        if (text := ast.get_docstring(node)) and text.split("\n\n")[0].rstrip()[-1] not in ".?!:"
    ]

    assert open_ended == []


@pytest.mark.parametrize("word", ["TODO", "FIXME", "XXX"])
def test_nothing_is_left_for_later(word):
    unfinished = [
        name_of(path) for path in list_sources() if f"# {word}" in path.read_text(encoding="utf-8")
    ]

    assert unfinished == []


def test_no_third_party_asset_is_copied_into_the_repository():
    copied = [
        name_of(path)
        for path in PACKAGE.rglob("static/**/*")
        if any(word in path.name for word in (".min.", "leaflet", "htmx", "jquery", "bootstrap"))
        and path.is_file()
    ]

    assert copied == []


def test_errors_end_in_error():
    misnamed = [
        f"{name_of(path)} {node.name}"
        for path in list_sources()
        for node in ast.walk(parse(path))
        if isinstance(node, ast.ClassDef)
        and any(
            isinstance(base, ast.Name) and base.id.endswith(("Error", "Exception"))
            for base in node.bases
        )
        and not node.name.endswith("Error")
    ]

    assert misnamed == []


def test_every_room_of_tests_has_a_room_in_the_product():
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    tests = {
        path.name
        for path in (REPOSITORY / "tests").iterdir()
        if path.is_dir() and any(path.glob("*.py"))
    }

    assert tests - rooms - {"house", "journeys", "malice", "benchmarks", "__pycache__"} == set()
