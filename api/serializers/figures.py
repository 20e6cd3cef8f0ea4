"""A figure as JSON, never without its definition."""

from typing import Any

from rest_framework import serializers

from workflow.statistics import CATALOGUE, Figure, Measure, Row, light_of


class ColumnFields(serializers.Serializer):
    code = serializers.CharField()
    words = serializers.CharField()
    unit = serializers.CharField()


class MeasureFields(serializers.Serializer):
    """What a figure counts, and by what."""

    code = serializers.CharField()
    title = serializers.CharField()
    definition = serializers.CharField()
    columns = ColumnFields(many=True)
    group_by = serializers.ListField(child=serializers.CharField())


class MeasureList(serializers.Serializer):
    results = MeasureFields(many=True)


class LightFields(serializers.Serializer):
    """ok, near or bad; starred where it rests on few cases."""

    state = serializers.CharField()
    starred = serializers.BooleanField()


class RowFields(serializers.Serializer):
    """A line of a figure. A hidden value is null, and its column is named in hidden."""

    key = serializers.CharField()
    words = serializers.CharField()
    cells = serializers.DictField(child=serializers.FloatField(allow_null=True))
    hidden = serializers.ListField(child=serializers.CharField())
    light = LightFields(allow_null=True)


class FigureFields(serializers.Serializer):
    """A figure, its question and its definition."""

    measure = MeasureFields()
    from_on = serializers.DateField()
    to_on = serializers.DateField()
    tz = serializers.CharField()
    as_of = serializers.DateTimeField()
    group_by = serializers.CharField()
    border = serializers.CharField()
    theme = serializers.CharField()
    small_counts_hidden = serializers.BooleanField()
    rows = RowFields(many=True)
    total = RowFields()


def measure(one: Measure) -> dict[str, Any]:
    """A measure and its definition."""
    return {
        "code": one.code,
        "title": str(one.title),
        "definition": str(one.definition),
        "columns": [
            {"code": column.code, "words": str(column.words), "unit": column.unit}
            for column in one.columns
        ],
        "group_by": [group for group in one.groups if group],
    }


def figure(found: Figure) -> dict[str, Any]:
    """A figure with all that one needs to ask for it again."""
    counted, asked = CATALOGUE[found.code], found.question
    return {
        "measure": measure(counted),
        "from_on": asked.from_on,
        "to_on": asked.to_on,
        "tz": asked.tz,
        "as_of": asked.as_of,
        "group_by": found.group_by,
        "border": asked.border,
        "theme": asked.theme,
        "small_counts_hidden": found.is_hidden,
        "rows": [_row(row, counted) for row in found.rows],
        "total": _row(found.total, counted),
    }


def _row(row: Row, counted: Measure) -> dict[str, Any]:
    light = light_of(row, counted)
    return {
        "key": row.key,
        "words": str(row.words),
        "cells": dict(row.cells),
        "hidden": sorted(row.hidden),
        "light": {"state": light.state, "starred": light.starred} if light else None,
    }
