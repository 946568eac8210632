import django.db.models.deletion
import django.utils.timezone
import genderdesk.groundwork.foundation.ids
import genderdesk.groundwork.protection.vault.fields
import genderdesk.organisation.institution.vocabulary
from django.db import migrations, models

from genderdesk.groundwork.platform.at_once import AtOnce


class Migration(migrations.Migration):
    """The tables as they are now, made at once; what it replaces stays for data folders that were made before it."""

    replaces = [
        ('institution', '0001_initial'),
        ('institution', '0002_duty'),
        ('institution', '0003_cells'),
        ('institution', '0004_dated_duty'),
    ]

    initial = True

    dependencies = [
        ('places', '0001_initial'),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='Desk',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, primary_key=True, serialize=False)),
                    ('kind', models.CharField(choices=[(genderdesk.organisation.institution.vocabulary.DeskKind['DESK'], 'Gender desk'), (genderdesk.organisation.institution.vocabulary.DeskKind['UNIT'], 'Unit'), (genderdesk.organisation.institution.vocabulary.DeskKind['FOCAL_POINT'], 'Focal point')], max_length=12)),
                    ('name', models.CharField(max_length=100)),
                    ('mandate', models.TextField(blank=True, max_length=2000)),
                    ('head_rank', models.CharField(blank=True, max_length=60)),
                    ('reports_to', models.CharField(blank=True, max_length=100)),
                    ('opened_on', models.DateField()),
                    ('closed_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='Institution',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('kind', models.CharField(choices=[(genderdesk.organisation.institution.vocabulary.InstitutionKind['POLICE'], 'Police'), (genderdesk.organisation.institution.vocabulary.InstitutionKind['DEFENCE'], 'Defence force'), (genderdesk.organisation.institution.vocabulary.InstitutionKind['MINISTRY'], 'Ministry')], max_length=10)),
                    ('name', models.CharField(max_length=100)),
                    ('short_code', models.CharField(blank=True, max_length=5)),
                ],
                options={
                    'ordering': ['code'],
                },
            ),
            migrations.CreateModel(
                name='Cell',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=100)),
                    ('opened_on', models.DateField()),
                    ('closed_on', models.DateField(blank=True, null=True)),
                    ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cells', to='institution.institution')),
                ],
                options={
                    'ordering': ['opened_on', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Officer',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, primary_key=True, serialize=False)),
                    ('staff_code', models.CharField(max_length=20, unique=True)),
                    ('given_name', models.CharField(max_length=60)),
                    ('family_name', models.CharField(max_length=60)),
                    ('sex', models.CharField(choices=[(genderdesk.organisation.institution.vocabulary.Sex['FEMALE'], 'Female'), (genderdesk.organisation.institution.vocabulary.Sex['MALE'], 'Male')], max_length=6)),
                    ('rank', models.CharField(blank=True, max_length=60)),
                    ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='officers', to='institution.institution')),
                ],
                options={
                    'ordering': ['family_name', 'given_name', 'staff_code'],
                },
            ),
            migrations.CreateModel(
                name='CellMember',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, primary_key=True, serialize=False)),
                    ('account_id', models.UUIDField(null=True)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('cell', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='institution.cell')),
                    ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.officer')),
                ],
                options={
                    'ordering': ['starts_on', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Post',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, primary_key=True, serialize=False)),
                    ('title', models.CharField(max_length=100)),
                    ('role', models.CharField(choices=[(genderdesk.organisation.institution.vocabulary.Role['OPERATOR'], 'Hotline operator'), (genderdesk.organisation.institution.vocabulary.Role['DISPATCHER'], 'Dispatcher'), (genderdesk.organisation.institution.vocabulary.Role['RIDER'], 'Rider or driver'), (genderdesk.organisation.institution.vocabulary.Role['FOCAL_POINT'], 'Focal point'), (genderdesk.organisation.institution.vocabulary.Role['INVESTIGATOR'], 'Investigator'), (genderdesk.organisation.institution.vocabulary.Role['COUNSELLOR'], 'Counsellor'), (genderdesk.organisation.institution.vocabulary.Role['ANALYST'], 'Analyst'), (genderdesk.organisation.institution.vocabulary.Role['DESK_HEAD'], 'Head of desk'), (genderdesk.organisation.institution.vocabulary.Role['OVERSIGHT'], 'Oversight'), (genderdesk.organisation.institution.vocabulary.Role['ADMINISTRATOR'], 'Administrator')], max_length=14)),
                    ('opened_on', models.DateField()),
                    ('closed_on', models.DateField(blank=True, null=True)),
                    ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='institution.desk')),
                ],
                options={
                    'ordering': ['title', 'id'],
                },
            ),
            migrations.CreateModel(
                name='DutyHours',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, primary_key=True, serialize=False)),
                    ('weekday', models.PositiveSmallIntegerField()),
                    ('starts', models.PositiveSmallIntegerField()),
                    ('ends', models.PositiveSmallIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duty_hours', to='institution.desk')),
                    ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duty_hours', to='institution.post')),
                ],
            ),
            migrations.CreateModel(
                name='Appointment',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, primary_key=True, serialize=False)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('time_share', models.PositiveSmallIntegerField(default=100)),
                    ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='institution.officer')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='institution.post')),
                ],
                options={
                    'ordering': ['-starts_on', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Relative',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, primary_key=True, serialize=False)),
                    ('relation', models.CharField(max_length=8)),
                    ('names', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('phone', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('phone_index', models.CharField(blank=True, max_length=64)),
                    ('name_index', models.CharField(blank=True, max_length=64)),
                    ('declared_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relatives', to='institution.officer')),
                ],
            ),
            migrations.CreateModel(
                name='Shift',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, primary_key=True, serialize=False)),
                    ('starts_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('written_by', models.UUIDField()),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shifts', to='institution.officer')),
                ],
            ),
            migrations.CreateModel(
                name='Unit',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, primary_key=True, serialize=False)),
                    ('kind', models.CharField(choices=[(genderdesk.organisation.institution.vocabulary.UnitKind['HEADQUARTERS'], 'Headquarters'), (genderdesk.organisation.institution.vocabulary.UnitKind['PROVINCE'], 'Provincial unit'), (genderdesk.organisation.institution.vocabulary.UnitKind['DISTRICT'], 'District unit'), (genderdesk.organisation.institution.vocabulary.UnitKind['STATION'], 'Station'), (genderdesk.organisation.institution.vocabulary.UnitKind['BATTALION'], 'Battalion')], max_length=12)),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('name', models.CharField(max_length=100)),
                    ('latitude', models.FloatField(blank=True, null=True)),
                    ('longitude', models.FloatField(blank=True, null=True)),
                    ('position_note', models.CharField(blank=True, max_length=100)),
                    ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='institution.institution')),
                    ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                ],
                options={
                    'ordering': ['code'],
                },
            ),
            migrations.AddField(
                model_name='desk',
                name='unit',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='desks', to='institution.unit'),
            ),
            migrations.CreateModel(
                name='UnitParent',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, primary_key=True, serialize=False)),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(blank=True, null=True)),
                    ('parent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='children', to='institution.unit')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parents', to='institution.unit')),
                ],
            ),
            migrations.AddConstraint(
                model_name='cell',
                constraint=models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gt', models.F('opened_on')), _connector='OR'), name='cell_closes_after_opening'),
            ),
            migrations.AddConstraint(
                model_name='cellmember',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='cell_member_ends_later'),
            ),
            migrations.AddConstraint(
                model_name='cellmember',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('account_id__isnull', False), ('officer__isnull', True)), models.Q(('account_id__isnull', True), ('officer__isnull', False)), _connector='OR'), name='cell_member_is_one_person'),
            ),
            migrations.AddConstraint(
                model_name='cellmember',
                constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('cell', 'officer'), name='cell_officer_one_without_end'),
            ),
            migrations.AddConstraint(
                model_name='cellmember',
                constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('cell', 'account_id'), name='cell_account_one_without_end'),
            ),
            migrations.AddConstraint(
                model_name='post',
                constraint=models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gt', models.F('opened_on')), _connector='OR'), name='post_closes_after_opening'),
            ),
            migrations.AddConstraint(
                model_name='post',
                constraint=models.UniqueConstraint(condition=models.Q(('closed_on__isnull', True), ('role', 'desk_head')), fields=('desk',), name='post_one_head_of_desk'),
            ),
            migrations.AddIndex(
                model_name='dutyhours',
                index=models.Index(models.F('desk'), models.F('starts_on'), name='duty_hours_desk'),
            ),
            migrations.AddConstraint(
                model_name='dutyhours',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='duty_hours_end_later'),
            ),
            migrations.AddConstraint(
                model_name='dutyhours',
                constraint=models.CheckConstraint(condition=models.Q(('ends__range', (0, 1440)), ('starts__range', (0, 1439)), ('weekday__range', (0, 6))), name='duty_hours_within_a_day'),
            ),
            migrations.AddIndex(
                model_name='appointment',
                index=models.Index(models.F('post'), models.F('starts_on'), name='appointment_post'),
            ),
            migrations.AddIndex(
                model_name='appointment',
                index=models.Index(models.F('officer'), models.F('starts_on'), name='appointment_officer'),
            ),
            migrations.AddConstraint(
                model_name='appointment',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='appointment_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='appointment',
                constraint=models.CheckConstraint(condition=models.Q(('time_share__range', (1, 100))), name='appointment_share_in_per_cent'),
            ),
            migrations.AddConstraint(
                model_name='appointment',
                constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('post', 'officer'), name='appointment_one_without_end'),
            ),
            migrations.AddIndex(
                model_name='shift',
                index=models.Index(models.F('officer'), models.F('starts_at'), name='shift_officer'),
            ),
            migrations.AddConstraint(
                model_name='shift',
                constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='shift_ends_after_start'),
            ),
            migrations.AddIndex(
                model_name='unit',
                index=models.Index(models.F('institution'), models.F('place'), name='unit_institution_place'),
            ),
            migrations.AddConstraint(
                model_name='unit',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__isnull', False), ('longitude__isnull', False), ('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), _connector='OR'), name='unit_position_on_earth'),
            ),
            migrations.AddConstraint(
                model_name='desk',
                constraint=models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gt', models.F('opened_on')), _connector='OR'), name='desk_closes_after_opening'),
            ),
            migrations.AddConstraint(
                model_name='unitparent',
                constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='unit_parent_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='unitparent',
                constraint=models.CheckConstraint(condition=models.Q(('unit', models.F('parent')), _negated=True), name='unit_parent_is_another'),
            ),
            migrations.AddConstraint(
                model_name='unitparent',
                constraint=models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('unit',), name='unit_parent_one_without_end'),
            ),
        ]),
    ]
