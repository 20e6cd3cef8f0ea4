from functools import reduce
from operator import add

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import migrations, models

DICTIONARIES = {"nl": "dutch", "fr": "french", "de": "german", "en": "english"}


def generated_search():
    """Title and summary in four languages, kept by the database itself."""
    return models.GeneratedField(
        expression=reduce(
            add,
            (
                SearchVector(f"{field}_{code}", config=dictionary, weight=weight)
                for code, dictionary in DICTIONARIES.items()
                for field, weight in (("title", "A"), ("summary", "B"))
            ),
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )


def operations_for(model):
    name = f"{model}_is_found_by_word"
    return [
        migrations.RemoveIndex(model, name),
        migrations.RemoveField(model, "search"),
        migrations.AddField(model, "search", generated_search()),
        migrations.AddIndex(model, GinIndex(fields=["search"], name=name)),
    ]


class Migration(migrations.Migration):
    dependencies = [("obstacles", "0002_reference_files")]

    operations = [*operations_for("obstacle"), *operations_for("snapshot")]
