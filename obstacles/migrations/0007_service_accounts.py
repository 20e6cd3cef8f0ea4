"""Programs of bodies have accounts of their own; an administrator can sign somebody out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("obstacles", "0006_stories_are_found_by_word")]

    operations = [
        migrations.AddField(
            "user",
            "is_service",
            models.BooleanField(
                default=False,
                help_text="Belongs to a program of a body. It has tokens and never signs in.",
                verbose_name="service account",
            ),
        ),
        migrations.AddField(
            "user",
            "signed_out_at",
            models.DateTimeField(editable=False, null=True, verbose_name="signed out"),
        ),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(
                condition=models.Q(
                    ("is_service", False), ("password__startswith", "!"), _connector="OR"
                ),
                name="a_program_has_no_password",
                violation_error_message="A service account has no password.",
            ),
        ),
    ]
