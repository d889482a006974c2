"""What a mended cell is, and a reader that gathers the repairs of one row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from recoudre.vocabulary.records import Doubt, DoubtName, Repair, RepairName

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mended(Generic[T]):
    """A value, the repairs that it took and the doubts it leaves."""

    value: T
    repairs: tuple[Repair, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def add(
        self, name: RepairName, column: str, before: str, value: T, written: str | None = None
    ) -> "Mended[T]":
        """Add one repair, the value it gives, and how that value is written in a cell."""
        repair = Repair(name, column, before, str(value) if written is None else written)
        return Mended(value, (*self.repairs, repair), self.doubts)

    def doubt(self, name: DoubtName, column: str, said: str, value: T) -> "Mended[T]":
        """Give up a value: keep what was said in a doubt."""
        return Mended(value, self.repairs, (*self.doubts, Doubt(name, column, said)))


EMPTY: Mended[str] = Mended("")


class CellReader:
    """Reads the cells of one row, and gathers what each repair did.

    Example
        >>> from recoudre.importers.repairs import mend_postcode
        >>> reader = CellReader({"cp": "1000"})
        >>> reader.read(mend_postcode, "cp"), [repair.name.value for repair in reader.repairs]
        ('01000', ['leading_zero'])
    """

    def __init__(self, cells: Mapping[str, str]) -> None:
        """Start on the raw cells of a row; an absent column reads as empty."""
        self.cells = cells
        self._repairs: list[Repair] = []
        self._doubts: list[Doubt] = []

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """List the repairs so far."""
        return tuple(self._repairs)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """List the doubts so far."""
        return tuple(self._doubts)

    def read(self, mend: Callable[..., Mended[T]], column: str, **options: str) -> T:
        """Read the cell of one column through a `mend_` function, given its options."""
        return self.keep(mend(self.cells.get(column, ""), column, **options))

    def keep(self, mended: Mended[T]) -> T:
        """Gather the repairs and doubts of a value, and give the value."""
        if mended.repairs:
            self._repairs.extend(mended.repairs)
        if mended.doubts:
            self._doubts.extend(mended.doubts)
        return mended.value

    def doubt(self, name: DoubtName, column: str, said: str) -> None:
        """Note a doubt that the mapping raises itself."""
        self._doubts.append(Doubt(name, column, said))
