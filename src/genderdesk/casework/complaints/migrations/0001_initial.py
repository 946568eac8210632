import django.db.models.deletion
import genderdesk.groundwork.foundation.ids
import genderdesk.groundwork.protection.vault.fields
from django.db import migrations, models

from genderdesk.groundwork.platform.at_once import AtOnce


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('institution', '0010_readiness'),
        ('places', '0002_former'),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='Complaint',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(max_length=20, unique=True)),
                    ('pin_digest', models.CharField(max_length=64)),
                    ('state', models.CharField(default='received', max_length=14)),
                    ('category', models.CharField(max_length=16)),
                    ('about', models.CharField(max_length=16)),
                    ('route', models.CharField(max_length=12)),
                    ('channel', models.CharField(max_length=10)),
                    ('language', models.CharField(max_length=8)),
                    ('received_at', models.DateTimeField()),
                    ('happened_on', models.DateField(null=True)),
                    ('answering', models.CharField(max_length=6)),
                    ('place_text', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('who', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('narrative', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('reply_phone', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('reply_hours', models.CharField(blank=True, max_length=10)),
                    ('answer', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('acknowledged_at', models.DateTimeField(null=True)),
                    ('looked_into_at', models.DateTimeField(null=True)),
                    ('answered_at', models.DateTimeField(null=True)),
                    ('answered_by', models.UUIDField(null=True)),
                    ('answered_officer', models.UUIDField(null=True)),
                    ('passed_at', models.DateTimeField(null=True)),
                    ('passed_to', models.CharField(blank=True, max_length=18)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('closed_by', models.UUIDField(null=True)),
                    ('closed_officer', models.UUIDField(null=True)),
                    ('district', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                    ('institution', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.institution')),
                ],
            ),
            migrations.CreateModel(
                name='Bar',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('since', models.DateField()),
                    ('named_by', models.CharField(max_length=12)),
                    ('named_at', models.DateTimeField()),
                    ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.officer')),
                    ('unit', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institution.unit')),
                    ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bars', to='complaints.complaint')),
                ],
            ),
            migrations.CreateModel(
                name='Word',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('at', models.DateTimeField()),
                    ('of_complainant', models.BooleanField()),
                    ('written_by', models.UUIDField()),
                    ('text', genderdesk.groundwork.protection.vault.fields.SealedTextField(blank=True, default=b'')),
                    ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='complaints.complaint')),
                ],
            ),
            migrations.AddIndex(
                model_name='complaint',
                index=models.Index(models.F('institution'), models.F('received_at'), models.F('id'), name='complaint_institution'),
            ),
            migrations.AddConstraint(
                model_name='complaint',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('category__in', ['asked_to_pay', 'staff_violence', 'told_others']), _negated=True), ('closed_by__isnull', True), models.Q(('closed_by', models.F('answered_by')), _negated=True), _connector='OR'), name='complaint_closed_by_another_account'),
            ),
            migrations.AddConstraint(
                model_name='complaint',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('category__in', ['asked_to_pay', 'staff_violence', 'told_others']), _negated=True), ('closed_officer__isnull', True), ('answered_officer__isnull', True), models.Q(('closed_officer', models.F('answered_officer')), _negated=True), _connector='OR'), name='complaint_closed_by_another_person'),
            ),
            migrations.AddConstraint(
                model_name='bar',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('officer__isnull', False), ('unit__isnull', True)), models.Q(('officer__isnull', True), ('unit__isnull', False)), _connector='OR'), name='complaint_bar_names_one'),
            ),
            migrations.AddConstraint(
                model_name='bar',
                constraint=models.UniqueConstraint(condition=models.Q(('officer__isnull', False)), fields=('complaint', 'officer'), name='complaint_bar_officer_once'),
            ),
            migrations.AddConstraint(
                model_name='bar',
                constraint=models.UniqueConstraint(condition=models.Q(('unit__isnull', False)), fields=('complaint', 'unit'), name='complaint_bar_unit_once'),
            ),
        ]),
    ]
