"""A feedback code has no time in its key, ends with a week, and is deleted when it is used."""

import uuid
from datetime import timedelta

from django.db import migrations, models

from genderdesk.groundwork.protection.acts import unguarded


def _undate(apps, _schema_editor):
    """Codes that were used go; those that can be used get a key without a time, and end with a week."""
    code = apps.get_model("cases", "FeedbackCode")
    with unguarded("migration"):
        code.objects.filter(used=True).delete()
        for each in list(code.objects.all()):
            ends_on = each.ends_on + timedelta(days=6 - each.ends_on.weekday())
            code.objects.filter(pk=each.pk).update(id=uuid.uuid4(), ends_on=ends_on)


class Migration(migrations.Migration):
    dependencies = [("cases", "0023_flags")]

    operations = [
        migrations.AlterField(
            model_name="feedbackcode",
            name="id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
        ),
        migrations.RunPython(_undate, migrations.RunPython.noop),
        migrations.RemoveField(model_name="feedbackcode", name="used"),
    ]
