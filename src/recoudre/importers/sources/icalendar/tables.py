"""iCalendar: what calendars write instead of saying something, to be reviewed by anybody."""

from recoudre.vocabulary.lists import TimingStatus

# Titles, folded, of a slot that says only that somebody is busy or free: nothing to come to.
BUSY_TITLES = frozenset(
    {
        "occupe", "occupee", "busy", "free", "libre", "empty slot", "creneau libre", "indisponible",
        "disponible", "reserve", "bloque", "tentative", "absent", "absente", "conges", "conge",
        "out of office", "prive", "private", "rdv prive",
    }
)  # fmt: skip
# Places, folded, that are none.
NO_PLACE = frozenset(
    {
        "tbc", "tba", "a definir", "a preciser", "a confirmer", "lieu a definir", "lieu a preciser",
        "?", "-", "non precise",
    }
)  # fmt: skip
# Places, folded, that are a screen.
ONLINE = ("visio", "visioconference", "en ligne", "online", "zoom", "teams", "jitsi", "webinaire")
STATUS = {
    "CANCELLED": TimingStatus.CANCELLED,
    "CONFIRMED": TimingStatus.SCHEDULED,
    "TENTATIVE": TimingStatus.SCHEDULED,
}
PRIVATE_CLASSES = frozenset({"PRIVATE", "CONFIDENTIAL"})
# The only properties that are read and kept: never who organises nor who comes.
KEPT = (
    "UID", "SUMMARY", "DESCRIPTION", "LOCATION", "GEO", "URL", "STATUS", "CLASS", "DTSTART",
    "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "CATEGORIES",
    "LAST-MODIFIED",
)  # fmt: skip
