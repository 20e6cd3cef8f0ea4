"""The short views every figure begins with: what the log told at the cut-off."""

CLUSTER = 20

# told: the newest borders and theme of an obstacle. standing: its state. A merged obstacle is
# counted as the one that stays. lying, about: where a case lies and what it is about.
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
), standing AS (
    SELECT DISTINCT ON (s.case_id) s.case_id, s.state FROM workflow_span s
    WHERE s.kind = 'obstacle' AND s.since <= %(as_of)s
    ORDER BY s.case_id, s.since DESC, s.id DESC
), obstacle AS (
    SELECT o.case_id FROM standing o WHERE o.state <> 'MERGED' {of_obstacle}
), report AS NOT MATERIALIZED (
    SELECT c.id AS case_id, r.language, r.reporter_kind,
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
), turn AS (
    SELECT s.case_id, s.since AS at, s.state, s.is_open OR s.state = 'MERGED' AS open,
        LAG(s.is_open OR s.state = 'MERGED') OVER told_in_order AS was_open
    FROM workflow_span s JOIN obstacle USING (case_id) WHERE s.since <= %(as_of)s
    WINDOW told_in_order AS (PARTITION BY s.case_id ORDER BY s.since, s.id)
), move AS (
    SELECT case_id, at, state, CASE WHEN was_open IS NULL THEN 'opened'
        WHEN open THEN 'reopened' ELSE 'closed' END AS what
    FROM turn WHERE open IS DISTINCT FROM was_open
), closing AS (
    SELECT DISTINCT ON (case_id) case_id, at, state FROM move
    WHERE what = 'closed' AND at >= %(start)s AND at < %(end)s
    ORDER BY case_id, at DESC
), merged AS (
    SELECT DISTINCT ON (e.case_id) e.case_id, c.id AS into_id
    FROM workflow_entry e JOIN standing s ON s.case_id = e.case_id AND s.state = 'MERGED'
    JOIN workflow_case c ON c.obstacle_id = (e.facts->'into'->>'key')::uuid
    WHERE e.step = 'merge' AND e.at <= %(as_of)s ORDER BY e.case_id, e.number DESC
), survivor AS (
    SELECT case_id AS part, case_id FROM standing WHERE state <> 'MERGED'
    UNION SELECT m.case_id, s.case_id FROM merged m JOIN survivor s ON s.part = m.into_id
), linked AS (
    SELECT DISTINCT ON (e.case_id) e.step, (e.facts->'parent'->>'key')::uuid AS part
    FROM workflow_entry e
    WHERE e.step IN ('link', 'unlink', 'reopen') AND e.at <= %(as_of)s
    ORDER BY e.case_id, e.number DESC
), systemic AS (
    SELECT s.case_id FROM linked l JOIN survivor s USING (part) WHERE l.step = 'link'
    GROUP BY s.case_id HAVING count(*) > {cluster}
)"""
