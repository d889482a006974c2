"""Big files cut into excerpts: the same rows, with the same numbers, wherever they are cut."""

import csv
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers.cutting import Outside, cut_archive, cut_file, is_archive
from recoudre.importers.excerpts import number_as
from recoudre.importers.reading import UnreadableFileError, read_csv


def put(folder, content: bytes, name: str = "lieux.csv"):
    """Put a file in a folder."""
    path = folder / name
    path.write_bytes(content)
    return path


def read_cut(path, size: int):
    """Read a file excerpt by excerpt: its rows, in order."""
    rows = []
    for excerpt in cut_file(path, excerpt_bytes=size):
        with number_as(excerpt):
            rows.extend(read_csv(excerpt.content).rows)
    return rows


def test_each_excerpt_opens_with_the_header_and_goes_on_numbering(tmp_path):
    path = put(tmp_path, b"a;b\n1;2\n3;4\n")

    excerpts = list(cut_file(path, excerpt_bytes=1))

    assert [one.content for one in excerpts] == [b"a;b\n1;2\n", b"a;b\n3;4\n"]
    assert [row.number for row in read_cut(path, 1)] == [2, 3]


def test_a_line_break_inside_quotes_is_never_cut(tmp_path):
    path = put(tmp_path, b'a;b\n"1\n1";2\n3;4\n')

    excerpts = list(cut_file(path, excerpt_bytes=1))

    assert excerpts[0].content == b'a;b\n"1\n1";2\n'


def test_a_lone_quote_in_a_cell_opens_nothing(tmp_path):
    path = put(tmp_path, b'a;b\n12" vinyle;2\n3;4\n')

    assert [row.cells["a"] for row in read_cut(path, 1)] == ['12" vinyle', "3"]


def test_blank_lines_keep_their_number(tmp_path):
    path = put(tmp_path, b"\n\na;b\n1;2\n\n;\n3;4\n")

    assert [row.number for row in read_cut(path, 1)] == [4, 7]


def test_a_file_of_another_encoding_is_read_and_says_it_once(tmp_path):
    path = put(tmp_path, "a;b\nÉté;1\nœuf;2\n".encode("cp1252"))

    encodings = [one.encoding for one in cut_file(path, excerpt_bytes=1)]

    assert encodings == ["cp1252", "utf-8"]
    assert [row.cells["a"] for row in read_cut(path, 1)] == ["Été", "œuf"]


def test_a_header_alone_is_one_excerpt_of_no_row(tmp_path):
    assert [one.content for one in cut_file(put(tmp_path, b"a;b\n"))] == [b"a;b\n"]


def test_an_unclosed_quote_is_said_before_it_fills_the_memory(tmp_path):
    path = put(tmp_path, b'a;b\n"1;2\n' + b"3;4\n" * 40_000)

    with pytest.raises(UnreadableFileError, match="guillemet"):
        read_cut(path, 1_000)


def test_what_is_no_text_is_named(tmp_path):
    with pytest.raises(UnreadableFileError, match="document PDF"):
        list(cut_file(put(tmp_path, b"%PDF-1.7")))


def test_nulls_are_no_text(tmp_path):
    with pytest.raises(UnreadableFileError, match="pas du texte"):
        list(cut_file(put(tmp_path, b"a;b\n" + b"x" * 3_000 + b"\x00\n")))


CELLS = st.text(alphabet='ab;"\n\r é', max_size=6)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=8), st.integers(1, 60))
def test_wherever_it_is_cut_a_file_holds_the_same_rows(tmp_path_factory, cells, size):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows([["nom", "ville"], *cells])
    content = text.getvalue().encode()
    path = put(tmp_path_factory.mktemp("cut"), content)

    assert tuple(read_cut(path, size)) == read_csv(content).rows


@given(st.text(alphabet='a;"\n\r', max_size=30), st.integers(1, 20))
def test_wherever_it_is_cut_a_broken_file_holds_the_same_rows(tmp_path_factory, text, size):
    content = f"nom;ville\n{text}".encode()
    path = put(tmp_path_factory.mktemp("cut"), content)

    assert tuple(read_cut(path, size)) == read_csv(content).rows


def pack(folder, files: dict[str, bytes]):
    """Pack files in an archive."""
    path = folder / "rna.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def unpack(path, followed=("26",), max_bytes=10_000):
    """Read the rows of an archive, and count those left outside."""
    outside = Outside()
    rows = []
    for excerpt in cut_archive(
        path,
        max_bytes=max_bytes,
        find_department=lambda name: name.removesuffix(".csv")[-2:],
        followed=followed,
        outside=outside,
        excerpt_bytes=1,
    ):
        with number_as(excerpt):
            rows.extend(read_csv(excerpt.content).rows)
    return rows, outside.rows


def test_an_archive_is_known_whatever_its_name(tmp_path):
    path = pack(tmp_path, {"a.csv": b"a;b\n"}).rename(tmp_path / "rna.csv")

    assert (is_archive(path), is_archive(put(tmp_path, b"a;b\n", "b.csv"))) == (True, False)


def test_the_files_of_a_followed_territory_are_read_one_after_another(tmp_path):
    path = pack(tmp_path, {"d_07.csv": b"a;b\n1;2\n3;4\n", "d_26.csv": b"a;b\n5;6\n"})

    rows, outside = unpack(path, followed=("07", "26"))

    assert [(row.number, row.cells["a"]) for row in rows] == [(2, "1"), (3, "3"), (5, "5")]
    assert outside == 0


def test_the_rows_of_the_others_are_counted_without_being_read(tmp_path):
    path = pack(tmp_path, {"d_07.csv": b'a;b\n1;2\n\n"3\n3";4\n', "d_26.csv": b"a;b\n5;6\n"})

    rows, outside = unpack(path)

    assert ([row.cells["a"] for row in rows], outside) == (["5"], 2)


def test_an_archive_too_big_once_open_is_refused_before_it_is_read(tmp_path):
    path = pack(tmp_path, {"d_26.csv": b"a;b\n" + b"0;0\n" * 10_000})

    with pytest.raises(UnreadableFileError, match="une fois ouverte"):
        unpack(path)


def test_an_archive_without_a_csv_file_is_refused(tmp_path):
    with pytest.raises(UnreadableFileError, match="aucun fichier CSV"):
        unpack(pack(tmp_path, {"lisez-moi.txt": b""}))


def test_a_broken_archive_is_refused(tmp_path):
    with pytest.raises(UnreadableFileError, match="abîmée"):
        unpack(put(tmp_path, b"PK\x03\x04rien", "rna.zip"))
