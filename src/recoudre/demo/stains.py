"""Spoil cells as French files are spoiled, and remember where: each disease by its name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pyproj import Transformer

from recoudre.demo.chance import draw_for
from recoudre.vocabulary.records import DoubtName, RejectReason, RepairName

Row = dict[str, str]
Disease = RepairName | DoubtName | RejectReason
Spoil = Callable[[Row], None]
Test = Callable[[Row], bool]

TO_LAMBERT_93 = Transformer.from_crs("EPSG:4326", "EPSG:2154", always_xy=True)


@dataclass(frozen=True, slots=True)
class Stain:
    """A disease to give to some rows: which ones may have it, and what it does to them."""

    disease: Disease
    column: str
    times: int
    spoil: Spoil
    wants: Test | None = None

    def suits(self, row: Row) -> bool:
        """Answer whether a row may have it; by default, when the cell is filled."""
        return self.wants(row) if self.wants else bool(row[self.column])


@dataclass(frozen=True, slots=True)
class Stained:
    """A row that has a disease, numbered as the file's reader sees it."""

    file: str
    row_number: int
    disease: Disease
    column: str


def spoil_rows(
    rows: Sequence[Row], stains: Sequence[Stain], file: str, *, first_row: int
) -> list[Stained]:
    """Give each disease to as many rows as it asks, one disease a row at most."""
    rng = draw_for(file)
    sound = list(range(len(rows)))
    stained: list[Stained] = []
    for stain in stains:
        suited = [index for index in sound if stain.suits(rows[index])]
        for index in sorted(rng.sample(suited, k=stain.times)):
            stain.spoil(rows[index])
            sound.remove(index)
            stained.append(Stained(file, index + first_row, stain.disease, stain.column))
    return stained


def put(column: str, *values: str) -> Spoil:
    """Put a text in a cell, one or another of them."""

    def spoil(row: Row) -> None:
        row[column] = draw_for(str(row)).choice(values)

    return spoil


def change(column: str, form: str) -> Spoil:
    """Rewrite a cell; the form names the row's columns: "{code_postal} {adresse}"."""

    def spoil(row: Row) -> None:
        row[column] = form.format_map(row)

    return spoil


def empty(*columns: str) -> Spoil:
    """Empty cells."""

    def spoil(row: Row) -> None:
        row.update(dict.fromkeys(columns, ""))

    return spoil


def drop_zero(column: str) -> Spoil:
    """Lose the zeros in front, as a spreadsheet does; spaces go with them."""

    def spoil(row: Row) -> None:
        row[column] = row[column].replace(" ", "").lstrip("0")

    return spoil


def use_commas(row: Row) -> None:
    """Write the coordinates with a decimal comma."""
    row["latitude"] = row["latitude"].replace(".", ",")
    row["longitude"] = row["longitude"].replace(".", ",")


def swap_axes(row: Row) -> None:
    """Put the latitude in the column of the longitude, and the other way round."""
    row["latitude"], row["longitude"] = row["longitude"], row["latitude"]


def use_lambert_93(row: Row) -> None:
    """Write the coordinates in metres of the Lambert-93 projection."""
    x, y = TO_LAMBERT_93.transform(float(row["longitude"]), float(row["latitude"]))
    row["latitude"], row["longitude"] = f"{y:.0f}", f"{x:.0f}"


def place_at(lat: str, lon: str) -> Spoil:
    """Put the same point everywhere."""

    def spoil(row: Row) -> None:
        row["latitude"], row["longitude"] = lat, lon

    return spoil


def drift(row: Row) -> None:
    """Move the point about twelve kilometres to the north and east."""
    row["latitude"] = f"{float(row['latitude']) + 0.08:.5f}"
    row["longitude"] = f"{float(row['longitude']) + 0.11:.5f}"


def reverse_date(column: str) -> Spoil:
    """Write a day as French people do, dd/mm/yyyy."""

    def spoil(row: Row) -> None:
        row[column] = "/".join(reversed(row[column].split("-")))

    return spoil
