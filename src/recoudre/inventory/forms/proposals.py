"""What a resident types to propose an occasion, or a change of one. Nothing typed is lost."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recoudre.inventory.forms.bond_sentences import COUNTED_FOR, COUNTED_ON
from recoudre.inventory.forms.fields import EmailField, PhoneField, PlainField, WebField
from recoudre.inventory.forms.regular import RegularForm
from recoudre.inventory.forms.rhythm import DatesForm
from recoudre.territories.models import Territory
from recoudre.territories.queries import search_communes
from recoudre.vocabulary.lists import Audience, Cost, Domain, Kind, Labelled, Level, Screen, Sector
from recoudre.vocabulary.text import fold_commune_name

MAX_LINKS = 2
CHOICES_SHOWN = 10
KIND_SENTENCES: dict[str, Promise | str] = {
    Kind.PLACE: gettext_lazy("Un endroit où l’on peut aller : café, jardin, bibliothèque."),
    Kind.GATHERING: gettext_lazy("On s’y retrouve à une heure dite : fête, chorale, repas."),
    Kind.PROJECT: gettext_lazy("On le fait ensemble : épicerie, journal, chantier."),
}
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_TEXTS = ("name", "summary", "description", "hours_note", "cost_note", "conditions", "message")
_UNKNOWN = ("", gettext_lazy("Je ne sais pas"))


class ClosedField(forms.ChoiceField):
    """One value of a closed list, or none."""

    def __init__(self, closed: type[Labelled], label: Any, **options: Any) -> None:
        choices = [_UNKNOWN, *closed.choices()]
        options.setdefault("widget", forms.RadioSelect)
        super().__init__(choices=_translate(choices), label=label, required=False, **options)


class TickedField(forms.MultipleChoiceField):
    """Several values of a closed list."""

    def __init__(self, choices: Any, label: Any, **options: Any) -> None:
        super().__init__(
            choices=_translate(choices), label=label, required=False,
            widget=forms.CheckboxSelectMultiple, **options,
        )  # fmt: skip


def _translate(choices: Any) -> Any:
    """Translate the labels of choices when they are shown, not when the module is read."""
    return lambda: [(value, _(str(label)) if value else label) for value, label in choices]


class ProposalForm(RegularForm, DatesForm):
    """An occasion in a resident's words.

    After `is_valid()`, `territory` is the commune; when several answer, `communes` lists them.
    `visible` holds the values that the author of a change saw.
    """

    name = PlainField(
        label=gettext_lazy("Son nom"), max_length=300, required=True,
        hint=gettext_lazy("Comme les gens l’appellent."),
        error_messages={"required": gettext_lazy("Écrivez un nom, même approximatif.")},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=gettext_lazy("C’est…"), choices=_translate(Kind.choices()), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez : un lieu, un moment ou un projet.")},
    )  # fmt: skip
    commune = PlainField(
        label=gettext_lazy("Commune"), max_length=80, required=True,
        hint=gettext_lazy("Son nom ou son code postal."),
        error_messages={"required": gettext_lazy("Écrivez la commune ou son code postal.")},
    )  # fmt: skip
    address = PlainField(
        label=gettext_lazy("Adresse"), max_length=400,
        hint=gettext_lazy("« 2 place des Halles », ou « derrière la mairie »."),
    )  # fmt: skip
    hours_note = PlainField(
        label=gettext_lazy("Quand, dans vos mots"), max_length=500, lines=2,
        hint=gettext_lazy("« Tous les premiers vendredis à 19 h », « l’été seulement »."),
    )  # fmt: skip
    summary = PlainField(
        label=gettext_lazy("Ce que l’on y fait, en une phrase ou deux"), max_length=400, lines=3
    )
    description = PlainField(label=gettext_lazy("En dire plus"), max_length=4_000, lines=6)
    audiences = TickedField(Audience.choices(), gettext_lazy("Pour qui"))
    counted_on = TickedField(COUNTED_ON.items(), gettext_lazy("On y compte sur…"))
    counted_for = TickedField(COUNTED_FOR.items(), gettext_lazy("On y compte pour…"))
    domains = TickedField(Domain.choices(), gettext_lazy("De quoi il s’agit"))
    cost = ClosedField(Cost, gettext_lazy("Ce que cela coûte"))
    cost_note = PlainField(label=gettext_lazy("Précision sur le prix"), max_length=300)
    screen = ClosedField(Screen, gettext_lazy("Faut-il un écran (téléphone, ordinateur) ?"))
    steward_name = PlainField(
        label=gettext_lazy("Qui en répond"), max_length=300,
        hint=gettext_lazy("Une association, une mairie, un groupe d’habitants."),
    )  # fmt: skip
    steward_sector = ClosedField(Sector, gettext_lazy("C’est…"), widget=forms.Select)
    phone = PhoneField(
        label=gettext_lazy("Téléphone de l’occasion"), max_length=60,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )  # fmt: skip
    email = EmailField(
        label=gettext_lazy("Courriel de l’occasion"), max_length=254,
        widget=forms.TextInput(attrs={"inputmode": "email", "spellcheck": "false"}),
    )  # fmt: skip
    website = WebField(
        label=gettext_lazy("Site ou page web"), max_length=2_000,
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
    )  # fmt: skip
    contact_consented = forms.BooleanField(
        label=gettext_lazy("La personne ou la structure accepte que ce contact soit public."),
        required=False,
        help_text=gettext_lazy(
            "Sans cet accord, ce téléphone et ce courriel ne sont pas publiés : l’équipe seule "
            "les voit pour vérifier, puis ils sont effacés."
        ),
    )
    message = PlainField(
        label=gettext_lazy("Un mot pour l’équipe"), max_length=4_000, lines=4,
        hint=gettext_lazy("Il n’est pas publié."),
    )  # fmt: skip
    author_email = EmailField(
        label=gettext_lazy("Votre courriel (facultatif)"), max_length=254,
        hint=gettext_lazy(
            "Il sert à confirmer que c’est bien vous, puis à vous répondre. Il n’est jamais "
            "publié, et nous l’effaçons trois mois après la réponse. Sans lui, un code vous "
            "permettra de revenir."
        ),
        widget=forms.TextInput(
            attrs={"inputmode": "email", "autocomplete": "email", "spellcheck": "false"}
        ),
    )  # fmt: skip

    def __init__(
        self, *args: Any, visible: Mapping[str, Any] | None = None, **options: Any
    ) -> None:
        self.visible = visible or {}
        super().__init__(*args, **options)
        for name, value in self.initial.items():
            if name in self.fields:
                self.fields[name].initial = value
        self.communes: list[Territory] = []
        self.territory: Territory | None = None

    def clean_name(self) -> str:
        """Refuse a name without a letter or a digit."""
        name = " ".join(self.cleaned_data["name"].split())
        if not any(letter.isalnum() for letter in name):
            raise forms.ValidationError(self.fields["name"].error_messages["required"])
        return name

    def clean_commune(self) -> str:
        """Find the commune; one of those that were listed may have been chosen."""
        typed: str = self.cleaned_data["commune"]
        chosen = str(self.data.get("commune_code", ""))
        is_about = self.data.get("commune_about") == typed
        if self.visible and typed == self.initial.get("commune"):
            chosen, is_about = str(self.visible.get("commune_code", "")), True
        self.territory, self.communes = find_commune(typed, chosen if is_about else "")
        if self.territory is None:
            raise forms.ValidationError(self._tell_commune(typed))
        return typed

    def clean_steward_name(self) -> str:
        """Refuse that a known steward be erased without a word."""
        name: str = self.cleaned_data["steward_name"]
        if not name and self.initial.get("steward_name"):
            raise forms.ValidationError(
                _("Laissez ce nom. Si cette structure n’en répond plus, dites-le dans le message.")
            )
        return name

    def clean(self) -> dict[str, Any]:
        """Refuse what holds many links: it is how advertising looks."""
        cleaned = super().clean()
        links = sum(len(_LINK.findall(cleaned.get(name, ""))) for name in _TEXTS)
        if links > MAX_LINKS:
            self.add_error(
                "message",
                _("Trop de liens dans vos textes : gardez-en deux au plus, et le site à sa place."),
            )
        return cleaned

    def _tell_commune(self, typed: str) -> str:
        if self.communes:
            return _("Plusieurs communes répondent à « %(typed)s » : choisissez la vôtre.") % {
                "typed": typed
            }
        return _(
            "Nous ne connaissons pas de commune « %(typed)s » ici. "
            "Vérifiez son nom, ou écrivez son code postal."
        ) % {"typed": typed}


class ShortForm(forms.Form):
    """The two short ways to say that an occasion is no longer as we tell it."""

    message = PlainField(max_length=4_000)
    author_email = EmailField(max_length=254)

    def find_problem(self, *, needs_message: bool) -> str:
        """Find what is wrong, in one sentence; "" when nothing is."""
        for errors in self.errors.values():
            return str(errors[0])
        if needs_message and not self.cleaned_data["message"]:
            return _("Dites en quelques mots ce qui n’est plus vrai.")
        links = len(_LINK.findall(self.cleaned_data["message"]))
        return _("Trop de liens dans votre message : gardez-en deux au plus.") * (links > MAX_LINKS)


def find_commune(typed: str, chosen_code: str = "") -> tuple[Territory | None, list[Territory]]:
    """Find the commune that somebody names, or list those that answer.

    Parameters
        chosen_code: code chosen among those listed for the same words.
    """
    if chosen_code:
        chosen = Territory.objects.filter(code=chosen_code, level=Level.COMMUNE)
        if found := chosen.defer("outline").first():
            return found, []
    found_ones = search_communes(typed, CHOICES_SHOWN)
    name = fold_commune_name(re.sub(r"\d+", "", typed))
    exact = [one for one in found_ones if one.search_name == name]
    if len(exact) == 1 or len(found_ones) == 1:
        return (exact or found_ones)[0], []
    return None, found_ones
