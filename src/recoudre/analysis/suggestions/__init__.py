"""Which bonds, domains and audiences the words of an occasion suggest, and how often rightly.

A transparent model: each class has one weight per stem, learnt from what people validated. It
suggests; a person decides.
"""

from recoudre.analysis.suggestions.learning import (
    Example,
    Learned,
    Suggested,
    compute_suggestions,
    learn_classes,
)
from recoudre.analysis.suggestions.measures import Measure, compute_measures

__all__ = [
    "Example",
    "Learned",
    "Measure",
    "Suggested",
    "compute_measures",
    "compute_suggestions",
    "learn_classes",
]
