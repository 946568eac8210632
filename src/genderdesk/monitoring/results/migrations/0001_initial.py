import django.db.models.deletion
import django.utils.timezone
import genderdesk.groundwork.foundation.ids
from django.db import migrations, models

from genderdesk.groundwork.platform.at_once import AtOnce


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('institution', '0008_rooms'),
        ('partners', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='Claim',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=10)),
                    ('place', models.PositiveSmallIntegerField()),
                    ('section', models.CharField(max_length=8)),
                    ('text', models.CharField(max_length=400)),
                    ('quantifier', models.CharField(max_length=10)),
                    ('asserted', models.CharField(blank=True, max_length=20)),
                    ('since', models.DateField(null=True)),
                    ('objective', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.objective')),
                    ('project', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.project')),
                ],
                options={
                    'ordering': ['place', 'code'],
                },
            ),
            migrations.CreateModel(
                name='Evidence',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('what', models.CharField(max_length=200)),
                    ('kept_where', models.CharField(max_length=200)),
                    ('dated', models.DateField()),
                    ('added_by', models.UUIDField()),
                    ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='results.claim')),
                ],
                options={
                    'ordering': ['dated', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Indicator',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=30)),
                    ('name', models.CharField(max_length=160)),
                    ('level', models.CharField(max_length=10)),
                    ('unit', models.CharField(max_length=16)),
                    ('direction', models.CharField(default='up', max_length=4)),
                    ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.institution')),
                ],
                options={
                    'ordering': ['code'],
                },
            ),
            migrations.AddField(
                model_name='claim',
                name='indicator',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='results.indicator'),
            ),
            migrations.CreateModel(
                name='Baseline',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('measured_on', models.DateField()),
                    ('value', models.FloatField()),
                    ('source', models.CharField(max_length=200)),
                    ('kept_by', models.UUIDField()),
                    ('indicator', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='baseline', to='results.indicator')),
                ],
            ),
            migrations.CreateModel(
                name='IndicatorVersion',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('definition', models.TextField(max_length=1000)),
                    ('query', models.CharField(max_length=60)),
                    ('arguments', models.JSONField(default=dict)),
                    ('out_of', models.CharField(blank=True, max_length=60)),
                    ('out_of_arguments', models.JSONField(default=dict)),
                    ('written_by', models.UUIDField()),
                    ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('indicator', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='results.indicator')),
                ],
                options={
                    'ordering': ['indicator', '-number'],
                },
            ),
            migrations.CreateModel(
                name='MonthlyReturn',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('month', models.DateField()),
                    ('due_on', models.DateField()),
                    ('received_on', models.DateField(null=True)),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.unit')),
                ],
                options={
                    'ordering': ['month', 'unit'],
                },
            ),
            migrations.CreateModel(
                name='RegisterEntry',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(max_length=20)),
                    ('received_on', models.DateField()),
                    ('hour', models.PositiveSmallIntegerField(null=True)),
                    ('minutes_to_scene', models.PositiveIntegerField(null=True)),
                    ('health_on', models.DateField(null=True)),
                    ('psychosocial_on', models.DateField(null=True)),
                    ('legal_on', models.DateField(null=True)),
                    ('settled_on', models.DateField(null=True)),
                    ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.unit')),
                ],
                options={
                    'ordering': ['received_on', 'number'],
                },
            ),
            migrations.CreateModel(
                name='Source',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=20)),
                    ('title', models.CharField(max_length=200)),
                    ('publisher', models.CharField(max_length=120)),
                    ('year', models.PositiveSmallIntegerField()),
                    ('imported', models.BooleanField()),
                    ('project', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.project')),
                ],
                options={
                    'ordering': ['year', 'code'],
                },
            ),
            migrations.CreateModel(
                name='Statement',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('text', models.TextField(max_length=1000)),
                    ('author', models.CharField(max_length=120)),
                    ('evidence', models.CharField(max_length=300)),
                    ('stated_on', models.DateField()),
                    ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='results.claim')),
                ],
                options={
                    'ordering': ['stated_on', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Target',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('first', models.DateField()),
                    ('last', models.DateField()),
                    ('value', models.FloatField()),
                    ('why', models.CharField(blank=True, max_length=200)),
                    ('set_by', models.UUIDField()),
                    ('set_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='results.indicator')),
                ],
                options={
                    'ordering': ['first', 'set_at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='FrozenPage',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('as_of', models.DateField()),
                    ('revision', models.PositiveSmallIntegerField()),
                    ('state', models.CharField(default='frozen', max_length=10)),
                    ('content', models.TextField()),
                    ('digest', models.CharField(max_length=64)),
                    ('why', models.CharField(blank=True, max_length=300)),
                    ('frozen_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('frozen_by', models.UUIDField()),
                    ('frozen_officer', models.UUIDField(null=True)),
                    ('released_at', models.DateTimeField(null=True)),
                    ('released_by', models.UUIDField(null=True)),
                    ('released_officer', models.UUIDField(null=True)),
                    ('project', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.project')),
                ],
                options={
                    'ordering': ['-as_of', '-revision'],
                    'constraints': [models.UniqueConstraint(models.F('project'), models.F('as_of'), models.F('revision'), name='frozen_page_once'), models.CheckConstraint(condition=models.Q(('released_by__isnull', True), models.Q(('released_by', models.F('frozen_by')), _negated=True), _connector='OR'), name='frozen_page_released_by_another_account'), models.CheckConstraint(condition=models.Q(('released_officer__isnull', True), ('frozen_officer__isnull', True), models.Q(('released_officer', models.F('frozen_officer')), _negated=True), _connector='OR'), name='frozen_page_released_by_another_person')],
                },
            ),
            migrations.AddConstraint(
                model_name='indicator',
                constraint=models.UniqueConstraint(models.F('institution'), models.F('code'), name='indicator_once'),
            ),
            migrations.AddConstraint(
                model_name='claim',
                constraint=models.UniqueConstraint(models.F('project'), models.F('code'), name='claim_once'),
            ),
            migrations.AddConstraint(
                model_name='indicatorversion',
                constraint=models.UniqueConstraint(models.F('indicator'), models.F('number'), name='indicator_version_once'),
            ),
            migrations.AddConstraint(
                model_name='indicatorversion',
                constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('indicator',), name='indicator_version_one_without_end'),
            ),
            migrations.AddConstraint(
                model_name='indicatorversion',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='indicator_version_ends_later'),
            ),
            migrations.AddConstraint(
                model_name='monthlyreturn',
                constraint=models.UniqueConstraint(models.F('unit'), models.F('month'), name='monthly_return_once'),
            ),
            migrations.AddIndex(
                model_name='registerentry',
                index=models.Index(models.F('unit'), models.F('received_on'), name='register_entry_day'),
            ),
            migrations.AddConstraint(
                model_name='registerentry',
                constraint=models.UniqueConstraint(models.F('unit'), models.F('number'), name='register_entry_once'),
            ),
            migrations.AddConstraint(
                model_name='source',
                constraint=models.UniqueConstraint(models.F('project'), models.F('code'), name='source_once'),
            ),
            migrations.AddConstraint(
                model_name='statement',
                constraint=models.UniqueConstraint(models.F('claim'), models.F('author'), models.F('stated_on'), name='statement_once'),
            ),
            migrations.AddConstraint(
                model_name='target',
                constraint=models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='target_ends_later'),
            ),
        ]),
    ]
