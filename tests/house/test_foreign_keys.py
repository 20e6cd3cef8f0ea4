"""No key points upwards: nouns know no verbs, verbs know no dialects."""

from django.apps import apps

ORDER = {"obstacles": 0, "workflow": 1, "api": 2, "web": 2}


def test_no_foreign_key_points_upwards():
    upwards = [
        f"{model.__name__}.{field.name}"
        for label, rank in ORDER.items()
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields()
        if field.concrete
        and field.is_relation
        and ORDER.get(field.related_model._meta.app_label, 0) > rank
    ]

    assert upwards == []


def test_no_noun_reaches_up_through_a_reverse_name():
    reverse = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("obstacles").get_models()
        for field in model._meta.get_fields()
        if field.auto_created
        and not field.concrete
        and ORDER.get(field.related_model._meta.app_label, 0) > 0
        and not field.hidden
    ]

    assert reverse == []
