"""The few French sentences made of the numbers that the library list gives."""

from recoudre.importers.repairs.points import read_number

_ARTICLES = (("Le ", "du "), ("Les ", "des "), ("La ", "de La "), ("L'", "de L’"), ("L’", "de L’"))
_VOWELS = "AEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜŒaeiouyàâäéèêëîïôöùûüœ"


def name_commune(name: str) -> str:
    """Name a commune as a steward.

    Example
        >>> name_commune("Le Havre"), name_commune("Évisa"), name_commune("Dieulefit")
        ('Commune du Havre', 'Commune d’Évisa', 'Commune de Dieulefit')
    """
    for article, contracted in _ARTICLES:
        if name.startswith(article):
            return f"Commune {contracted}{name[len(article) :]}"
    return f"Commune d’{name}" if name[:1] in _VOWELS else f"Commune de {name}"


def write_team(surface: str, employees: str, volunteers: str) -> str:
    """Write the size of a library and of its team; zeros and blanks say nothing.

    Example
        >>> write_team("227.0", "1.0", "11.0")
        '227 m². Équipe déclarée par la source : 1 salarié, 11 bénévoles.'
    """
    size = _write_count(surface, "m²", "m²")
    team = [_write_count(employees, "salarié", "salariés")]
    team.append(_write_count(volunteers, "bénévole", "bénévoles"))
    said = ", ".join(part for part in team if part)
    sentences = [size and f"{size}.", said and f"Équipe déclarée par la source : {said}."]
    return " ".join(sentence for sentence in sentences if sentence)


def write_weekly_hours(hours: str) -> str:
    """Write the hours of opening in a week; which days they are is not in the list.

    Example
        >>> write_weekly_hours("11.5")
        'Ouverte 11 h 30 par semaine ; la source ne dit pas quels jours.'
    """
    number = read_number(hours) or 0.0
    if number <= 0:
        return ""
    minutes = round(number * 60)
    written = f"{minutes // 60} h {minutes % 60:02}" if minutes % 60 else f"{minutes // 60} h"
    return f"Ouverte {written} par semaine ; la source ne dit pas quels jours."


def _write_count(cell: str, one: str, several: str) -> str:
    number = read_number(cell) or 0.0
    if number <= 0:
        return ""
    written = f"{number:g}".replace(".", ",")
    return f"{written} {one if number < 2 else several}"
