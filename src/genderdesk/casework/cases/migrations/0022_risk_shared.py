"""For whom the questions of an assessment were valid, and when it went to the prosecution."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0021_safe_contact_again'),
    ]

    operations = [
        migrations.AddField(
            model_name='riskassessment',
            name='shared_with_prosecutor_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='riskassessment',
            name='valid_here',
            field=models.CharField(default='unknown', max_length=8),
        ),
    ]
