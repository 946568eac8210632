import django.db.models.deletion
import django.utils.timezone
import genderdesk.groundwork.foundation.ids
from django.conf import settings
from django.db import migrations, models

from genderdesk.groundwork.platform.at_once import AtOnce


class Migration(migrations.Migration):
    """The tables as they are now, made at once; what it replaces stays for data folders that were made before it."""

    replaces = [
        ('accounts', '0001_initial'),
        ('accounts', '0002_sign_in'),
    ]

    initial = True

    dependencies = [
        ('institution', '0001_squashed_0004_dated_duty'),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='User',
                fields=[
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('username', models.CharField(max_length=60, unique=True)),
                    ('standing_role', models.CharField(blank=True, max_length=14)),
                    ('organisation_id', models.UUIDField(null=True)),
                    ('is_active', models.BooleanField(default=True)),
                    ('joined_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('password_is_temporary', models.BooleanField(default=False)),
                    ('password_set_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('officer', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='user', to='institution.officer')),
                ],
                options={
                    'ordering': ['username'],
                },
            ),
            migrations.CreateModel(
                name='Device',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('session_key', models.CharField(max_length=40, unique=True)),
                    ('browser', models.CharField(blank=True, max_length=80)),
                    ('signed_in_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('last_seen_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('revoked_at', models.DateTimeField(null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='devices', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-signed_in_at'],
                },
            ),
            migrations.CreateModel(
                name='FactorReset',
                fields=[
                    ('id', models.UUIDField(default=genderdesk.groundwork.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('reason', models.CharField(max_length=12)),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('decided_at', models.DateTimeField(null=True)),
                    ('is_done', models.BooleanField(default=False)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='factor_resets', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='reset_by_two'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('user')), _negated=True), _connector='OR'), name='reset_not_by_owner'), models.UniqueConstraint(models.F('user'), condition=models.Q(('decided_at__isnull', True)), name='reset_once')],
                },
            ),
            migrations.CreateModel(
                name='Tries',
                fields=[
                    ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                    ('budget', models.CharField(max_length=20)),
                    ('wrong', models.PositiveIntegerField(default=0)),
                    ('free_at', models.DateTimeField()),
                    ('last_at', models.DateTimeField()),
                    ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='wrong_tries', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(models.F('last_at'), name='tries_last')],
                },
            ),
        ]),
    ]
