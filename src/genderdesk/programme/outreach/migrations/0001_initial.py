import django.db.models.deletion
import genderdesk.groundwork.foundation.ids
from django.db import migrations, models

from genderdesk.groundwork.platform.at_once import AtOnce


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('institution', '0005_competence'),
        ('places', '0001_initial'),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='Campaign',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120)),
                    ('theme', models.CharField(blank=True, max_length=300)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.institution')),
                ],
                options={
                    'ordering': ['-starts_on', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Activity',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=14)),
                    ('title', models.CharField(max_length=120)),
                    ('venue', models.CharField(blank=True, max_length=120)),
                    ('held_on', models.DateField()),
                    ('state', models.CharField(default='planned', max_length=10)),
                    ('written_by', models.UUIDField()),
                    ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.institution')),
                    ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                    ('campaign', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='outreach.campaign')),
                ],
            ),
            migrations.CreateModel(
                name='Club',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120)),
                    ('kind', models.CharField(max_length=12)),
                    ('patron', models.CharField(blank=True, max_length=80)),
                    ('founded_on', models.DateField()),
                    ('closed_on', models.DateField(null=True)),
                    ('founded_at', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='founded', to='outreach.activity')),
                    ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.institution')),
                    ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                ],
                options={
                    'ordering': ['name', 'id'],
                },
            ),
            migrations.CreateModel(
                name='ClubReturn',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('year', models.PositiveSmallIntegerField()),
                    ('quarter', models.PositiveSmallIntegerField()),
                    ('women', models.PositiveIntegerField(default=0)),
                    ('men', models.PositiveIntegerField(default=0)),
                    ('girls', models.PositiveIntegerField(default=0)),
                    ('boys', models.PositiveIntegerField(default=0)),
                    ('unknown', models.PositiveIntegerField(default=0)),
                    ('activities', models.PositiveSmallIntegerField()),
                    ('club', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='outreach.club')),
                ],
                options={
                    'ordering': ['-year', '-quarter'],
                },
            ),
            migrations.CreateModel(
                name='Material',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=20)),
                    ('version', models.PositiveSmallIntegerField()),
                    ('language', models.CharField(max_length=2)),
                    ('kind', models.CharField(max_length=10)),
                    ('headline', models.CharField(max_length=80)),
                    ('body', models.TextField(max_length=600)),
                    ('short_codes', models.CharField(blank=True, max_length=40)),
                    ('ussd', models.CharField(blank=True, max_length=20)),
                    ('state', models.CharField(default='draft', max_length=8)),
                    ('written_by', models.UUIDField()),
                    ('cleared_by', models.UUIDField(null=True)),
                    ('cleared_on', models.DateField(null=True)),
                    ('recalled_on', models.DateField(null=True)),
                    ('recalled_why', models.CharField(blank=True, max_length=200)),
                    ('stock', models.PositiveIntegerField(default=0)),
                    ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.institution')),
                ],
                options={
                    'ordering': ['code', '-version', 'language'],
                },
            ),
            migrations.CreateModel(
                name='Network',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120)),
                    ('kind', models.CharField(max_length=16)),
                    ('scope', models.CharField(max_length=10)),
                    ('formed_on', models.DateField()),
                    ('closed_on', models.DateField(null=True)),
                    ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.institution')),
                ],
                options={
                    'ordering': ['name', 'id'],
                },
            ),
            migrations.CreateModel(
                name='NetworkMember',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('organisation', models.CharField(blank=True, max_length=120)),
                    ('joined_on', models.DateField()),
                    ('left_on', models.DateField(null=True)),
                    ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='outreach.network')),
                    ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.officer')),
                ],
                options={
                    'ordering': ['joined_on', 'id'],
                },
            ),
            migrations.CreateModel(
                name='StockMove',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=10)),
                    ('copies', models.PositiveIntegerField()),
                    ('moved_on', models.DateField()),
                    ('note', models.CharField(blank=True, max_length=120)),
                    ('activity', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='outreach.activity')),
                    ('material', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='outreach.material')),
                    ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                ],
            ),
            migrations.CreateModel(
                name='AudienceCount',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('method', models.CharField(max_length=20)),
                    ('audience', models.CharField(max_length=18)),
                    ('women', models.PositiveIntegerField(default=0)),
                    ('men', models.PositiveIntegerField(default=0)),
                    ('girls', models.PositiveIntegerField(default=0)),
                    ('boys', models.PositiveIntegerField(default=0)),
                    ('unknown', models.PositiveIntegerField(default=0)),
                    ('confidence', models.CharField(max_length=10)),
                    ('evidence', models.CharField(blank=True, max_length=200)),
                    ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counts', to='outreach.activity')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(models.F('activity'), models.F('method'), models.F('audience'), name='audience_count_once')],
                },
            ),
            migrations.AddConstraint(
                model_name='campaign',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='campaign_ends_later'),
            ),
            migrations.AddIndex(
                model_name='activity',
                index=models.Index(models.F('institution'), models.F('held_on'), models.F('id'), name='activity_day'),
            ),
            migrations.AddIndex(
                model_name='club',
                index=models.Index(models.F('institution'), models.F('founded_on'), models.F('id'), name='club_day'),
            ),
            migrations.AddConstraint(
                model_name='club',
                constraint=models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gt', models.F('founded_on')), _connector='OR'), name='club_closes_later'),
            ),
            migrations.AddConstraint(
                model_name='clubreturn',
                constraint=models.UniqueConstraint(models.F('club'), models.F('year'), models.F('quarter'), name='club_return_once'),
            ),
            migrations.AddConstraint(
                model_name='clubreturn',
                constraint=models.CheckConstraint(condition=models.Q(('quarter__range', (1, 4))), name='club_return_of_a_quarter'),
            ),
            migrations.AddConstraint(
                model_name='material',
                constraint=models.UniqueConstraint(models.F('institution'), models.F('code'), models.F('version'), models.F('language'), name='material_version_once'),
            ),
            migrations.AddConstraint(
                model_name='material',
                constraint=models.CheckConstraint(condition=models.Q(('cleared_by__isnull', True), models.Q(('cleared_by', models.F('written_by')), _negated=True), _connector='OR'), name='material_cleared_by_another'),
            ),
            migrations.AddConstraint(
                model_name='networkmember',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('officer__isnull', True), models.Q(('organisation', ''), _negated=True)), models.Q(('officer__isnull', False), ('organisation', '')), _connector='OR'), name='network_member_is_one'),
            ),
            migrations.AddConstraint(
                model_name='networkmember',
                constraint=models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('left_on__gt', models.F('joined_on')), _connector='OR'), name='network_member_leaves_later'),
            ),
            migrations.AddConstraint(
                model_name='networkmember',
                constraint=models.UniqueConstraint(condition=models.Q(('left_on__isnull', True), ('officer__isnull', False)), fields=('network', 'officer'), name='network_officer_one_without_end'),
            ),
            migrations.AddIndex(
                model_name='stockmove',
                index=models.Index(models.F('material'), models.F('moved_on'), models.F('id'), name='stock_move_day'),
            ),
            migrations.AddConstraint(
                model_name='stockmove',
                constraint=models.CheckConstraint(condition=models.Q(('copies__gt', 0)), name='stock_move_of_copies'),
            ),
        ]),
    ]
