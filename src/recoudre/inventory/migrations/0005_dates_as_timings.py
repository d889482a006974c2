"""Turn the beginnings of gatherings kept as "starts" into "timings", which also say an end."""

import hashlib
import json

from django.db import migrations

BATCH = 500


def hash_content(raw, values):
    text = json.dumps([raw, values], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def take_timings(starts):
    return [{"starts_at": start} for start in starts]


def take_starts(timings):
    return list(dict.fromkeys(timing["starts_at"] for timing in timings))


def rename(kept, before, after, turn=lambda value: value):
    return {(after if key == before else key): (turn(value) if key == before else value)
            for key, value in kept.items()}  # fmt: skip


def turn_over(apps, before, after, turn):
    def turn_pair(pair):
        return [turn(one) for one in pair]

    records = apps.get_model("inventory", "SourceRecord")
    for record in records.objects.filter(values__has_key=before).iterator(BATCH):
        record.values = rename(record.values, before, after, turn)
        record.content_hash = hash_content(record.raw, record.values)
        record.save(update_fields=["values", "content_hash"])
    occasions = apps.get_model("inventory", "Occasion")
    for name in ("witnesses", "pins"):
        held = occasions.objects.filter(**{f"{name}__has_key": before})
        for occasion in held.only(name).iterator(BATCH):
            setattr(occasion, name, rename(getattr(occasion, name), before, after))
            occasion.save(update_fields=[name])
    history = apps.get_model("inventory", "OccasionChange")
    for line in history.objects.filter(changes__has_key=before).iterator(BATCH):
        line.changes = rename(line.changes, before, after, turn_pair)
        line.save(update_fields=["changes"])


def to_timings(apps, _schema_editor):
    turn_over(apps, "starts", "timings", take_timings)


def to_starts(apps, _schema_editor):
    turn_over(apps, "timings", "starts", take_starts)


class Migration(migrations.Migration):
    dependencies = [("inventory", "0004_log_only_grows")]

    operations = [migrations.RunPython(to_timings, to_starts)]
