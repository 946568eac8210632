import django.db.models.deletion
import django.utils.timezone
import genderdesk.groundwork.foundation.ids
import genderdesk.groundwork.protection.vault.fields
from django.db import migrations, models

from genderdesk.groundwork.platform.at_once import AtOnce

_APPEND_ONLY = ("protection_entry", "protection_leaf", "protection_checkpoint", "protection_cosignature")


def make_append_only(_apps, schema_editor):
    """The ledger and its tree are append-only in the database itself: a change or a deletion fails."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION protection_entry_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"
        )
    for table in _APPEND_ONLY:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION protection_entry_append_only()"
            )
            continue
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            )


class Migration(migrations.Migration):
    """The tables as they are now, made at once; what it replaces stays for data folders that were made before it."""

    replaces = [
        ('protection', '0001_initial'),
        ('protection', '0002_append_only'),
        ('protection', '0003_tree'),
        ('protection', '0004_tree_append_only'),
        ('protection', '0005_fewer_indexes'),
        ('protection', '0006_keys'),
        ('protection', '0007_approvals'),
        ('protection', '0008_personal_keys'),
        ('protection', '0009_exported'),
        ('protection', '0010_erasure'),
        ('protection', '0011_glass'),
        ('protection', '0012_passkey_wraps'),
        ('protection', '0013_withdrawn'),
        ('protection', '0014_retention_changes'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='Checkpoint',
                fields=[
                    ('size', models.BigIntegerField(primary_key=True, serialize=False)),
                    ('root', models.CharField(max_length=64)),
                    ('at', models.DateTimeField()),
                    ('edge', models.JSONField()),
                    ('note', models.TextField()),
                ],
            ),
            migrations.CreateModel(
                name='Exported',
                fields=[
                    ('address', models.CharField(max_length=200, primary_key=True, serialize=False)),
                    ('sent', models.BigIntegerField(default=0)),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('free_at', models.DateTimeField()),
                    ('failures', models.PositiveIntegerField(default=0)),
                    ('fault', models.CharField(blank=True, max_length=60)),
                ],
            ),
            migrations.CreateModel(
                name='KeyChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file_id', models.UUIDField()),
                    ('kind', models.CharField(max_length=12)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
            ),
            migrations.CreateModel(
                name='PersonalKey',
                fields=[
                    ('user_id', models.UUIDField(primary_key=True, serialize=False)),
                    ('public', models.BinaryField()),
                    ('wrapped', models.BinaryField()),
                    ('salt', models.BinaryField()),
                    ('memory_kib', models.PositiveIntegerField()),
                    ('passes', models.PositiveSmallIntegerField()),
                    ('lanes', models.PositiveSmallIntegerField()),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
            ),
            migrations.CreateModel(
                name='Witnessed',
                fields=[
                    ('origin', models.CharField(max_length=100, primary_key=True, serialize=False)),
                    ('size', models.BigIntegerField()),
                    ('root', models.CharField(max_length=64)),
                    ('note', models.TextField()),
                    ('at', models.DateTimeField()),
                ],
            ),
            migrations.CreateModel(
                name='Approval',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=40)),
                    ('subject_type', models.CharField(blank=True, max_length=60)),
                    ('subject_id', models.CharField(blank=True, max_length=40)),
                    ('scope', models.CharField(blank=True, max_length=200)),
                    ('institution_id', models.UUIDField(null=True)),
                    ('reason', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('asked_by', models.UUIDField()),
                    ('asked_officer', models.UUIDField(null=True)),
                    ('asked_code', models.CharField(max_length=60)),
                    ('decision', models.CharField(blank=True, choices=[('', 'Open'), ('yes', 'Yes'), ('no', 'No'), ('withdrawn', 'Withdrawn')], default='', max_length=9)),
                    ('decided_at', models.DateTimeField(null=True)),
                    ('decided_by', models.UUIDField(null=True)),
                    ('decided_officer', models.UUIDField(null=True)),
                    ('decided_code', models.CharField(blank=True, max_length=60)),
                    ('answer', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('valid_until', models.DateTimeField(null=True)),
                    ('used_at', models.DateTimeField(null=True)),
                ],
                options={
                    'indexes': [models.Index(models.F('institution_id'), models.F('decision'), models.F('asked_at'), models.F('id'), name='approval_waiting'), models.Index(models.F('subject_type'), models.F('subject_id'), models.F('kind'), name='approval_subject')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='approval_decided_by_another_account'), models.CheckConstraint(condition=models.Q(('decided_officer__isnull', True), ('asked_officer__isnull', True), models.Q(('decided_officer', models.F('asked_officer')), _negated=True), _connector='OR'), name='approval_decided_by_another_person'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('decision__in', ('', 'withdrawn'))), models.Q(('decision__in', ('yes', 'no')), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='approval_decided_by_somebody'), models.CheckConstraint(condition=models.Q(('used_at__isnull', True), ('decision', 'yes'), _connector='OR'), name='approval_used_after_a_yes'), models.UniqueConstraint(condition=models.Q(('decision', '')), fields=('kind', 'subject_type', 'subject_id', 'scope', 'asked_by'), name='approval_asked_once')],
                },
            ),
            migrations.CreateModel(
                name='DeskKey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('scope', models.CharField(max_length=40)),
                    ('version', models.PositiveSmallIntegerField()),
                    ('root', models.CharField(max_length=16)),
                    ('wrapped', models.BinaryField()),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(models.F('scope'), models.F('version'), name='desk_key_once')],
                },
            ),
            migrations.CreateModel(
                name='DueFile',
                fields=[
                    ('file_id', models.UUIDField(primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=30)),
                    ('due_on', models.DateField()),
                    ('listed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'indexes': [models.Index(models.F('due_on'), models.F('file_id'), name='due_file')],
                },
            ),
            migrations.CreateModel(
                name='Entry',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('at', models.DateTimeField()),
                    ('kind', models.CharField(choices=[('act', 'Act'), ('disclosure', 'Disclosure'), ('refusal', 'Refusal'), ('search', 'Search'), ('export', 'Export'), ('sign_in', 'Sign In')], max_length=12)),
                    ('name', models.CharField(max_length=60)),
                    ('actor_id', models.UUIDField()),
                    ('actor_code', models.CharField(max_length=60)),
                    ('post_id', models.UUIDField(null=True)),
                    ('institution_id', models.UUIDField(null=True)),
                    ('desk_id', models.UUIDField(null=True)),
                    ('subject_type', models.CharField(blank=True, max_length=60)),
                    ('subject_id', models.CharField(blank=True, max_length=40)),
                    ('op_id', models.UUIDField(null=True, unique=True)),
                    ('fingerprint', models.CharField(blank=True, max_length=64)),
                    ('answer', models.JSONField(null=True)),
                    ('notes', models.JSONField(default=dict)),
                    ('digest', models.CharField(max_length=64)),
                ],
                options={
                    'indexes': [models.Index(models.F('subject_type'), models.F('subject_id'), models.F('id'), name='entry_subject'), models.Index(models.F('actor_id'), models.F('id'), name='entry_actor'), models.Index(condition=models.Q(('kind', 'act'), _negated=True), fields=['kind', 'id'], name='entry_not_act')],
                },
            ),
            migrations.CreateModel(
                name='Erasure',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('file_id', models.UUIDField(db_index=True)),
                    ('authority', models.CharField(max_length=20)),
                    ('reference', models.CharField(max_length=80)),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('asked_by', models.UUIDField()),
                    ('asked_officer', models.UUIDField(null=True)),
                    ('decided_at', models.DateTimeField(null=True)),
                    ('decided_by', models.UUIDField(null=True)),
                    ('decided_officer', models.UUIDField(null=True)),
                    ('agreed', models.BooleanField(null=True)),
                    ('wraps', models.PositiveSmallIntegerField(null=True)),
                    ('digest', models.CharField(blank=True, max_length=64)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='erasure_decided_by_another_account'), models.CheckConstraint(condition=models.Q(('decided_officer__isnull', True), ('asked_officer__isnull', True), models.Q(('decided_officer', models.F('asked_officer')), _negated=True), _connector='OR'), name='erasure_decided_by_another_person'), models.CheckConstraint(condition=models.Q(models.Q(('agreed__isnull', True), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('agreed__isnull', False), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='erasure_decided_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('digest', ''), ('wraps__isnull', True)), models.Q(('agreed', True), ('wraps__isnull', False)), _connector='OR'), name='erasure_proof_after_a_yes'), models.UniqueConstraint(condition=models.Q(('agreed__isnull', True)), fields=('file_id',), name='erasure_asked_once')],
                },
            ),
            migrations.CreateModel(
                name='Glass',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('subject_type', models.CharField(max_length=60)),
                    ('subject_id', models.CharField(max_length=40)),
                    ('subject_code', models.CharField(max_length=20)),
                    ('institution_id', models.UUIDField()),
                    ('actor_id', models.UUIDField()),
                    ('officer_id', models.UUIDField()),
                    ('actor_code', models.CharField(max_length=60)),
                    ('post_id', models.UUIDField(null=True)),
                    ('reason', models.CharField(max_length=20)),
                    ('words', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('broken_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('review_due_at', models.DateTimeField()),
                    ('reviewed_at', models.DateTimeField(null=True)),
                    ('reviewed_by', models.UUIDField(null=True)),
                    ('reviewed_officer', models.UUIDField(null=True)),
                    ('verdict', models.CharField(blank=True, max_length=14)),
                    ('review', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('escalated_at', models.DateTimeField(null=True)),
                ],
                options={
                    'indexes': [models.Index(models.F('actor_id'), models.F('subject_id'), models.F('ends_at'), name='glass_live'), models.Index(models.F('institution_id'), models.F('reviewed_at'), models.F('review_due_at'), name='glass_review')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('reviewed_by__isnull', True), models.Q(('reviewed_by', models.F('actor_id')), _negated=True), _connector='OR'), name='glass_reviewed_by_another_account'), models.CheckConstraint(condition=models.Q(('reviewed_officer__isnull', True), ('officer_id__isnull', True), models.Q(('reviewed_officer', models.F('officer_id')), _negated=True), _connector='OR'), name='glass_reviewed_by_another_person'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('broken_at'))), name='glass_ends_after_it_was_broken')],
                },
            ),
            migrations.CreateModel(
                name='HolderKey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file_id', models.UUIDField()),
                    ('holder_id', models.UUIDField(db_index=True)),
                    ('version', models.PositiveSmallIntegerField()),
                    ('wrapped', models.BinaryField(blank=True)),
                    ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(models.F('file_id'), models.F('holder_id'), name='holder_once')],
                },
            ),
            migrations.CreateModel(
                name='Leaf',
                fields=[
                    ('position', models.BigIntegerField(primary_key=True, serialize=False)),
                    ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='leaf', to='protection.entry')),
                ],
            ),
            migrations.CreateModel(
                name='LegalHold',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('file_id', models.UUIDField()),
                    ('reference', models.CharField(max_length=80)),
                    ('set_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('set_by', models.UUIDField()),
                    ('lifted_at', models.DateTimeField(null=True)),
                    ('lifted_by', models.UUIDField(null=True)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('lifted_at__isnull', True)), fields=['file_id'], name='hold_standing')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('file_id', 'reference'), name='hold_once')],
                },
            ),
            migrations.CreateModel(
                name='PasskeyWrap',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('user_id', models.UUIDField()),
                    ('passkey', models.CharField(max_length=64)),
                    ('salt', models.BinaryField()),
                    ('wrapped', models.BinaryField()),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(models.F('user_id'), models.F('passkey'), name='passkey_wrap_once')],
                },
            ),
            migrations.CreateModel(
                name='RecoveryKey',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('public', models.BinaryField()),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('retired_at', models.DateTimeField(null=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(models.Value(1), condition=models.Q(('retired_at__isnull', True)), name='recovery_key_one_at_a_time')],
                },
            ),
            migrations.CreateModel(
                name='RetentionChange',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=30)),
                    ('years', models.PositiveSmallIntegerField(null=True)),
                    ('was_years', models.PositiveSmallIntegerField(null=True)),
                    ('source', models.CharField(max_length=200)),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('asked_by', models.UUIDField()),
                    ('asked_officer', models.UUIDField(null=True)),
                    ('asked_code', models.CharField(max_length=60)),
                    ('by_oversight', models.BooleanField()),
                    ('decided_at', models.DateTimeField(null=True)),
                    ('decided_by', models.UUIDField(null=True)),
                    ('decided_officer', models.UUIDField(null=True)),
                    ('decided_code', models.CharField(blank=True, max_length=60)),
                    ('agreed', models.BooleanField(null=True)),
                ],
                options={
                    'indexes': [models.Index(models.F('asked_at'), name='retention_asked')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='retention_decided_by_another_account'), models.CheckConstraint(condition=models.Q(('decided_officer__isnull', True), ('asked_officer__isnull', True), models.Q(('decided_officer', models.F('asked_officer')), _negated=True), _connector='OR'), name='retention_decided_by_another_person'), models.CheckConstraint(condition=models.Q(models.Q(('agreed__isnull', True), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('agreed__isnull', False), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='retention_decided_by_somebody'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='retention_change_has_a_source'), models.UniqueConstraint(condition=models.Q(('agreed__isnull', True)), fields=('kind',), name='retention_asked_once')],
                },
            ),
            migrations.CreateModel(
                name='RetentionRule',
                fields=[
                    ('kind', models.CharField(max_length=30, primary_key=True, serialize=False)),
                    ('years', models.PositiveSmallIntegerField(null=True)),
                    ('source', models.CharField(max_length=200)),
                    ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('changed_by', models.UUIDField()),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('years__isnull', True), models.Q(('source', ''), _negated=True), _connector='OR'), name='retention_has_a_source')],
                },
            ),
            migrations.CreateModel(
                name='Cosignature',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('witness', models.CharField(max_length=100)),
                    ('line', models.TextField()),
                    ('at', models.DateTimeField()),
                    ('checkpoint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cosignatures', to='protection.checkpoint')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(models.F('checkpoint'), models.F('witness'), name='cosignature_once')],
                },
            ),
            migrations.CreateModel(
                name='FileKey',
                fields=[
                    ('file_id', models.UUIDField(primary_key=True, serialize=False)),
                    ('scope', models.CharField(max_length=40)),
                    ('version', models.PositiveSmallIntegerField(default=1)),
                    ('state', models.CharField(choices=[('open', 'Open'), ('sealed', 'Sealed'), ('erased', 'Erased')], default='open', max_length=6)),
                    ('wrapped', models.BinaryField(blank=True)),
                    ('public', models.BinaryField(null=True)),
                    ('desk_key', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='protection.deskkey')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('desk_key__isnull', False), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('desk_key__isnull', True), ('wrapped', b'')), _connector='OR'), name='file_key_wrapped_only_while_open')],
                },
            ),
            migrations.CreateModel(
                name='GlassWord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('officer_id', models.UUIDField()),
                    ('told_at', models.DateTimeField()),
                    ('glass', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='told', to='protection.glass')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('officer_id', 'glass'), name='glass_word_once')],
                },
            ),
        ]),
        migrations.RunPython(make_append_only, migrations.RunPython.noop),
    ]
