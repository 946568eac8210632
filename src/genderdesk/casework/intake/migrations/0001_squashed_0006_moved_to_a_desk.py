import django.db.models.deletion
import django.utils.timezone
import genderdesk.groundwork.foundation.ids
import genderdesk.groundwork.protection.vault.fields
from django.db import migrations, models

from genderdesk.groundwork.platform.at_once import AtOnce


class Migration(migrations.Migration):
    """The tables as they are now, made at once; what it replaces stays for data folders that were made before it."""

    replaces = [
        ('intake', '0001_initial'),
        ('intake', '0002_fewer_indexes'),
        ('intake', '0003_due_by_state'),
        ('intake', '0004_without_desk_index'),
        ('intake', '0005_circle'),
        ('intake', '0006_moved_to_a_desk'),
    ]

    initial = True

    dependencies = [
        ('institution', '0001_squashed_0004_dated_duty'),
        ('places', '0001_initial'),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='Report',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(max_length=20, unique=True)),
                    ('state', models.CharField(default='received', max_length=20)),
                    ('received_at', models.DateTimeField()),
                    ('channel', models.CharField(max_length=20)),
                    ('language', models.CharField(default='rw', max_length=8)),
                    ('reporter_type', models.CharField(max_length=16)),
                    ('stated_kind', models.CharField(max_length=24)),
                    ('safe_to_talk', models.CharField(default='unknown', max_length=8)),
                    ('immediate_danger', models.CharField(default='unknown', max_length=8)),
                    ('injured_or_recent', models.CharField(default='unknown', max_length=8)),
                    ('child_involved', models.CharField(default='unknown', max_length=8)),
                    ('safe_to_contact', models.CharField(default='unknown', max_length=8)),
                    ('occurred_at', models.DateTimeField(null=True)),
                    ('occurred_precision', models.CharField(default='unknown', max_length=10)),
                    ('reporter_name', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('reporter_phone', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('phone_index', models.CharField(blank=True, db_index=True, max_length=64)),
                    ('safe_contact', genderdesk.groundwork.protection.vault.fields.SealedJSONField(blank=True, default=b'')),
                    ('place_text', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('narrative', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('triaged_at', models.DateTimeField(null=True)),
                    ('triaged_by', models.UUIDField(null=True)),
                    ('decided_at', models.DateTimeField(null=True)),
                    ('referred_to', models.CharField(blank=True, max_length=120)),
                    ('taken_by', models.UUIDField()),
                    ('contact_id', models.UUIDField(null=True)),
                    ('moved_at', models.DateTimeField(null=True)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('staff_involved', models.CharField(default='unknown', max_length=10)),
                    ('sensitivity', models.CharField(default='standard', max_length=12)),
                    ('cell', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.cell')),
                    ('desk', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.desk')),
                    ('district', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                    ('duplicate_of', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='intake.report')),
                    ('institution', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.institution')),
                    ('sector', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                ],
            ),
            migrations.CreateModel(
                name='Conflict',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=10)),
                    ('account_id', models.UUIDField(null=True)),
                    ('reach', models.CharField(blank=True, max_length=10)),
                    ('since', models.DateField()),
                    ('declared_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('declared_by', models.UUIDField()),
                    ('lifted_at', models.DateTimeField(null=True)),
                    ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.officer')),
                    ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.unit')),
                    ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to='intake.report')),
                ],
            ),
            migrations.CreateModel(
                name='Addition',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('text', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('channel', models.CharField(max_length=20)),
                    ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('added_by', models.UUIDField()),
                    ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='additions', to='intake.report')),
                ],
            ),
            migrations.AddIndex(
                model_name='report',
                index=models.Index(models.F('institution'), models.F('received_at'), models.F('id'), name='report_institution'),
            ),
            migrations.AddIndex(
                model_name='report',
                index=models.Index(models.F('district'), models.F('received_at'), name='report_district'),
            ),
            migrations.AddIndex(
                model_name='report',
                index=models.Index(models.F('institution'), models.F('state'), models.F('received_at'), name='report_state'),
            ),
            migrations.AddIndex(
                model_name='report',
                index=models.Index(condition=models.Q(('contact_id__isnull', False)), fields=['contact_id'], name='report_contact'),
            ),
            migrations.AddIndex(
                model_name='report',
                index=models.Index(condition=models.Q(('duplicate_of__isnull', False)), fields=['duplicate_of'], name='report_copies'),
            ),
            migrations.AddIndex(
                model_name='report',
                index=models.Index(condition=models.Q(('cell__isnull', False)), fields=['cell'], name='report_cell'),
            ),
            migrations.AddConstraint(
                model_name='report',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('cell__isnull', False), ('sensitivity', 'sealed')), models.Q(models.Q(('sensitivity', 'sealed'), _negated=True), ('cell__isnull', True)), _connector='OR'), name='report_sealed_in_a_cell'),
            ),
            migrations.AddConstraint(
                model_name='conflict',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('account_id__isnull', True), ('kind', 'unit'), ('officer__isnull', True), ('unit__isnull', False)), models.Q(models.Q(('kind', 'unit'), _negated=True), ('account_id__isnull', True), ('officer__isnull', False), ('unit__isnull', True)), models.Q(models.Q(('kind', 'unit'), _negated=True), ('account_id__isnull', False), ('officer__isnull', True), ('unit__isnull', True)), _connector='OR'), name='conflict_names_one'),
            ),
        ]),
    ]
