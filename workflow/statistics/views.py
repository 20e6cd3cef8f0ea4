"""The short views every figure begins with: what the log told at the cut-off."""

CLUSTER = 20

# told: the newest borders and theme of an obstacle. lying, about: where it lies and what it is
# about. gone: merged, and counted as the one that stays. ended, again: closed, taken up again.
VIEWS = """
WITH RECURSIVE told AS (
    SELECT DISTINCT ON (e.case_id) e.case_id, e.facts FROM workflow_entry e
    WHERE e.step IN ('identify', 'edit') AND e.at <= %(as_of)s
    ORDER BY e.case_id, e.number DESC
), lying AS (
    SELECT DISTINCT t.case_id, b.slug AS own, COALESCE(up.slug, b.slug) AS key
    FROM told t CROSS JOIN jsonb_array_elements(t.facts->'borders') f
    JOIN obstacles_border b ON b.id = (f->>'key')::uuid
    LEFT JOIN obstacles_border up ON up.id = b.parent_id
), about AS (
    SELECT t.case_id, h.slug AS own, COALESCE(up.slug, h.slug) AS key
    FROM told t JOIN obstacles_theme h ON h.id = (t.facts->'theme'->>'key')::uuid
    LEFT JOIN obstacles_theme up ON up.id = h.parent_id
), gone AS (
    SELECT s.case_id, c.id AS into_id FROM workflow_entry e
    JOIN workflow_span s ON s.opening_id = e.id
    JOIN workflow_case c ON c.obstacle_id = (e.facts->'into'->>'key')::uuid
    WHERE e.step = 'merge' AND e.at <= %(as_of)s AND (s.until IS NULL OR s.until > %(as_of)s)
), obstacle AS NOT MATERIALIZED (
    SELECT o.id AS case_id, o.opened_at FROM workflow_case o WHERE o.kind = 'obstacle'
    AND o.opened_at <= %(as_of)s AND o.id NOT IN (SELECT case_id FROM gone) {of_obstacle}
), report AS NOT MATERIALIZED (
    SELECT c.id AS case_id, c.opened_at, r.language, r.reporter_kind,
        b.slug AS border_own, COALESCE(bu.slug, b.slug) AS border,
        h.slug AS theme_own, COALESCE(hu.slug, h.slug, '') AS theme
    FROM workflow_case c JOIN obstacles_report r ON r.id = c.report_id
    LEFT JOIN obstacles_border b ON b.id = r.border_id
    LEFT JOIN obstacles_border bu ON bu.id = b.parent_id
    LEFT JOIN obstacles_theme h ON h.id = r.theme_id
    LEFT JOIN obstacles_theme hu ON hu.id = h.parent_id
    WHERE c.kind = 'report' AND c.opened_at <= %(as_of)s {of_report}
), consultation AS (
    SELECT o.id, o.parent_id AS case_id, q.authority_id
    FROM workflow_case o JOIN obstacles_consultation q ON q.id = o.consultation_id
    WHERE o.kind = 'consultation' AND o.opened_at <= %(as_of)s {of_consultation}
), ended AS NOT MATERIALIZED (
    SELECT s.case_id, s.since AS at, s.state FROM workflow_span s JOIN obstacle USING (case_id)
    WHERE s.kind = 'obstacle' AND NOT s.is_open AND s.state <> 'MERGED' AND s.since <= %(as_of)s
), again AS NOT MATERIALIZED (
    SELECT e.case_id, e.at FROM workflow_entry e JOIN obstacle USING (case_id)
    WHERE e.step = 'reopen' AND e.at <= %(as_of)s
), closing AS (
    SELECT DISTINCT ON (case_id) case_id, at, state FROM ended
    WHERE at >= %(start)s AND at < %(end)s ORDER BY case_id, at DESC
), linked AS (
    SELECT DISTINCT ON (e.case_id) e.step, (e.facts->'parent'->>'key')::uuid AS part
    FROM workflow_entry e
    WHERE e.step IN ('link', 'unlink', 'reopen') AND e.at <= %(as_of)s
    ORDER BY e.case_id, e.number DESC
), chain AS (
    SELECT DISTINCT part, part AS case_id FROM linked WHERE step = 'link'
    UNION SELECT n.part, g.into_id FROM chain n JOIN gone g USING (case_id)
), systemic AS (
    SELECT n.case_id FROM linked l JOIN chain n USING (part)
    WHERE l.step = 'link' AND n.case_id NOT IN (SELECT case_id FROM gone)
    GROUP BY n.case_id HAVING count(*) > {cluster}
)"""
