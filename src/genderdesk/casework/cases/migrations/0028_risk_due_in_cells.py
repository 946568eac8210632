from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0027_joined_files'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='case',
            name='case_risk_due',
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(models.F('institution'), models.F('risk_due_at'), models.F('cell'), condition=models.Q(('risk_due_at__isnull', False)), name='case_risk_due'),
        ),
    ]
