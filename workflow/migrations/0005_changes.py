"""Three triggers note what programs that copy cases must hear of; ``workflow.changes`` reads it."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STEPS = """
CREATE SEQUENCE workflow_change_position;

CREATE FUNCTION workflow_note_steps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO workflow_change (id, case_id, noted_on, blurred, role)
    SELECT gen_random_uuid(), case_id, current_date, false, ''
    FROM (SELECT DISTINCT case_id FROM fresh) AS line;
    RETURN NULL;
END $$;

CREATE TRIGGER steps_are_changes AFTER INSERT ON workflow_entry
    REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION workflow_note_steps();
"""

# Seats of experts carry down to the reports and consultations of an obstacle (workflow.roles).
SEATS = """
CREATE FUNCTION workflow_note_lost(seat workflow_seat, of_case uuid) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO workflow_change
        (id, case_id, noted_on, blurred, seat, role, user_id, authority_id)
    SELECT gen_random_uuid(), of_case, current_date, false,
        seat.id, seat.role, seat.user_id, seat.authority_id
    WHERE NOT seat.bearer
$$;

CREATE FUNCTION workflow_note_seats() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    carried constant text[] := ARRAY['LEAD_EXPERT', 'EXPERT'];
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM workflow_note_lost(OLD, OLD.case_id);
        PERFORM workflow_note_lost(OLD, part.id) FROM workflow_case AS part
            WHERE part.parent_id = OLD.case_id AND OLD.role = ANY (carried);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO workflow_change (id, case_id, noted_on, blurred, role)
        SELECT gen_random_uuid(), held.id, current_date, false, ''
        FROM workflow_case AS held
        WHERE NOT NEW.bearer AND (held.id = NEW.case_id
            OR held.parent_id = NEW.case_id AND NEW.role = ANY (carried));
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER seats_are_changes
    AFTER INSERT OR DELETE OR UPDATE OF case_id, role, user_id, authority_id, until
    ON workflow_seat FOR EACH ROW EXECUTE FUNCTION workflow_note_seats();
"""

PARENTS = """
CREATE FUNCTION workflow_note_parents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM workflow_note_lost(seat, NEW.id) FROM workflow_seat AS seat
        WHERE seat.case_id = OLD.parent_id AND seat.role IN ('LEAD_EXPERT', 'EXPERT');
    RETURN NULL;
END $$;

CREATE TRIGGER parents_are_changes AFTER UPDATE OF parent_id ON workflow_case
    FOR EACH ROW WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id)
    EXECUTE FUNCTION workflow_note_parents();
"""

STANDING = """
INSERT INTO workflow_change (id, case_id, noted_on, blurred, role)
SELECT gen_random_uuid(), id, current_date, false, '' FROM workflow_case;
"""

UNDO = """
DROP TRIGGER steps_are_changes ON workflow_entry;
DROP TRIGGER seats_are_changes ON workflow_seat;
DROP TRIGGER parents_are_changes ON workflow_case;
DROP FUNCTION workflow_note_steps();
DROP FUNCTION workflow_note_seats();
DROP FUNCTION workflow_note_parents();
DROP FUNCTION workflow_note_lost(workflow_seat, uuid);
DROP SEQUENCE workflow_change_position;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("obstacles", "0005_lists_have_an_order"),
        ("workflow", "0004_days_set_anew"),
    ]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.BigIntegerField(null=True, unique=True)),
                ('noted_on', models.DateField()),
                ('blurred', models.BooleanField(default=False)),
                ('seat', models.UUIDField(null=True)),
                ('role', models.CharField(blank=True, choices=[('REPORTER', 'reporter'), ('FRONT_OFFICE', 'front office'), ('INTAKE', 'intake officer'), ('EXPERT', 'expert'), ('LEAD_EXPERT', 'lead expert'), ('COORDINATOR', 'coordinator'), ('PARTNER', 'partner organisation'), ('ACTING_BODY', 'body that must act'), ('READER', 'body it is shared with'), ('MANAGEMENT', 'management'), ('DATA_PROTECTION', 'data protection officer'), ('ADMINISTRATOR', 'administrator'), ('CLOCK', 'the clock'), ('RULE', 'a rule'), ('IMPORT', 'an import')], max_length=16)),
                ('ended_on', models.DateField(null=True)),
                ('authority', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='obstacles.authority')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workflow.case')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'change',
                'verbose_name_plural': 'changes',
                'indexes': [models.Index(condition=models.Q(('position', None)), fields=['id'], name='changes_to_number'), models.Index(condition=models.Q(('seat__isnull', False)), fields=['seat', 'ended_on'], name='seats_lost'), models.Index(condition=models.Q(('blurred', False)), fields=['noted_on'], name='changes_not_blurred')],
            },
        ),
        migrations.RunSQL(STEPS + SEATS + PARENTS, UNDO),
        migrations.RunSQL(STANDING, migrations.RunSQL.noop),
    ]
