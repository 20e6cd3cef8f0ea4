"""Two triggers: the state of a case is what its newest log line says, and the log is ink."""

from django.db import migrations

STATE_FOLLOWS_LOG = """
CREATE FUNCTION workflow_state_follows_log() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    subject uuid;
    standing record;
    newest record;
BEGIN
    IF TG_TABLE_NAME = 'workflow_case' THEN
        subject := NEW.id;
    ELSE
        subject := NEW.case_id;
    END IF;
    SELECT state, publication INTO standing FROM workflow_case WHERE id = subject;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT after, publication INTO newest FROM workflow_entry
        WHERE case_id = subject ORDER BY number DESC LIMIT 1;
    IF NOT FOUND OR standing.state IS DISTINCT FROM newest.after
            OR standing.publication IS DISTINCT FROM newest.publication THEN
        RAISE EXCEPTION 'the state of case % is not what its log says', subject
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER state_follows_log
    AFTER INSERT OR UPDATE OF state, publication ON workflow_case
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION workflow_state_follows_log();

CREATE CONSTRAINT TRIGGER state_follows_log
    AFTER INSERT ON workflow_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION workflow_state_follows_log();
"""

LOG_IS_INK = """
CREATE FUNCTION workflow_log_is_ink() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('passerelle.may_truncate', true) = 'on' THEN
        RETURN NULL;
    END IF;
    -- An erasure blanks facts and salt, and nothing else; digest and chain stay as they were.
    IF TG_OP = 'UPDATE' AND NEW.facts = '{}'::jsonb AND NEW.salt = ''
            AND (to_jsonb(NEW) - 'facts' - 'salt') = (to_jsonb(OLD) - 'facts' - 'salt') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'log entries are never changed'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER log_is_ink BEFORE UPDATE OR DELETE ON workflow_entry
    FOR EACH ROW EXECUTE FUNCTION workflow_log_is_ink();

CREATE TRIGGER log_is_not_poured_out BEFORE TRUNCATE ON workflow_entry
    FOR EACH STATEMENT EXECUTE FUNCTION workflow_log_is_ink();
"""

UNDO = """
DROP TRIGGER state_follows_log ON workflow_case;
DROP TRIGGER state_follows_log ON workflow_entry;
DROP FUNCTION workflow_state_follows_log();
DROP TRIGGER log_is_ink ON workflow_entry;
DROP TRIGGER log_is_not_poured_out ON workflow_entry;
DROP FUNCTION workflow_log_is_ink();
"""


class Migration(migrations.Migration):
    dependencies = [("workflow", "0001_tables")]

    operations = [migrations.RunSQL(STATE_FOLLOWS_LOG + LOG_IS_INK, UNDO)]
