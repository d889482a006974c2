"""What an administrator types to give a role."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from recoudre.inventory.rules import GIVEN_ROLES
from recoudre.territories.models import Territory


class RoleForm(forms.Form):
    """Who, which role, where; the places are those that the administrator answers for."""

    email = forms.EmailField(label=_("Son courriel"), max_length=254)
    role = forms.ChoiceField(
        label=_("Son rôle"), choices=[(role.value, role.label) for role in GIVEN_ROLES]
    )
    territory = forms.ChoiceField(label=_("Où"))

    def __init__(self, *args: object, places: Sequence[Territory], **options: object) -> None:
        """Offer the places where the role may be given."""
        super().__init__(*args, **options)  # type: ignore[arg-type]
        choices = [(one.code, f"{one.name} ({one.code})") for one in places]
        self.fields["territory"].choices = choices  # type: ignore[attr-defined]
