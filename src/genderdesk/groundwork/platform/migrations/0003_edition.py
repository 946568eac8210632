"""Stamps of what is held in memory; the triggers that change them are made after each migrate."""

from django.db import migrations, models

import genderdesk.groundwork.foundation.ids


class Migration(migrations.Migration):
    dependencies = [("platform", "0002_schedule_fault")]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("stamp", models.CharField(default=genderdesk.groundwork.foundation.ids.new_stamp, max_length=40)),
            ],
        ),
    ]
