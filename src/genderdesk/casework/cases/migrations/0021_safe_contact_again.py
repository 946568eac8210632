"""When a yes to safe contact was given, and when it is to be asked again."""

from datetime import timedelta

from django.db import migrations, models

from genderdesk.groundwork.protection.acts import unguarded


def _asked_when_it_was_opened(apps, _schema_editor):
    """Of a yes given before, nothing but the day of the case is known; it holds for the 90 days of a new one."""
    with unguarded("migration"):
        told = apps.get_model("cases", "Survivor").objects.filter(safe_to_contact="yes")
        opened = apps.get_model("cases", "Case").objects.filter(survivor=models.OuterRef("pk")).values("opened_at")
        told.update(contact_asked_at=models.Subquery(opened))
        still = apps.get_model("cases", "Case").objects.exclude(state="closed")
        again = models.F("opened_at") + timedelta(days=90)
        still.filter(survivor__safe_to_contact="yes").update(contact_review_at=again)


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0020_transfer'),
        ('institution', '0004_dated_duty'),
        ('intake', '0005_circle'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='contact_review_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='survivor',
            name='contact_asked_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(_asked_when_it_was_opened, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(models.F('institution'), models.F('contact_review_at'), condition=models.Q(('contact_review_at__isnull', False)), name='case_contact_review'),
        ),
    ]
