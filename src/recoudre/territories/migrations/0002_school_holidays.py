"""School holidays, by zone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("territories", "0001_communes_and_their_codes")]

    operations = [
        migrations.CreateModel(
            name="SchoolHoliday",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=100)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
            ],
            options={
                "verbose_name": "vacances scolaires",
                "verbose_name_plural": "vacances scolaires",
                "ordering": ["zone", "first_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["zone", "first_on"], name="school_holiday_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(last_on__gte=models.F("first_on")),
                        name="school_holiday_in_order",
                    ),
                ],
            },
        )
    ]
