import django.db.models.deletion
import django.utils.timezone
import genderdesk.groundwork.foundation.ids
import genderdesk.groundwork.protection.vault.fields
from django.db import migrations, models

from genderdesk.groundwork.platform.at_once import AtOnce


class Migration(migrations.Migration):
    """The tables as they are now, made at once; what it replaces stays for data folders that were made before it."""

    replaces = [
        ('care', '0001_initial'),
        ('care', '0002_due_by_state'),
        ('care', '0003_fewer_indexes'),
        ('care', '0004_directory'),
        ('care', '0005_provider_link'),
        ('care', '0006_whole_referral'),
        ('care', '0007_counselling'),
        ('care', '0008_provider_key'),
    ]

    initial = True

    dependencies = [
        ('cases', '0001_squashed_0025_death_confirmed'),
        ('institution', '0001_squashed_0004_dated_duty'),
        ('places', '0001_initial'),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='Counselling',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('account_id', models.UUIDField()),
                    ('began_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('plan_reviewed_on', models.DateField(null=True)),
                    ('plan_review_on', models.DateField(null=True)),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('counsellor', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.officer')),
                ],
            ),
            migrations.CreateModel(
                name='CounsellingSession',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('account_id', models.UUIDField()),
                    ('kind', models.CharField(max_length=12)),
                    ('place', models.CharField(max_length=16)),
                    ('state', models.CharField(default='planned', max_length=10)),
                    ('due_at', models.DateTimeField()),
                    ('planned_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('held_at', models.DateTimeField(null=True)),
                    ('minutes', models.PositiveSmallIntegerField(null=True)),
                    ('wellbeing_before', models.PositiveSmallIntegerField(null=True)),
                    ('wellbeing_after', models.PositiveSmallIntegerField(null=True)),
                    ('supervised_on', models.DateField(null=True)),
                    ('counselling', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='care.counselling')),
                ],
            ),
            migrations.CreateModel(
                name='CounsellingNote',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('text', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='care.counsellingsession')),
                ],
            ),
            migrations.CreateModel(
                name='GroupSession',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('account_id', models.UUIDField()),
                    ('held_on', models.DateField()),
                    ('minutes', models.PositiveSmallIntegerField()),
                    ('place', models.CharField(max_length=16)),
                    ('theme', models.CharField(max_length=12)),
                    ('women', models.PositiveSmallIntegerField(default=0)),
                    ('men', models.PositiveSmallIntegerField(default=0)),
                    ('girls', models.PositiveSmallIntegerField(default=0)),
                    ('boys', models.PositiveSmallIntegerField(default=0)),
                    ('desk', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.desk')),
                    ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.institution')),
                ],
            ),
            migrations.CreateModel(
                name='Provider',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('name', models.CharField(max_length=160)),
                    ('kind', models.CharField(max_length=20)),
                    ('phone', models.CharField(blank=True, max_length=20)),
                    ('hours', models.CharField(blank=True, max_length=160)),
                    ('services', models.JSONField(default=list)),
                    ('latitude', models.FloatField(null=True)),
                    ('longitude', models.FloatField(null=True)),
                    ('invented', models.BooleanField(default=False)),
                    ('confirmed_on', models.DateField(null=True)),
                    ('closed_on', models.DateField(null=True)),
                    ('organisation', models.CharField(blank=True, max_length=160)),
                    ('description', models.CharField(blank=True, max_length=400)),
                    ('address', models.CharField(blank=True, max_length=200)),
                    ('email', models.EmailField(blank=True, max_length=120)),
                    ('website', models.URLField(blank=True)),
                    ('phones', models.JSONField(default=list)),
                    ('languages', models.JSONField(default=list)),
                    ('accessibility', models.JSONField(default=list)),
                    ('schedule', models.CharField(blank=True, max_length=400)),
                    ('terms', models.JSONField(default=dict)),
                    ('confirmed_by', models.UUIDField(null=True)),
                    ('asked_on', models.DateField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                ],
            ),
            migrations.CreateModel(
                name='ProviderKey',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('made_by', models.UUIDField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keys', to='care.provider')),
                ],
            ),
            migrations.CreateModel(
                name='Referral',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(max_length=20, unique=True)),
                    ('service', models.CharField(max_length=20)),
                    ('urgency', models.CharField(max_length=20)),
                    ('state', models.CharField(default='proposed', max_length=14)),
                    ('consent_id', models.UUIDField(null=True)),
                    ('summary', genderdesk.groundwork.protection.vault.fields.SealedJSONField(blank=True, default=b'')),
                    ('transport_arranged', models.CharField(default='unknown', max_length=8)),
                    ('escort_arranged', models.CharField(default='unknown', max_length=8)),
                    ('sent_via', models.CharField(blank=True, max_length=8)),
                    ('proposed_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('proposed_by', models.UUIDField()),
                    ('consented_at', models.DateTimeField(null=True)),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('answer_due_at', models.DateTimeField(null=True)),
                    ('attend_due_at', models.DateTimeField(null=True)),
                    ('acknowledged_at', models.DateTimeField(null=True)),
                    ('acknowledged_by', models.UUIDField(null=True)),
                    ('accepted_at', models.DateTimeField(null=True)),
                    ('appointment_at', models.DateTimeField(null=True)),
                    ('declined_at', models.DateTimeField(null=True)),
                    ('decline_reason', models.CharField(blank=True, max_length=20)),
                    ('attended_at', models.DateTimeField(null=True)),
                    ('services_received', models.JSONField(default=list)),
                    ('shelter_nights', models.PositiveSmallIntegerField(null=True)),
                    ('missed_at', models.DateTimeField(null=True)),
                    ('outcome_at', models.DateTimeField(null=True)),
                    ('outcome', models.CharField(blank=True, max_length=20)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('revoked_at', models.DateTimeField(null=True)),
                    ('escalated_at', models.DateTimeField(null=True)),
                    ('head_told_at', models.DateTimeField(null=True)),
                    ('rating', models.PositiveSmallIntegerField(null=True)),
                    ('feedback', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='cases.case')),
                    ('provider', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='care.provider')),
                ],
            ),
            migrations.CreateModel(
                name='ProviderLink',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('made_by', models.UUIDField()),
                    ('ends_at', models.DateTimeField()),
                    ('opened', models.PositiveSmallIntegerField(default=0)),
                    ('opened_at', models.DateTimeField(null=True)),
                    ('wrong', models.PositiveSmallIntegerField(default=0)),
                    ('revoked_at', models.DateTimeField(null=True)),
                    ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='care.referral')),
                ],
            ),
            migrations.CreateModel(
                name='CounsellingSummary',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('consent_id', models.UUIDField()),
                    ('text', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('written_by', models.UUIDField()),
                    ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='summaries', to='care.referral')),
                ],
            ),
            migrations.CreateModel(
                name='ReferralNote',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('text', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('written_by', models.UUIDField()),
                    ('from_provider', models.BooleanField(default=False)),
                    ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='care.referral')),
                ],
            ),
            migrations.CreateModel(
                name='Supervision',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('account_id', models.UUIDField()),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('held_on', models.DateField(null=True)),
                    ('minutes', models.PositiveSmallIntegerField(null=True)),
                    ('desk', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.desk')),
                    ('institution', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.institution')),
                ],
            ),
            migrations.AddIndex(
                model_name='counselling',
                index=models.Index(models.F('account_id'), models.F('began_at'), models.F('id'), name='counselling_account'),
            ),
            migrations.AddIndex(
                model_name='counselling',
                index=models.Index(models.F('case'), models.F('began_at'), name='counselling_case'),
            ),
            migrations.AddConstraint(
                model_name='counselling',
                constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('case', 'account_id'), name='counselling_open_once'),
            ),
            migrations.AddIndex(
                model_name='counsellingsession',
                index=models.Index(models.F('counselling'), models.F('due_at'), models.F('id'), name='session_counselling'),
            ),
            migrations.AddIndex(
                model_name='counsellingsession',
                index=models.Index(models.F('account_id'), models.F('state'), models.F('due_at'), name='session_account_due'),
            ),
            migrations.AddConstraint(
                model_name='counsellingsession',
                constraint=models.CheckConstraint(condition=models.Q(('wellbeing_before__isnull', True), ('wellbeing_before__lte', 10), _connector='OR'), name='session_before_to_ten'),
            ),
            migrations.AddConstraint(
                model_name='counsellingsession',
                constraint=models.CheckConstraint(condition=models.Q(('wellbeing_after__isnull', True), ('wellbeing_after__lte', 10), _connector='OR'), name='session_after_to_ten'),
            ),
            migrations.AddConstraint(
                model_name='counsellingsession',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'held'), _negated=True), models.Q(('held_at__isnull', False), ('minutes__isnull', False)), _connector='OR'), name='session_held_when'),
            ),
            migrations.AddIndex(
                model_name='groupsession',
                index=models.Index(models.F('account_id'), models.F('held_on'), models.F('id'), name='group_account'),
            ),
            migrations.AddIndex(
                model_name='provider',
                index=models.Index(models.F('district'), models.F('kind'), name='provider_district'),
            ),
            migrations.AddIndex(
                model_name='referral',
                index=models.Index(models.F('case'), models.F('proposed_at'), name='referral_case'),
            ),
            migrations.AddIndex(
                model_name='referral',
                index=models.Index(models.F('provider'), models.F('sent_at'), models.F('id'), name='referral_provider'),
            ),
            migrations.AddIndex(
                model_name='referral',
                index=models.Index(models.F('state'), models.F('answer_due_at'), name='referral_state_due'),
            ),
            migrations.AddConstraint(
                model_name='referral',
                constraint=models.CheckConstraint(condition=models.Q(('sent_at__isnull', True), ('consent_id__isnull', False), _connector='OR'), name='referral_sent_only_under_consent'),
            ),
            migrations.AddIndex(
                model_name='supervision',
                index=models.Index(models.F('institution'), models.F('held_on'), models.F('asked_at'), name='supervision_waiting'),
            ),
            migrations.AddIndex(
                model_name='supervision',
                index=models.Index(models.F('account_id'), models.F('asked_at'), name='supervision_account'),
            ),
        ]),
    ]
