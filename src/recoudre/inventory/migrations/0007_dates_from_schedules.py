"""Tell the dates that a schedule gives from those that somebody told one by one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inventory", "0006_known_words")]

    operations = [
        migrations.AddField(
            model_name="timing",
            name="is_from_schedule",
            field=models.BooleanField(default=False),
        ),
    ]
