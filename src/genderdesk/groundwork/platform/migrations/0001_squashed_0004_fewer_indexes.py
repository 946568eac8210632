import django.utils.timezone
import genderdesk.groundwork.foundation.ids
from django.db import migrations, models

from genderdesk.groundwork.platform.at_once import AtOnce


class Migration(migrations.Migration):
    """The tables as they are now, made at once; what it replaces stays for data folders that were made before it."""

    replaces = [
        ('platform', '0001_initial'),
        ('platform', '0002_schedule_fault'),
        ('platform', '0003_edition'),
        ('platform', '0004_fewer_indexes'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='Edition',
                fields=[
                    ('name', models.CharField(max_length=40, primary_key=True, serialize=False)),
                    ('stamp', models.CharField(default=genderdesk.groundwork.foundation.ids.new_stamp, max_length=40)),
                ],
            ),
            migrations.CreateModel(
                name='ScheduleRun',
                fields=[
                    ('name', models.CharField(max_length=80, primary_key=True, serialize=False)),
                    ('ran_at', models.DateTimeField()),
                    ('fault', models.CharField(blank=True, max_length=120)),
                ],
            ),
            migrations.CreateModel(
                name='Message',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('topic', models.CharField(max_length=60)),
                    ('payload', models.JSONField(default=dict)),
                    ('key', models.CharField(max_length=120, null=True)),
                    ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sent', 'Sent'), ('failed', 'Failed')], default='waiting', max_length=10)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('fault', models.CharField(blank=True, max_length=300)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at'], name='message_due')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('key__isnull', False)), fields=('key',), name='message_one_per_key')],
                },
            ),
        ]),
    ]
