import django.utils.timezone
from django.db import migrations, models

from genderdesk.groundwork.platform.at_once import AtOnce


class Migration(migrations.Migration):
    """The tables as they are now, made at once; what it replaces stays for data folders that were made before it."""

    replaces = [
        ('statistics', '0001_initial'),
        ('statistics', '0002_month_of_facts'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='Catalogue',
                fields=[
                    ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                    ('edition', models.CharField(max_length=64)),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='catalogue_one_row')],
                },
            ),
            migrations.CreateModel(
                name='Counter',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('institution', models.CharField(max_length=20)),
                    ('month', models.DateField()),
                    ('figure', models.CharField(max_length=40)),
                    ('row', models.CharField(max_length=40)),
                    ('column', models.CharField(blank=True, max_length=40)),
                    ('count', models.BigIntegerField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('institution', 'month', 'figure', 'row', 'column'), name='counter_one_per_cell')],
                },
            ),
            migrations.CreateModel(
                name='Delta',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=20)),
                    ('record_id', models.CharField(max_length=40)),
                    ('institution', models.CharField(max_length=20)),
                    ('day', models.DateField()),
                    ('month', models.DateField()),
                    ('dimensions', models.JSONField(default=dict)),
                    ('measures', models.JSONField(default=dict)),
                    ('sign', models.SmallIntegerField()),
                    ('rolled', models.BooleanField(default=False)),
                    ('kept_at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'indexes': [models.Index(models.F('kind'), models.F('record_id'), models.F('id'), name='delta_record'), models.Index(models.F('institution'), models.F('month'), models.F('kind'), models.F('record_id'), models.F('id'), name='delta_month'), models.Index(condition=models.Q(('rolled', False)), fields=['id'], name='delta_fresh')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('sign__in', (1, -1))), name='delta_sign')],
                },
            ),
            migrations.CreateModel(
                name='Spread',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('institution', models.CharField(max_length=20)),
                    ('month', models.DateField()),
                    ('measure', models.CharField(max_length=40)),
                    ('values', models.JSONField(default=dict)),
                    ('missing', models.BigIntegerField(default=0)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('institution', 'month', 'measure'), name='spread_one_per_measure')],
                },
            ),
        ]),
    ]
