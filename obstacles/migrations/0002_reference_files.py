import django.contrib.postgres.fields
from django.db import migrations, models

import obstacles.keys


class Migration(migrations.Migration):
    dependencies = [("obstacles", "0001_nouns")]

    operations = [
        migrations.CreateModel(
            name="Supplied",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=obstacles.keys.new_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("file", models.CharField(max_length=40, verbose_name="file")),
                ("key", models.CharField(max_length=80, verbose_name="entry")),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "supplied entry",
                "verbose_name_plural": "supplied entries",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("file", "key"), name="an_entry_is_supplied_once"
                    )
                ],
            },
        ),
        migrations.RemoveField(model_name="network", name="decides"),
        *[
            migrations.AddField(
                model_name="network",
                name=f"decides_{code}",
                field=models.TextField(
                    blank=True, verbose_name=f"what it may decide, in {language}"
                ),
            )
            for code, language in (
                ("nl", "Dutch"),
                ("fr", "French"),
                ("de", "German"),
                ("en", "English"),
            )
        ],
        migrations.AddField(
            model_name="network",
            name="sources",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.URLField(max_length=500), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="network",
            name="verified",
            field=models.CharField(blank=True, max_length=30, verbose_name="facts checked"),
        ),
        migrations.AlterField(
            model_name="area",
            name="languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=2), blank=True, default=list, size=None
            ),
        ),
    ]
