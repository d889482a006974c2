"""Why an import stops. Each message is a French sentence: what, which value, what to do."""


class ImportStoppedError(Exception):
    """An import stops before it changes anything."""


class UnknownSourceError(ImportStoppedError):
    """No source has this name."""


class EmptyAnswerError(ImportStoppedError):
    """The file or the answer holds no usable row."""


class TooManyLossesError(ImportStoppedError):
    """More than a fifth of what the source said would vanish."""


class RemoteIdsChangedError(ImportStoppedError):
    """Most of the ids that vanished are found again under other ids."""


class AlreadyRunningError(ImportStoppedError):
    """Somebody else is importing the same source."""


class NoTerritoryError(ImportStoppedError):
    """No commune is loaded yet: nothing could be placed."""
