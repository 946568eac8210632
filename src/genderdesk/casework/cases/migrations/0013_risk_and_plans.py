"""Assessments of risk, instruments that a force filled, safety plans and action plans."""

import django.db.models.deletion
import django.utils.timezone
import genderdesk.groundwork.foundation.ids
import genderdesk.groundwork.protection.vault.fields
from django.db import migrations, models

from genderdesk.groundwork.protection.acts import unguarded


def _due_from_their_opening(apps, _schema_editor):
    """Whoever is not assessed yet is to be, as if the case were opened today."""
    with unguarded("migration"):
        apps.get_model("cases", "Case").objects.exclude(state="closed").update(risk_due_at=models.F("opened_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0012_hand_over'),
        ('institution', '0003_cells'),
        ('intake', '0005_circle'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='InstrumentPack',
            fields=[
                ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('version', models.CharField(max_length=20)),
                ('document', models.JSONField()),
                ('filled_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('filled_by', models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='PlanItem',
            fields=[
                ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(default='planned', max_length=8)),
                ('need', models.CharField(max_length=16)),
                ('goal', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                ('action', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                ('owner', models.CharField(max_length=20)),
                ('due_on', models.DateField()),
                ('progress', models.CharField(max_length=16)),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('added_by', models.UUIDField()),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='RiskAssessment',
            fields=[
                ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.UUIDField()),
                ('actor_code', models.CharField(max_length=60)),
                ('instrument', models.CharField(max_length=20)),
                ('version', models.CharField(max_length=20)),
                ('context', models.CharField(max_length=16)),
                ('answers', genderdesk.groundwork.protection.vault.fields.SealedJSONField(blank=True, default=b'')),
                ('critical_count', models.PositiveSmallIntegerField()),
                ('unknown_count', models.PositiveSmallIntegerField()),
                ('fear', models.PositiveSmallIntegerField(null=True)),
                ('score_low', models.SmallIntegerField()),
                ('score_high', models.SmallIntegerField()),
                ('low', models.CharField(max_length=8)),
                ('high', models.CharField(max_length=8)),
                ('computed', models.CharField(max_length=8)),
                ('level', models.CharField(max_length=8)),
                ('measures', models.JSONField(default=list)),
                ('next_due_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='RiskChange',
            fields=[
                ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.UUIDField()),
                ('by_officer', models.UUIDField(null=True)),
                ('actor_code', models.CharField(max_length=60)),
                ('before', models.CharField(max_length=8)),
                ('after', models.CharField(max_length=8)),
                ('lowered', models.BooleanField()),
                ('reason', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                ('agreed_by', models.UUIDField(null=True)),
                ('agreed_officer', models.UUIDField(null=True)),
                ('agreed_code', models.CharField(blank=True, max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name='SafetyPlan',
            fields=[
                ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('made_by', models.UUIDField()),
                ('actor_code', models.CharField(max_length=60)),
                ('needed', models.CharField(default='unknown', max_length=8)),
                ('with_survivor', models.CharField(default='unknown', max_length=8)),
                ('parts', genderdesk.groundwork.protection.vault.fields.SealedJSONField(blank=True, default=b'')),
                ('code_word', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                ('copy_given', models.CharField(max_length=12)),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('review_on', models.DateField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name='case',
            name='risk_due_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='risk_level',
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(models.F('institution'), models.F('risk_due_at'), condition=models.Q(('risk_due_at__isnull', False)), name='case_risk_due'),
        ),
        migrations.AddConstraint(
            model_name='instrumentpack',
            constraint=models.UniqueConstraint(fields=('code', 'version'), name='instrument_pack_version'),
        ),
        migrations.AddField(
            model_name='planitem',
            name='case',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='plan_items', to='cases.case'),
        ),
        migrations.AddField(
            model_name='riskassessment',
            name='case',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='risk_assessments', to='cases.case'),
        ),
        migrations.AddField(
            model_name='riskchange',
            name='case',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='risk_changes', to='cases.case'),
        ),
        migrations.AddField(
            model_name='safetyplan',
            name='case',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='safety_plans', to='cases.case'),
        ),
        migrations.AddIndex(
            model_name='planitem',
            index=models.Index(models.F('case'), models.F('due_on'), name='plan_item_case'),
        ),
        migrations.AddIndex(
            model_name='planitem',
            index=models.Index(models.F('state'), models.F('due_on'), name='plan_item_state_due'),
        ),
        migrations.AddIndex(
            model_name='riskassessment',
            index=models.Index(models.F('case'), models.F('at'), models.F('id'), name='risk_assessment_case'),
        ),
        migrations.AddIndex(
            model_name='riskchange',
            index=models.Index(models.F('case'), models.F('at'), models.F('id'), name='risk_change_case'),
        ),
        migrations.AddConstraint(
            model_name='riskchange',
            constraint=models.CheckConstraint(condition=models.Q(('agreed_by__isnull', True), models.Q(('agreed_by', models.F('by')), _negated=True), _connector='OR'), name='risk_lowered_by_another_account'),
        ),
        migrations.AddConstraint(
            model_name='riskchange',
            constraint=models.CheckConstraint(condition=models.Q(('agreed_officer__isnull', True), ('by_officer__isnull', True), models.Q(('agreed_officer', models.F('by_officer')), _negated=True), _connector='OR'), name='risk_lowered_by_another_person'),
        ),
        migrations.AddConstraint(
            model_name='riskchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreed_by__isnull', True), ('lowered', False)), models.Q(('agreed_by__isnull', False), ('lowered', True)), _connector='OR'), name='risk_lowered_by_two'),
        ),
        migrations.AddConstraint(
            model_name='safetyplan',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='safety_plan_version'),
        ),
        migrations.RunPython(_due_from_their_opening, migrations.RunPython.noop),
    ]
