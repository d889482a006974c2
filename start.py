#!/usr/bin/env python3
"""The one way in: `python3 start.py demo` and `python3 start.py test`.

Standard library only. It makes `.venv`, installs the pinned and hashed requirements once, then
hands over to the project's own command line. It is written so that Python 3.8 can read it, and tell
its owner in one sentence that a newer one is needed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "recoudre-stamp.json"
LOG = VENV / "recoudre-install.log"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

HELP = """Recoudre, l’observatoire du lien social.

  python3 start.py demo            la démonstration : un territoire inventé, servi sur cette machine
  python3 start.py test            les essais du projet ; ce qui suit « test » va à pytest
  python3 start.py COMMANDE …      toute commande de « recoudre » : serve, territory, import,
                                   observe, analyse, check

La première fois, tout est installé dans le dossier .venv ; ensuite le départ est immédiat.
"""

SIGNS_OF_NO_NETWORK = (
    "Temporary failure in name resolution",
    "Name or service not known",
    "nodename nor servname",
    "getaddrinfo failed",
    "Network is unreachable",
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "ProxyError",
    "No route to host",
)


class StartError(Exception):
    """The start cannot go on; the message is the French sentence to show."""


def main(arguments: list[str]) -> int:
    """Install what the command needs, then hand over to it."""
    if sys.version_info < OLDEST_PYTHON:
        sys.stderr.write(explain_old_python())
        return 2
    if arguments[:1] == ["recoudre"]:
        arguments = arguments[1:]
    if not arguments or arguments[0] in {"-h", "--help", "aide"}:
        say(HELP)
        return 0
    try:
        if arguments[0] == "test":
            install("test")
            prepare_browser()
            os.chdir(ROOT)
            return hand_over([PYTHON, "-m", "pytest", *(arguments[1:] or default_test_options())])
        install("run")
        return hand_over([BIN / "recoudre", *arguments])
    except StartError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrompu. Relancez la même commande : elle reprendra.\n")
        return 130


def explain_old_python() -> str:
    """Explain which Python is needed, and name one of this machine when there is one."""
    versions = [f"python3.{minor}" for minor in (14, 13, 12, 11)]
    found = [name for name in versions if shutil.which(name)]
    wanted = "{}.{}".format(*OLDEST_PYTHON)
    return (
        f"Recoudre demande Python {wanted} ou plus récent ; "
        + "celui-ci est le {}.{}.\n".format(*sys.version_info[:2])
        + f"Relancez avec un Python récent : {found[0] if found else 'python' + wanted} start.py\n"
    )


def say(sentence: str) -> None:
    """Tell the person in front of the screen what is going on."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def default_test_options() -> list[str]:
    """Spread the whole suite over the processors, one file at a time."""
    return ["-n", "auto", "--dist", "loadfile"]


