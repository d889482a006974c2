"""What a person types to bring a file, and to say which column is what."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recoudre.importers.columns.mapped import Correspondence
from recoudre.importers.columns.recognising import Recognised
from recoudre.importers.models import ColumnMapping
from recoudre.importers.reading import MAX_BYTES
from recoudre.importers.sources.template import COLUMNS, TemplateColumn
from recoudre.importers.uploads import Brought
from recoudre.vocabulary.licences import CC_BY, LICENCE_OUVERTE, ODBL

IGNORED = ""
_LICENCES = [(one.slug, one.name) for one in (LICENCE_OUVERTE, ODBL, CC_BY)]
# Fields that may well be the same for a whole file.
FOR_ALL = (
    "nature",
    "cout",
    "publics",
    "domaines",
    "liens",
    "porteur",
    "secteur_porteur",
    "commune",
)


class UploadForm(forms.Form):
    """The file, and who publishes it under which licence."""

    file = forms.FileField(label=_("Le fichier (tableur ou CSV)"))
    name = forms.CharField(label=_("Ce que liste ce fichier"), max_length=120)
    publisher = forms.CharField(label=_("Qui le publie ou le remet"), max_length=200)
    licence = forms.ChoiceField(label=_("Sous quelle licence"), choices=_LICENCES)
    homepage = forms.URLField(
        label=_("Sa page, s’il en a une"), required=False, max_length=2000, assume_scheme="https"
    )

    def clean_file(self) -> Any:
        """Refuse a file bigger than what is read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("Ce fichier pèse %(size)s Mo : la limite est de %(limit)s Mo."),
                params={"size": file.size // 2**20, "limit": MAX_BYTES // 2**20},
            )
        return file

    def read_brought(self) -> Brought:
        """Read what is said of the file."""
        said = self.cleaned_data
        return Brought(said["name"], said["publisher"], said["licence"], said["homepage"])


class ColumnsForm(forms.Form):
    """For each column of the file, what it is; for some fields, one value for all rows."""

    def __init__(
        self, *args: Any, columns: Sequence[Recognised], mapping: ColumnMapping, **more: Any
    ) -> None:
        """Build one choice per column, already set to what is known or guessed."""
        super().__init__(*args, **more)
        self.columns = columns
        fields = {column: name for name, column in mapping.choices.items()}
        labelled = [(IGNORED, gettext("ne pas importer"))]
        labelled += [(one.name, f"{one.name} : {one.meaning}") for one in COLUMNS]
        for at, one in enumerate(columns):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=one.column, choices=labelled, required=False,
                initial=fields.get(one.column, IGNORED),
            )  # fmt: skip
        for field in COLUMNS:
            if field.name in FOR_ALL:
                said = mapping.constants.get(field.name, "")
                self.fields[f"all_{field.name}"] = _make_constant(field, said)

    def clean(self) -> dict[str, Any]:
        """Refuse a field given by two columns, and a file that gives no name or no kind."""
        cleaned = super().clean() or {}
        given: dict[str, str] = {}
        for at, one in enumerate(self.columns):
            name = cleaned.get(f"column_{at}")
            if name and name in given:
                message = gettext("« %(field)s » est déjà donné par la colonne « %(column)s ».")
                self.add_error(f"column_{at}", message % {"field": name, "column": given[name]})
            elif name:
                given[name] = one.column
        self.correspondence = Correspondence(given, self._read_constants(cleaned))
        for name in self.correspondence.missing:
            self.add_error(
                None,
                gettext(
                    "Rien ne donne « %(field)s » : choisissez sa colonne, ou une valeur pour "
                    "toutes les lignes."
                )
                % {"field": name},
            )
        return cleaned

    def _read_constants(self, cleaned: dict[str, Any]) -> dict[str, str]:
        return {name: cleaned.get(f"all_{name}", "") for name in FOR_ALL}

    @property
    def rows(self) -> list[tuple[Recognised, forms.BoundField]]:
        """List each column with the field that says what it is."""
        return [(one, self[f"column_{at}"]) for at, one in enumerate(self.columns)]

    @property
    def constants(self) -> list[forms.BoundField]:
        """List the fields of one value for all rows."""
        return [self[f"all_{name}"] for name in FOR_ALL]


def _make_constant(field: TemplateColumn, said: str) -> forms.Field:
    label = field.meaning.rstrip(".")
    if not field.accepted:
        return forms.CharField(label=label, required=False, max_length=200, initial=said)
    choices = [("", _("rien pour toutes les lignes")), *((word, word) for word in field.accepted)]
    return forms.ChoiceField(label=label, required=False, choices=choices, initial=said)
