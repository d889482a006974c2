"""The short form of an occasion: the ten lines of the paper sheet, in the same order."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recoudre.design.french import link_phone
from recoudre.territories.models import Territory
from recoudre.territories.queries import search_communes
from recoudre.vocabulary.lists import Cost, Kind
from recoudre.vocabulary.text import fold_commune_name

UNKNOWN = ("", gettext_lazy("on ne sait pas"))
# The names of the stored values that are typed as they are.
TEXTS = ("name", "kind", "address", "hours_note", "phone", "email", "cost", "summary")


class SheetForm(forms.Form):
    """What one paper sheet says of one occasion; `read_values` tells it as testimony stores it."""

    name = forms.CharField(
        label=gettext_lazy("Nom du lieu, du moment ou du projet"), max_length=300,
        error_messages={"required": gettext_lazy("Écrivez son nom.")},
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("C’est…"), initial=Kind.PLACE)
    commune = forms.CharField(
        label=gettext_lazy("Commune"), max_length=200,
        error_messages={"required": gettext_lazy("Écrivez la commune, ou son code postal.")},
    )  # fmt: skip
    address = forms.CharField(
        label=gettext_lazy("Adresse, ou où c’est"), max_length=400, required=False
    )
    hours_note = forms.CharField(
        label=gettext_lazy("Quand : jours, heures, dates"), max_length=500, required=False
    )
    steward = forms.CharField(label=gettext_lazy("Qui l’anime"), max_length=300, required=False)
    phone = forms.CharField(label=gettext_lazy("Téléphone public"), max_length=60, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Courriel public"), required=False,
        error_messages={"invalid": gettext_lazy("Un courriel s’écrit nom@exemple.fr.")},
    )  # fmt: skip
    cost = forms.ChoiceField(label=gettext_lazy("Ce que cela coûte"), required=False)
    summary = forms.CharField(
        label=gettext_lazy("Ce que l’on y fait"), max_length=1000, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one.value, _(one.label)) for one in Kind]  # type: ignore[attr-defined]
        self.fields["cost"].choices = [  # type: ignore[attr-defined]
            UNKNOWN, *((one.value, _(one.label)) for one in Cost)
        ]  # fmt: skip
        for name in self.errors if self.is_bound else ():
            attributes = {"aria-invalid": "true", "aria-describedby": f"{name}-erreur"}
            if name in self.fields:
                self.fields[name].widget.attrs.update(attributes)

    def clean_commune(self) -> Territory:
        """Find the commune that somebody names, by name, postcode or code."""
        typed = self.cleaned_data["commune"]
        found = search_communes(typed)
        named = [one for one in found if fold_commune_name(one.name) == fold_commune_name(typed)]
        exact = named or [one for one in found if one.code == typed.strip().upper()] or found
        if len(exact) == 1:
            return exact[0]
        if not exact:
            raise forms.ValidationError(
                _("Nous ne connaissons pas cette commune. Essayez son code postal.")
            )
        names = ", ".join(f"{one.name} ({one.code})" for one in exact[:5])
        raise forms.ValidationError(
            _("Plusieurs communes portent ce nom : %(names)s. Écrivez le code de la bonne.")
            % {"names": names}
        )

    def clean_phone(self) -> str:
        """Refuse what cannot be called."""
        phone: str = self.cleaned_data["phone"]
        if phone and not link_phone(phone):
            raise forms.ValidationError(_("Un numéro s’écrit avec dix chiffres : 04 75 00 00 00."))
        return phone

    def read_values(self) -> dict[str, Any]:
        """Read what is said, as testimony stores it; what is empty has no key."""
        told = {name: self.cleaned_data[name] for name in TEXTS}
        told["commune_code"] = self.cleaned_data["commune"].code
        told["steward"] = _tell_steward(self.cleaned_data["steward"])
        return {name: value for name, value in told.items() if value}

    def read_changes(self, visible: Mapping[str, Any]) -> dict[str, Any]:
        """Read only what differs from what an occasion shows; what was emptied is "".

        Parameters
            visible: as `telling.tell_visible` tells it.
        """
        told = self.read_values()
        emptied = {name: "" for name in TEXTS if visible.get(name) and name not in told}
        if visible.get("steward", {}).get("name") == told.get("steward", {}).get("name"):
            told.pop("steward", None)
        changed = {name: value for name, value in told.items() if visible.get(name) != value}
        return changed | emptied


def tell_initial(values: Mapping[str, Any], commune: Territory) -> dict[str, Any]:
    """Tell stored values as the form first shows them."""
    shown = {name: values.get(name, "") for name in TEXTS}
    return {
        **shown,
        "commune": f"{commune.name} ({commune.code})",
        "steward": values.get("steward", {}).get("name", ""),
    }


def _tell_steward(name: str) -> dict[str, str]:
    return {"name": name, "sector": "", "siret": "", "rna": ""} if name else {}
