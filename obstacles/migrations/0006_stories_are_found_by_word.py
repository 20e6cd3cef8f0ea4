from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import migrations, models
from django.db.models import Case, When

DICTIONARIES = {"nl": "dutch", "fr": "french", "de": "german", "en": "english"}
STORY = ("account", "office", "tried", "idea")
# With the usual sample rare words look frequent, and lists are walked instead of looked up.
SAMPLE = "ALTER TABLE obstacles_{} ALTER COLUMN search SET STATISTICS {}"


def generated_search():
    """The story in the language it is told in, kept by the database itself."""
    return models.GeneratedField(
        expression=Case(
            *(
                When(language=code, then=SearchVector(*STORY, config=dictionary))
                for code, dictionary in DICTIONARIES.items()
            )
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )


class Migration(migrations.Migration):
    dependencies = [("obstacles", "0005_lists_have_an_order")]

    operations = [
        migrations.AddField("report", "search", generated_search()),
        migrations.AddIndex("report", GinIndex(fields=["search"], name="report_is_found_by_word")),
        *(
            migrations.RunSQL(SAMPLE.format(table, 2000), SAMPLE.format(table, -1))
            for table in ("report", "obstacle")
        ),
    ]
