"""How forms are written: label, hint, error, field, in this order, on every page."""

from django.forms.renderers import TemplatesSetting

from .rows import HouseBoundField


class HouseRenderer(TemplatesSetting):
    """Templates of the house for a form and its fields; widgets stay Django's own."""

    form_template_name = "partials/form.html"
    field_template_name = "partials/field.html"
    bound_field_class = HouseBoundField
