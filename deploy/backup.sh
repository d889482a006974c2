#!/usr/bin/env bash
# Save a home folder while the site runs: deploy/backup.sh HOME DESTINATION [KEPT]
# The copy is made by SQLite itself, checked, and the oldest archives beyond KEPT (14) are removed.
set -euo pipefail

if [ $# -lt 2 ]; then
    echo "Usage : deploy/backup.sh DOSSIER_DES_DONNÉES DESTINATION [NOMBRE_GARDÉ]" >&2
    exit 2
fi
HOME_FOLDER=$1
DESTINATION=$2
KEPT=${3:-14}
DATABASE="$HOME_FOLDER/recoudre.sqlite3"
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
umask 077

if [ ! -d "$HOME_FOLDER" ]; then
    echo "Le dossier $HOME_FOLDER n’existe pas." >&2
    exit 1
fi
mkdir -p "$DESTINATION"
cp -a "$HOME_FOLDER/." "$WORK/"
rm -f "$WORK"/recoudre.sqlite3*

if [ -f "$DATABASE" ]; then
    python3 - "$DATABASE" "$WORK/recoudre.sqlite3" <<'PYTHON'
import sqlite3
import sys

source = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
copy = sqlite3.connect(sys.argv[2])
source.backup(copy)
state = copy.execute("PRAGMA integrity_check").fetchone()[0]
sys.exit(0 if state == "ok" else f"La copie de la base est abîmée : {state}")
PYTHON
fi

ARCHIVE="$DESTINATION/recoudre-$(date +%Y%m%d-%H%M%S).tar.gz"
tar -czf "$ARCHIVE.partial" -C "$WORK" .
mv "$ARCHIVE.partial" "$ARCHIVE"
find "$DESTINATION" -maxdepth 1 -name 'recoudre-*.tar.gz' | sort -r | tail -n "+$((KEPT + 1))" | xargs -r rm --
echo "Sauvegarde écrite : $ARCHIVE"