def install(purpose: str) -> None:
    """Install the requirements of `run` or `test`, and the project, unless the stamp says done."""
    stamp = read_stamp()
    wanted = describe_installation(purpose)
    if all(stamp.get(name) == digest for name, digest in wanted.items()) and PYTHON.exists():
        return
    if not is_venv_sound():
        make_venv()
        stamp = {}
    if stamp.get(purpose) != wanted[purpose] or stamp.get("python") != wanted["python"]:
        stamp.pop(purpose, None)
        write_stamp(stamp)
        install_requirements(purpose, ROOT / "requirements" / f"{purpose}.txt")
    run_pip(["--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    write_stamp({**stamp, **wanted})
    say("Installation terminée : le prochain départ sera immédiat.")


def describe_installation(purpose: str) -> dict[str, str]:
    """Describe what must be installed: the Python, the pinned requirements, the project."""
    return {
        "python": "{}.{}".format(*sys.version_info[:2]),
        purpose: compute_digest(ROOT / "requirements" / f"{purpose}.txt"),
        "project": compute_digest(ROOT / "pyproject.toml"),
        "folder": str(ROOT),
    }


def compute_digest(path: Path) -> str:
    """Compute the sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_stamp() -> dict[str, str]:
    """Read what a finished installation wrote; nothing when it was interrupted."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def write_stamp(stamp: dict[str, str]) -> None:
    """Write what is installed, in one move."""
    draft = STAMP.with_suffix(".draft")
    draft.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    draft.replace(STAMP)


def is_venv_sound() -> bool:
    """Tell whether `.venv` holds a Python like this one, with its pip."""
    if not PYTHON.exists():
        return False
    question = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
    answer = subprocess.run([PYTHON, "-c", question], capture_output=True, text=True, check=False)
    return answer.stdout.strip() == "{}.{}".format(*sys.version_info[:2])


def make_venv() -> None:
    """Make `.venv` anew, or say which system package is missing."""
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise StartError(explain_missing_venv())
    say("Préparation du dossier .venv…")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode and "ensurepip" in made.stdout + made.stderr:
        raise StartError(explain_missing_venv())
    if made.returncode:
        raise StartError(f"Le dossier .venv n’a pas pu être créé :\n{made.stdout}{made.stderr}")


def explain_missing_venv() -> str:
    """Explain which Debian or Ubuntu package brings the missing part of Python."""
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    return (
        f"Il manque à Python de quoi préparer un dossier d’installation (paquet {package}).\n"
        f"Installez-le, puis relancez : sudo apt-get install {package}"
    )


def install_requirements(purpose: str, path: Path) -> None:
    """Install a file of pinned, hashed requirements, counting packages as they come."""
    total = len(re.findall(r"^[a-z0-9]\S*==", path.read_text(encoding="utf-8"), re.MULTILINE))
    what = "les essais" if purpose == "test" else "le site"
    say(f"Installation de {total} paquets pour {what} (une fois, il y faut Internet)…")
    run_pip(["--require-hashes", "--requirement", str(path)], total=total)


def run_pip(options: list[str], total: int = 0) -> None:
    """Run pip, show where it is, keep its whole output in a log."""
    command = [str(PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    pip = subprocess.Popen(
        [*command, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"},
    )
    seen = 0
    with LOG.open("w", encoding="utf-8") as log, pip:
        for line in pip.stdout or ():
            log.write(line)
            seen += line.startswith(("Collecting ", "Requirement already satisfied: "))
            show_progress(line, seen, total)
    if pip.returncode:
        raise StartError(explain_failure(LOG.read_text(encoding="utf-8")))


def show_progress(line: str, seen: int, total: int) -> None:
    """Show one step of pip, in French: on a screen one line that changes, in a log every ten."""
    if line.startswith("Installing collected packages") and total:
        say("\n  mise en place…" if sys.stdout.isatty() else "  mise en place…")
    if not total or not line.startswith(("Collecting ", "Requirement already satisfied: ")):
        return
    if sys.stdout.isatty():
        sys.stdout.write(f"\r  {min(seen, total)} / {total}")
        sys.stdout.flush()
    elif seen % 10 == 0:
        say(f"  {min(seen, total)} / {total}")


def explain_failure(log: str) -> str:
    """Explain in French why pip failed, from what it printed."""
    if any(sign in log for sign in SIGNS_OF_NO_NETWORK):
        return (
            "\nPas de réseau : l’installation, et elle seule, a besoin d’Internet. Une fois faite, "
            "la démonstration, la recherche, les cartes et l’import de fichiers marchent sans lui. "
            "Relancez la même commande quand le réseau sera revenu."
        )
    if "DO NOT MATCH THE HASHES" in log:
        return (
            "\nUn paquet reçu n’est pas celui que le projet attend (empreinte différente) : rien "
            f"n’a été installé. Le détail est dans {LOG}."
        )
    if "No space left on device" in log:
        return "\nLe disque est plein : libérez environ 1 Go, puis relancez la même commande."
    last_lines = "\n".join(log.strip().splitlines()[-5:])
    return f"\nL’installation a échoué. Le détail est dans {LOG} ; il finit par :\n{last_lines}"


def prepare_browser() -> None:
    """Install Debian's Chromium when we may; otherwise say how, and what is skipped."""
    if any(shutil.which(name) for name in BROWSERS):
        return
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if may_install:
        say("Installation de Chromium pour les essais dans le navigateur…")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", "-qq", *step], env=environment, check=False)
    if shutil.which("chromium"):
        return
    advice = "Chromium est absent : sudo apt-get install chromium"
    if os.environ.get("CI") == "true":
        raise StartError(f"{advice} (en intégration continue, ces essais ne se sautent pas)")
    say(f"{advice} (sans lui, les essais dans le navigateur sont sautés)")


def hand_over(command: list[str | Path]) -> int:
    """Become the command, so that signals and the exit code are its own."""
    words = [str(word) for word in command]
    if os.name == "nt":
        return subprocess.call(words)
    return os.execv(words[0], words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
