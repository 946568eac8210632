import django.db.models.deletion
import django.utils.timezone
import genderdesk.groundwork.foundation.ids
import genderdesk.groundwork.protection.vault.fields
from django.db import migrations, models

from genderdesk.groundwork.platform.at_once import AtOnce


class Migration(migrations.Migration):
    """The tables as they are now, made at once; what it replaces stays for data folders that were made before it."""

    replaces = [
        ('hotline', '0001_initial'),
        ('hotline', '0002_indexes_by_state'),
        ('hotline', '0003_fewer_indexes'),
        ('hotline', '0004_circle'),
        ('hotline', '0005_sealed_numbers'),
        ('hotline', '0006_safe_contact'),
        ('hotline', '0007_held_texts'),
    ]

    initial = True

    dependencies = [
        ('institution', '0001_squashed_0004_dated_duty'),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='Line',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('short_code', models.CharField(max_length=5, unique=True)),
                    ('language', models.CharField(default='rw', max_length=8)),
                    ('seats', models.PositiveSmallIntegerField(default=6)),
                    ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.institution')),
                ],
                options={
                    'ordering': ['short_code'],
                },
            ),
            migrations.CreateModel(
                name='Gateway',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('provider', models.CharField(max_length=20)),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('ussd_dialect', models.CharField(default='path', max_length=8)),
                    ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gateways', to='hotline.line')),
                ],
            ),
            migrations.CreateModel(
                name='Contact',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('report_id', models.UUIDField(null=True)),
                    ('kind', models.CharField(max_length=8)),
                    ('state', models.CharField(default='queued', max_length=16)),
                    ('classification', models.CharField(blank=True, max_length=16)),
                    ('reference', models.CharField(blank=True, max_length=120)),
                    ('simulated', models.BooleanField(default=False)),
                    ('entered_after', models.BooleanField(default=False)),
                    ('caller', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('has_number', models.BooleanField(default=False)),
                    ('phone_index', models.CharField(blank=True, max_length=64)),
                    ('stopped', models.BooleanField(default=False)),
                    ('language', models.CharField(blank=True, max_length=8)),
                    ('safe_to_contact', models.CharField(default='unknown', max_length=8)),
                    ('keys', models.JSONField(default=list)),
                    ('notes', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('draft', genderdesk.groundwork.protection.vault.fields.SealedJSONField(blank=True, default=b'')),
                    ('offered_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('heard_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('ringing_at', models.DateTimeField(null=True)),
                    ('answered_at', models.DateTimeField(null=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('ended_by', models.CharField(blank=True, max_length=10)),
                    ('operator_id', models.UUIDField(null=True)),
                    ('cell', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.cell')),
                    ('institution', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.institution')),
                    ('gateway', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.gateway')),
                    ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.line')),
                ],
            ),
            migrations.CreateModel(
                name='StoppedNumber',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('phone_index', models.CharField(max_length=64)),
                    ('stopped_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.line')),
                ],
            ),
            migrations.CreateModel(
                name='TextMessage',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('outgoing', models.BooleanField()),
                    ('automatic', models.BooleanField(default=False)),
                    ('text', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('state', models.CharField(default='waiting', max_length=10)),
                    ('provider_id', models.CharField(blank=True, db_index=True, max_length=120)),
                    ('provider_status', models.CharField(blank=True, max_length=40)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('written_by', models.UUIDField(null=True)),
                    ('waits_until', models.DateTimeField(null=True)),
                    ('held_at', models.DateTimeField(null=True)),
                    ('contact', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='hotline.contact')),
                ],
            ),
            migrations.CreateModel(
                name='UssdSession',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('session_id', models.CharField(max_length=120)),
                    ('phone_index', models.CharField(blank=True, max_length=64)),
                    ('step', models.CharField(default='language', max_length=10)),
                    ('danger', models.BooleanField(default=False)),
                    ('answers', genderdesk.groundwork.protection.vault.fields.SealedJSONField(blank=True, default=b'')),
                    ('report_id', models.UUIDField(null=True)),
                    ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('last_seen', models.DateTimeField(default=django.utils.timezone.now)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('contact', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ussd', to='hotline.contact')),
                    ('gateway', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.gateway')),
                ],
            ),
            migrations.CreateModel(
                name='GatewayEvent',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('provider_event_id', models.CharField(max_length=120)),
                    ('kind', models.CharField(max_length=60)),
                    ('reference', models.CharField(blank=True, max_length=120)),
                    ('received_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('known', models.BooleanField(default=True)),
                    ('fault', models.CharField(blank=True, max_length=300)),
                    ('raw', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('answer', genderdesk.groundwork.protection.vault.fields.SealedJSONField(blank=True, default=b'')),
                    ('forgotten_at', models.DateTimeField(null=True)),
                    ('gateway', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.gateway')),
                ],
                options={
                    'indexes': [models.Index(models.F('gateway'), models.F('reference'), models.F('kind'), name='event_reference'), models.Index(condition=models.Q(('forgotten_at__isnull', True)), fields=['received_at'], name='event_remembered')],
                    'constraints': [models.UniqueConstraint(fields=('gateway', 'provider_event_id'), name='event_once')],
                },
            ),
            migrations.AddIndex(
                model_name='contact',
                index=models.Index(models.F('institution'), models.F('offered_at'), models.F('id'), name='contact_institution'),
            ),
            migrations.AddIndex(
                model_name='contact',
                index=models.Index(models.F('institution'), models.F('phone_index'), models.F('offered_at'), name='contact_phone'),
            ),
            migrations.AddIndex(
                model_name='contact',
                index=models.Index(models.F('state'), models.F('kind'), models.F('offered_at'), name='contact_state'),
            ),
            migrations.AddIndex(
                model_name='contact',
                index=models.Index(models.F('operator_id'), models.F('offered_at'), name='contact_operator'),
            ),
            migrations.AddIndex(
                model_name='contact',
                index=models.Index(condition=models.Q(('cell__isnull', False)), fields=['institution', '-offered_at'], name='contact_sealed'),
            ),
            migrations.AddConstraint(
                model_name='contact',
                constraint=models.UniqueConstraint(condition=models.Q(('reference', ''), _negated=True), fields=('gateway', 'reference'), name='contact_reference_once'),
            ),
            migrations.AddConstraint(
                model_name='stoppednumber',
                constraint=models.UniqueConstraint(fields=('line', 'phone_index'), name='stopped_once'),
            ),
            migrations.AddIndex(
                model_name='textmessage',
                index=models.Index(models.F('contact'), models.F('at'), name='text_contact'),
            ),
            migrations.AddIndex(
                model_name='textmessage',
                index=models.Index(condition=models.Q(('held_at__isnull', False)), fields=['held_at'], name='text_held'),
            ),
            migrations.AddIndex(
                model_name='ussdsession',
                index=models.Index(models.F('gateway'), models.F('phone_index'), models.F('last_seen'), name='ussd_phone'),
            ),
            migrations.AddIndex(
                model_name='ussdsession',
                index=models.Index(condition=models.Q(('settled_at__isnull', True)), fields=['last_seen'], name='ussd_open'),
            ),
            migrations.AddConstraint(
                model_name='ussdsession',
                constraint=models.UniqueConstraint(fields=('gateway', 'session_id'), name='ussd_session_once'),
            ),
        ]),
    ]
