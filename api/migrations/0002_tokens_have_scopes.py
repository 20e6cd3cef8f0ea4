"""Tokens say what they may do, and from where. Those that exist keep what they could do."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

BEFORE = ["read", "contact", "write"]


def all_but_tokens():
    return list(BEFORE)


class Migration(migrations.Migration):
    dependencies = [
        ("api", "0001_tokens_sessions_answers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "token",
            "prefix",
            models.CharField(default="pat_", max_length=10, verbose_name="begins with"),
            preserve_default=False,
        ),
        migrations.AddField(
            "token",
            "scopes",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=30),
                default=all_but_tokens,
                size=None,
                verbose_name="may",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "token",
            "networks",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=50),
                blank=True,
                default=list,
                size=None,
                verbose_name="from networks",
            ),
        ),
        migrations.AddField(
            "token", "last_used_at", models.DateTimeField(null=True, verbose_name="last used")
        ),
        migrations.RunSQL(
            "UPDATE api_token SET last_used_at = last_used_on", migrations.RunSQL.noop
        ),
        migrations.RemoveField("token", "last_used_on"),
        migrations.AlterField("token", "created_at", models.DateTimeField(verbose_name="made")),
        migrations.AlterField("token", "expires_at", models.DateTimeField(verbose_name="ends")),
        migrations.AlterField(
            "token", "revoked_at", models.DateTimeField(null=True, verbose_name="ended")
        ),
        migrations.AlterField(
            "token",
            "user",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="person",
            ),
        ),
    ]
