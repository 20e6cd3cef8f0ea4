"""Fields of a form: label, hint, error, field, in this order, and everything tied together."""

import re

from django import forms
from django.utils import translation

from web.renderer import HouseRenderer
from web.rows import RadioRows, TickRows


class Contact(forms.Form):
    default_renderer = HouseRenderer

    way = forms.ChoiceField(
        label="How may we reach you?",
        choices=[("none", "Without my name"), ("mail", "By e-mail")],
        widget=RadioRows(hints={"none": "With a code"}, reveals={"mail": "mail"}),
    )
    mail = forms.EmailField(label="Your address", required=False)
    story = forms.CharField(
        label="What happens?", help_text="In your words.", max_length=40, widget=forms.Textarea
    )
    language = forms.ChoiceField(
        label="Language",
        choices=[("nl", "Nederlands")],
        required=False,
        widget=RadioRows(columns=2, spoken=True),
    )
    who = forms.MultipleChoiceField(
        label="Who?", choices=[("c", "Citizens")], required=False, widget=TickRows()
    )
    agree = forms.BooleanField(label="I agree", help_text="Until you say no.")
    letter = forms.FileField(label="Letter", required=False)


def html(field):
    with translation.override("en"):
        return re.sub(r">\s+<", "><", str(field.as_field_group()))


def test_a_question_comes_as_label_hint_error_field():
    question = html(Contact({"way": "none"})["story"])

    parts = re.findall(r"<label|_helptext\"|_error\"|<textarea", question)

    assert parts == ["<label", '_helptext"', '_error"', "<textarea"]


def test_a_field_is_described_by_hint_error_and_counter():
    question = html(Contact({"way": "none"})["story"])

    described = re.search(r'<textarea[^>]*aria-describedby="([^"]*)"', question)[1].split()

    assert described == ["id_story_helptext", "id_story_error", "id_story_count"]
    assert all(f'id="{part}"' in question for part in described)
    assert 'aria-invalid="true"' in question


def test_choices_are_a_group_with_a_legend_and_rows():
    question = html(Contact()["way"])

    assert re.findall(r"<(fieldset|legend|label|input)\b", question)[:4] == [
        "fieldset",
        "legend",
        "input",
        "label",
    ]
    assert "<b>Without my name</b><span>With a code</span>" in question


def test_a_field_opens_below_its_choice_and_nowhere_else():
    with translation.override("en"):
        form = str(Contact())

    assert form.count('name="mail"') == 1
    assert '<div class="reveal">' in form


def test_what_may_stay_open_says_so_but_a_revealed_field_does_not():
    form = Contact()

    assert "(optional)" in html(form["who"])
    assert "(optional)" not in html(form["mail"])
    assert "(optional)" not in html(form["story"])


def test_names_of_languages_are_marked_as_their_language():
    assert '<label for="id_language_0" lang="nl">Nederlands</label>' in html(Contact()["language"])


def test_a_tick_box_is_a_row_with_its_label_after_it():
    tick = html(Contact()["agree"])

    assert re.findall(r"<(input|label|span)\b", tick) == ["input", "label", "span"]


def test_a_file_has_a_label_and_no_group():
    assert re.findall(r"<(fieldset|label|input)\b", html(Contact()["letter"])) == [
        "label",
        "input",
    ]


def test_an_error_leads_to_the_first_control_of_its_field():
    form = Contact({})

    assert [form[name].anchor for name in ("way", "story", "agree")] == [
        "id_way_0",
        "id_story",
        "id_agree",
    ]


def test_what_somebody_typed_comes_back_escaped():
    question = html(Contact({"story": "</textarea><script>"})["story"])

    assert "&lt;/textarea&gt;&lt;script&gt;" in question
    assert "<script>" not in question


def test_an_answer_that_was_chosen_stays_chosen():
    question = html(Contact({"way": "mail"})["way"])

    assert re.findall(r'value="(\w+)"[^>]*checked', question) == ["mail"]
