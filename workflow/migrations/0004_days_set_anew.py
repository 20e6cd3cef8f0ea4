"""A clock keeps since when its day was set anew: only later pauses move that day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflow", "0003_a_clock_remembers")]

    operations = [
        migrations.AddField("deadline", "set_since", models.DateField(null=True)),
    ]
