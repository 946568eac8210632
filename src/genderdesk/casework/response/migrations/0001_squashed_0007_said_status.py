import django.db.models.deletion
import django.utils.timezone
import genderdesk.groundwork.foundation.ids
import genderdesk.groundwork.protection.vault.fields
from django.db import migrations, models

from genderdesk.groundwork.platform.at_once import AtOnce


class Migration(migrations.Migration):
    """The tables as they are now, made at once; what it replaces stays for data folders that were made before it."""

    replaces = [
        ('response', '0001_initial'),
        ('response', '0002_assignments'),
        ('response', '0003_reasons_are_notes'),
        ('response', '0004_indexes_by_state'),
        ('response', '0005_fewer_indexes'),
        ('response', '0006_circle'),
        ('response', '0007_said_status'),
    ]

    initial = True

    dependencies = [
        ('institution', '0001_squashed_0004_dated_duty'),
        ('places', '0001_initial'),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='Dispatch',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(max_length=20, unique=True)),
                    ('report_id', models.UUIDField(unique=True)),
                    ('state', models.CharField(default='waiting', max_length=14)),
                    ('priority', models.CharField(max_length=2)),
                    ('latitude', models.FloatField(null=True)),
                    ('longitude', models.FloatField(null=True)),
                    ('place_precision', models.CharField(default='unknown', max_length=10)),
                    ('landmark', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('flags', models.JSONField(default=dict)),
                    ('approach', models.CharField(default='do_not_call', max_length=14)),
                    ('code_word', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('female_officer', models.CharField(default='unknown', max_length=8)),
                    ('excluded', models.JSONField(default=list)),
                    ('told_late', models.JSONField(default=list)),
                    ('nobody_free_at', models.DateTimeField(null=True)),
                    ('disposition', models.CharField(blank=True, max_length=20)),
                    ('received_at', models.DateTimeField()),
                    ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('first_alert_at', models.DateTimeField(null=True)),
                    ('acknowledged_at', models.DateTimeField(null=True)),
                    ('en_route_at', models.DateTimeField(null=True)),
                    ('on_scene_at', models.DateTimeField(null=True)),
                    ('with_survivor_at', models.DateTimeField(null=True)),
                    ('cleared_at', models.DateTimeField(null=True)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('cell', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.cell')),
                    ('district', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                    ('institution', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.institution')),
                ],
            ),
            migrations.CreateModel(
                name='ResponseUnit',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('call_sign', models.CharField(max_length=20, unique=True)),
                    ('kind', models.CharField(max_length=20)),
                    ('capabilities', models.JSONField(default=list)),
                    ('female_crew', models.BooleanField(default=False)),
                    ('trained_crew', models.BooleanField(default=False)),
                    ('fuel', models.CharField(default='enough', max_length=8)),
                    ('status', models.CharField(default='at_base', max_length=16)),
                    ('status_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('said_status', models.CharField(blank=True, max_length=16)),
                    ('latitude', models.FloatField(null=True)),
                    ('longitude', models.FloatField(null=True)),
                    ('position_at', models.DateTimeField(null=True)),
                    ('crew', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.officer')),
                    ('home', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.unit')),
                ],
                options={
                    'ordering': ['call_sign'],
                },
            ),
            migrations.CreateModel(
                name='DispatchEvent',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=30)),
                    ('at', models.DateTimeField()),
                    ('kept_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('actor_id', models.UUIDField()),
                    ('actor_code', models.CharField(max_length=60)),
                    ('detail', models.CharField(blank=True, max_length=40)),
                    ('note', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('dispatch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='response.dispatch')),
                    ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='response.responseunit')),
                ],
            ),
            migrations.CreateModel(
                name='Assignment',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('state', models.CharField(default='alerted', max_length=14)),
                    ('alerted_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('alerted_again_at', models.DateTimeField(null=True)),
                    ('passed_on_at', models.DateTimeField(null=True)),
                    ('acknowledged_at', models.DateTimeField(null=True)),
                    ('en_route_at', models.DateTimeField(null=True)),
                    ('on_scene_at', models.DateTimeField(null=True)),
                    ('with_survivor_at', models.DateTimeField(null=True)),
                    ('transporting_at', models.DateTimeField(null=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('disposition', models.CharField(blank=True, max_length=20)),
                    ('contact_at', models.DateTimeField(null=True)),
                    ('help_asked_at', models.DateTimeField(null=True)),
                    ('help_answered_at', models.DateTimeField(null=True)),
                    ('told_late', models.JSONField(default=list)),
                    ('assigned_by', models.UUIDField()),
                    ('proposed_first', models.CharField(blank=True, max_length=20)),
                    ('override_reason', models.CharField(blank=True, max_length=24)),
                    ('ranking', models.JSONField(default=list)),
                    ('instead_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='response.assignment')),
                    ('dispatch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='response.dispatch')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='response.responseunit')),
                ],
            ),
            migrations.AddIndex(
                model_name='dispatch',
                index=models.Index(models.F('institution'), models.F('opened_at'), models.F('id'), name='dispatch_institution'),
            ),
            migrations.AddIndex(
                model_name='dispatch',
                index=models.Index(models.F('state'), models.F('opened_at'), name='dispatch_state'),
            ),
            migrations.AddIndex(
                model_name='dispatchevent',
                index=models.Index(models.F('dispatch'), models.F('at'), name='dispatch_event'),
            ),
            migrations.AddConstraint(
                model_name='assignment',
                constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('unit',), name='unit_one_open_assignment'),
            ),
        ]),
    ]
