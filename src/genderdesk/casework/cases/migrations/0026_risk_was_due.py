"""An assessment says by when it had to be made, so that figures tell a late one."""

from django.db import migrations, models

from genderdesk.groundwork.protection.acts import unguarded


def _fill(apps, _schema_editor):
    """Of those there are, the one before says when the next was due; what brought it forward is not known any more."""
    assessment = apps.get_model("cases", "RiskAssessment")
    before = None
    with unguarded("migration"):
        for each in assessment.objects.only("id", "case_id", "at", "next_due_at").order_by("case_id", "at", "id"):
            if before is not None and before.case_id == each.case_id:
                assessment.objects.filter(pk=each.pk).update(was_due_at=before.next_due_at)
            before = each


class Migration(migrations.Migration):
    dependencies = [("cases", "0025_death_confirmed")]

    operations = [
        migrations.AddField(
            model_name="riskassessment", name="was_due_at", field=models.DateTimeField(null=True)
        ),
        migrations.RunPython(_fill, migrations.RunPython.noop),
    ]
