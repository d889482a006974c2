"""What somebody types to prepare a workshop."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recoudre.inventory.forms.fields import PlainField
from recoudre.inventory.forms.proposals import find_commune
from recoudre.territories.models import Territory
from recoudre.territories.queries import find_territory


class WorkshopForm(forms.Form):
    """A workshop: its name, its day, and the commune or wider territory it is about."""

    name = PlainField(
        label=gettext_lazy("Nom de l’atelier"), max_length=200, required=True,
        error_messages={"required": gettext_lazy("Donnez-lui un nom : il sera sur les feuilles.")},
    )  # fmt: skip
    on = forms.DateField(
        label=gettext_lazy("Jour"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y"],
        error_messages={
            "required": gettext_lazy("Donnez un jour."),
            "invalid": gettext_lazy("Écrivez le jour ainsi : 31/12/2026."),
        },
    )
    territory = PlainField(
        label=gettext_lazy("Commune"), max_length=200, required=True,
        error_messages={"required": gettext_lazy("Écrivez la commune, ou son code postal.")},
    )  # fmt: skip

    def clean_territory(self) -> Territory:
        """Find the territory that somebody names: a code of any level, or a commune."""
        typed = self.cleaned_data["territory"]
        found = find_territory(typed.strip()) or find_commune(typed)[0]
        if found is None:
            raise forms.ValidationError(
                _("Aucune commune, ou plusieurs, portent ce nom : écrivez le code de la bonne.")
            )
        return found

    def read_values(self) -> dict[str, Any]:
        """Read what was typed."""
        return {name: self.cleaned_data[name] for name in ("name", "on", "territory")}
