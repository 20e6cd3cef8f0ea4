from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("obstacles", "0007_service_accounts")]

    operations = [
        migrations.AddIndex(
            model_name="obstacle",
            index=models.Index(
                fields=["status", "theme", "known_since"],
                condition=models.Q(published__isnull=False),
                name="obstacles_in_the_register",
            ),
        )
    ]
