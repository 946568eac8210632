"""Texts that the gate held wait for somebody to settle them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('hotline', '0006_safe_contact'),
    ]

    operations = [
        migrations.AddField(
            model_name='textmessage',
            name='held_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name='textmessage',
            index=models.Index(condition=models.Q(('held_at__isnull', False)), fields=['held_at'], name='text_held'),
        ),
    ]
