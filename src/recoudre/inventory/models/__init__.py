"""The tables of the inventory, a file for each matter."""

from recoudre.inventory.models.confirmations import Claim, Confirmation, ConfirmationLink
from recoudre.inventory.models.contacts import ContactObjection, NoticeSent
from recoudre.inventory.models.matches import Match, Merge
from recoudre.inventory.models.moderation import LogLine, ModerationBatch
from recoudre.inventory.models.occasions import (
    Occasion,
    OccasionChange,
    OccasionQuerySet,
    SearchEntry,
    Source,
    SourceRecord,
    Steward,
    Timing,
)
from recoudre.inventory.models.proposals import Proposal, Workshop
from recoudre.inventory.models.searches import SearchTerm, UnmetSearch
from recoudre.inventory.models.suggestions import Suggestion, Training

__all__ = [
    "Claim",
    "Confirmation",
    "ConfirmationLink",
    "ContactObjection",
    "LogLine",
    "Match",
    "Merge",
    "ModerationBatch",
    "NoticeSent",
    "Occasion",
    "OccasionChange",
    "OccasionQuerySet",
    "Proposal",
    "SearchEntry",
    "SearchTerm",
    "Source",
    "SourceRecord",
    "Steward",
    "Suggestion",
    "Timing",
    "Training",
    "UnmetSearch",
    "Workshop",
]
