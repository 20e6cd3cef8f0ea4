from django.db import migrations


def ordered(model, plural, *, by):
    options = {"verbose_name": model, "verbose_name_plural": plural, "ordering": [by]}
    return migrations.AlterModelOptions(name=model, options=options)


class Migration(migrations.Migration):
    dependencies = [("obstacles", "0004_consultations_have_children")]

    operations = [
        ordered("area", "areas", by="code"),
        ordered("border", "borders", by="rank"),
        ordered("reason", "reasons", by="rank"),
        ordered("theme", "themes", by="rank"),
    ]
