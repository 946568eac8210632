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
                name='Agreement',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=14)),
                    ('reference', models.CharField(max_length=40, unique=True)),
                    ('title', models.CharField(max_length=160)),
                    ('state', models.CharField(default='draft', max_length=12)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('notice_days', models.PositiveSmallIntegerField(default=180)),
                    ('signed_on', models.DateField(null=True)),
                    ('signed_for_us', models.CharField(blank=True, max_length=120)),
                    ('signed_for_them', models.CharField(blank=True, max_length=120)),
                    ('terminated_on', models.DateField(null=True)),
                    ('amount', models.PositiveBigIntegerField(null=True)),
                    ('currency', models.CharField(blank=True, max_length=3)),
                    ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.institution')),
                    ('renews', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='renewed_by', to='partners.agreement')),
                ],
            ),
            migrations.CreateModel(
                name='Partner',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('kind', models.CharField(max_length=20)),
                    ('iati_id', models.CharField(blank=True, max_length=60)),
                    ('contact', models.CharField(blank=True, max_length=120)),
                ],
                options={
                    'ordering': ['code'],
                },
            ),
            migrations.CreateModel(
                name='TollFree',
                fields=[
                    ('agreement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='toll_free', serialize=False, to='partners.agreement')),
                    ('short_code', models.CharField(max_length=5)),
                    ('channels', models.CharField(max_length=40)),
                    ('networks', models.CharField(max_length=120)),
                    ('paid_by', models.CharField(max_length=12)),
                    ('lines', models.PositiveSmallIntegerField(null=True)),
                    ('masked_on_bill', models.CharField(max_length=8)),
                ],
            ),
            migrations.AddField(
                model_name='agreement',
                name='partner',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='partners.partner'),
            ),
            migrations.CreateModel(
                name='PartnerName',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='names', to='partners.partner')),
                ],
                options={
                    'ordering': ['starts_on', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Project',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('title', models.CharField(max_length=160)),
                    ('goal', models.TextField(max_length=1000)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.institution')),
                ],
                options={
                    'ordering': ['code'],
                },
            ),
            migrations.CreateModel(
                name='Presence',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('sector', models.CharField(max_length=12)),
                    ('activity', models.CharField(max_length=160)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('status', models.CharField(max_length=10)),
                    ('reached', models.PositiveIntegerField(null=True)),
                    ('counted_by', models.CharField(max_length=20)),
                    ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.institution')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='presences', to='partners.partner')),
                    ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                    ('project', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='presences', to='partners.project')),
                ],
            ),
            migrations.CreateModel(
                name='Objective',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('text', models.CharField(max_length=300)),
                    ('project', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='objectives', to='partners.project')),
                ],
                options={
                    'ordering': ['project', 'number'],
                },
            ),
            migrations.CreateModel(
                name='BudgetLine',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('purpose', models.CharField(max_length=160)),
                    ('planned', models.PositiveBigIntegerField()),
                    ('currency', models.CharField(max_length=3)),
                    ('due_on', models.DateField()),
                    ('desk', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.desk')),
                    ('objective', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.objective')),
                    ('donor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='budget_lines', to='partners.project')),
                ],
                options={
                    'ordering': ['due_on', 'id'],
                },
            ),
            migrations.CreateModel(
                name='ProjectPartner',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('role', models.CharField(max_length=1)),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='partners.partner')),
                    ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partners', to='partners.project')),
                ],
            ),
            migrations.CreateModel(
                name='Receipt',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=8)),
                    ('note', models.CharField(max_length=40)),
                    ('received_on', models.DateField()),
                    ('amount', models.PositiveBigIntegerField(null=True)),
                    ('currency', models.CharField(blank=True, max_length=3)),
                    ('rate', models.FloatField(null=True)),
                    ('agreement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='partners.agreement')),
                    ('donor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='partners.partner')),
                    ('line', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='partners.budgetline')),
                    ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='partners.project')),
                ],
                options={
                    'ordering': ['-received_on', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Thing',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=10)),
                    ('serial', models.CharField(max_length=40, unique=True)),
                    ('state', models.CharField(default='working', max_length=8)),
                    ('seen_on', models.DateField()),
                    ('receipt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='things', to='partners.receipt')),
                    ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.unit')),
                ],
                options={
                    'ordering': ['kind', 'serial'],
                },
            ),
            migrations.CreateModel(
                name='AgreementPause',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pauses', to='partners.agreement')),
                ],
                options={
                    'ordering': ['starts_on', 'id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('agreement',), name='agreement_pause_one_without_end'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='agreement_pause_ends_later')],
                },
            ),
            migrations.CreateModel(
                name='Obligation',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('whose', models.CharField(max_length=6)),
                    ('what', models.CharField(max_length=300)),
                    ('due_on', models.DateField()),
                    ('met_on', models.DateField(null=True)),
                    ('evidence', models.CharField(blank=True, max_length=300)),
                    ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='partners.agreement')),
                ],
                options={
                    'ordering': ['due_on', 'id'],
                    'indexes': [models.Index(condition=models.Q(('met_on__isnull', True)), fields=['due_on', 'id'], name='obligation_open')],
                },
            ),
            migrations.AddIndex(
                model_name='agreement',
                index=models.Index(models.F('institution'), models.F('ends_on'), models.F('id'), name='agreement_end'),
            ),
            migrations.AddConstraint(
                model_name='agreement',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='agreement_ends_later'),
            ),
            migrations.AddConstraint(
                model_name='agreement',
                constraint=models.CheckConstraint(condition=models.Q(('amount__isnull', True), models.Q(('currency', ''), _negated=True), _connector='OR'), name='agreement_amount_has_currency'),
            ),
            migrations.AddConstraint(
                model_name='partnername',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='partner_name_ends_later'),
            ),
            migrations.AddConstraint(
                model_name='partnername',
                constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('partner',), name='partner_name_one_without_end'),
            ),
            migrations.AddConstraint(
                model_name='project',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='project_ends_later'),
            ),
            migrations.AddIndex(
                model_name='presence',
                index=models.Index(models.F('institution'), models.F('starts_on'), models.F('id'), name='presence_day'),
            ),
            migrations.AddConstraint(
                model_name='presence',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='presence_ends_later'),
            ),
            migrations.AddConstraint(
                model_name='presence',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('counted_by', 'not_counted'), ('reached__isnull', True)), models.Q(('reached__isnull', False), models.Q(('counted_by', 'not_counted'), _negated=True)), _connector='OR'), name='presence_reached_by_a_method'),
            ),
            migrations.AddConstraint(
                model_name='objective',
                constraint=models.UniqueConstraint(models.F('project'), models.F('number'), name='objective_once'),
            ),
            migrations.AddConstraint(
                model_name='projectpartner',
                constraint=models.UniqueConstraint(models.F('project'), models.F('partner'), models.F('role'), name='project_partner_once'),
            ),
            migrations.AddConstraint(
                model_name='receipt',
                constraint=models.UniqueConstraint(models.F('donor'), models.F('note'), name='receipt_note_once'),
            ),
            migrations.AddConstraint(
                model_name='receipt',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount__isnull', False), ('kind', 'money')), models.Q(('amount__isnull', True), ('kind', 'in_kind')), _connector='OR'), name='receipt_money_has_amount'),
            ),
        ]),
    ]
