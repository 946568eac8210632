"""Flags on a case, sealed with its file."""

import django.db.models.deletion
import django.utils.timezone
import genderdesk.groundwork.foundation.ids
import genderdesk.groundwork.protection.vault.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0022_risk_shared'),
    ]

    operations = [
        migrations.CreateModel(
            name='Flag',
            fields=[
                ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(default='raised', max_length=8)),
                ('reason', models.CharField(max_length=12)),
                ('words', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                ('due_on', models.DateField(null=True)),
                ('raised_by', models.UUIDField()),
                ('raised_code', models.CharField(max_length=60)),
                ('raised_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('resolved_by', models.UUIDField(null=True)),
                ('resolved_code', models.CharField(blank=True, max_length=60)),
                ('resolved_at', models.DateTimeField(null=True)),
                ('note', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='flags', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(models.F('case'), models.F('state'), name='flag_case'), models.Index(models.F('state'), models.F('due_on'), name='flag_state_due'), models.Index(models.F('state'), models.F('raised_at'), models.F('id'), name='flag_state_raised')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('resolved_at__isnull', True), ('state', 'raised')), models.Q(models.Q(('state', 'raised'), _negated=True), ('resolved_at__isnull', False)), _connector='OR'), name='flag_resolved_at_a_time')],
            },
        ),
    ]
