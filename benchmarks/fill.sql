-- From the staging table to the house's own tables: set by set, triggers on, chain and digests true.
CREATE TEMP TABLE made AS
SELECT s.*, gen_random_uuid() AS case_id, gen_random_uuid() AS subject,
       split_part(s.steps[array_length(s.steps, 1)], ':', 2) AS final_state,
       row_number() OVER (PARTITION BY kind ORDER BY number) - 1 AS place,
       least(s.opened + make_interval(days => s.gap * (array_length(s.steps, 1) - 1)),
             timestamptz '2026-11-20 09:00:00+00') AS changed
FROM bench_staging s;
CREATE INDEX ON made (case_id);
CREATE INDEX ON made (kind, place);
CREATE TEMP TABLE themes AS
  SELECT id, slug, row_number() OVER (ORDER BY slug) - 1 AS place FROM obstacles_theme
  WHERE level = 1;
CREATE TEMP TABLE borders AS
  SELECT id, slug, row_number() OVER (ORDER BY rank) - 1 AS place FROM obstacles_border
  WHERE slug IN ('be-nl', 'nl-de', 'be-de', 'be-fr', 'be-lu', 'lu-fr', 'lu-de');
CREATE TEMP TABLE bodies AS
  SELECT id, row_number() OVER (ORDER BY slug) - 1 AS place FROM obstacles_authority
  WHERE kind = 'ministry';
CREATE TEMP TABLE experts AS
  SELECT m.user_id AS id, row_number() OVER (ORDER BY m.user_id) - 1 AS place
  FROM obstacles_membership m WHERE m.role = 'EXPERT';
ANALYZE made;

INSERT INTO obstacles_report (id, reference, account, language, reporter_kind, organisation, since,
    frequency, cost, office, tried, idea, court_case, channel, is_anonymous, received_on, entered_at,
    is_demonstration, border_id, theme_id)
SELECT m.subject, m.reference, m.words, m.language, 'citizen', '', '', '', '', '', '', '', '', 'web',
    false, m.opened::date, m.opened, true, b.id, t.id
FROM made m
JOIN borders b ON b.place = m.number % (SELECT count(*) FROM borders)
JOIN themes t ON t.place = (m.number / 7) % (SELECT count(*) FROM themes)
WHERE m.kind = 'report';

INSERT INTO obstacles_contact (report_id, way, name, email, phone, address, language)
SELECT subject, 'email', 'Case ' || number, 'case' || number || '@example.org', '', '', language
FROM made WHERE kind = 'report';

INSERT INTO obstacles_obstacle (id, reference, title_nl, title_fr, title_de, title_en, summary_nl,
    summary_fr, summary_de, summary_en, origin_nl, origin_fr, origin_de, origin_en,
    original_language, cause, affected_groups, known_since, status, source_system, source_url,
    other_sources, source_depth, is_demonstration, theme_id)
SELECT m.subject, m.reference, left(m.words, 80), left(m.words, 80), left(m.words, 80),
    left(m.words, 80), m.words, m.words, m.words, m.words, 'human', 'human', 'human', 'human',
    m.language, 'conflict_of_laws', ARRAY['commuters'], extract(year FROM m.opened)::int,
    CASE m.final_state WHEN 'RESOLVED_COMPLETELY' THEN 'resolved'
        WHEN 'RESOLVED_PARTIALLY' THEN 'partly' WHEN 'NOT_RESOLVED' THEN 'not_resolved'
        WHEN 'DISMISSED' THEN 'dismissed' ELSE 'open' END,
    '', '', ARRAY[]::varchar[], '', true, t.id
FROM made m JOIN themes t ON t.place = (m.number / 7) % (SELECT count(*) FROM themes)
WHERE m.kind = 'obstacle';

INSERT INTO obstacles_obstacle_borders (obstacle_id, border_id)
SELECT m.subject, b.id FROM made m
JOIN borders b ON b.place = m.number % (SELECT count(*) FROM borders) WHERE m.kind = 'obstacle';

INSERT INTO obstacles_side (id, nature, position, state, words, words_language, rank, area_id,
    authority_id, obstacle_id)
SELECT gen_random_uuid(), 'legislative_provision', 'no_answer',
    CASE WHEN m.final_state LIKE 'RESOLVED%' THEN 'solved' ELSE 'open' END, '', 'en', side.rank,
    a.id, d.id, m.subject
FROM made m
JOIN borders b ON b.place = m.number % (SELECT count(*) FROM borders)
CROSS JOIN LATERAL unnest(string_to_array(upper(b.slug), '-')) WITH ORDINALITY side(code, rank)
JOIN obstacles_area a ON a.code = side.code
JOIN bodies d ON d.place = (m.number + side.rank) % (SELECT count(*) FROM bodies)
WHERE m.kind = 'obstacle';

INSERT INTO obstacles_snapshot (id, number, title_nl, title_fr, title_de, title_en, summary_nl,
    summary_fr, summary_de, summary_en, origin_nl, origin_fr, origin_de, origin_en, sides,
    approved_at, obstacle_id)
SELECT gen_random_uuid(), 1, title_nl, title_fr, title_de, title_en, summary_nl, summary_fr,
    summary_de, summary_en, 'human', 'human', 'human', 'human', '[]', m.changed, o.id
FROM obstacles_obstacle o JOIN made m ON m.subject = o.id WHERE m.place % 4 > 0;
UPDATE obstacles_obstacle o SET published_id = s.id
FROM obstacles_snapshot s JOIN made m ON m.subject = s.obstacle_id WHERE s.obstacle_id = o.id;

INSERT INTO obstacles_consultation (id, reference, subject, question, language, part, answer_by,
    handled_by, position, answer, answer_language, is_late, act_reference, may_be_quoted,
    taken_from_it, authority_id, obstacle_id)
SELECT m.subject, m.reference, left(m.words, 80), m.words, m.language, '', m.opened::date + 28, '',
    '', '', '', false, '', false, '', d.id, o.subject
FROM made m
JOIN bodies d ON d.place = m.number % (SELECT count(*) FROM bodies)
JOIN made o ON o.kind = 'obstacle'
    AND o.place = m.place % (SELECT count(*) FROM made WHERE kind = 'obstacle')
WHERE m.kind = 'consultation';
INSERT INTO obstacles_packet (consultation_id, fields)
SELECT subject, '{"summary": {}}' FROM made WHERE kind = 'consultation';

INSERT INTO workflow_case (id, kind, state, publication, state_before, version, level, opened_at,
    closed_at, changed_at, report_id, obstacle_id, consultation_id, handler_id, parent_id)
SELECT m.case_id, m.kind, m.final_state,
    CASE WHEN m.kind <> 'obstacle' THEN '' WHEN m.place % 4 > 0 THEN 'PUBLISHED'
        ELSE 'UNPUBLISHED' END,
    '', array_length(m.steps, 1) - 1, '', m.opened,
    CASE WHEN (m.kind = 'report' AND m.final_state IN ('ANSWERED', 'REDIRECTED', 'REJECTED'))
        OR m.final_state IN ('RESOLVED_COMPLETELY', 'RESOLVED_PARTIALLY', 'NOT_RESOLVED',
            'DISMISSED', 'DECLINED', 'CLOSED') THEN m.changed END,
    m.changed, CASE m.kind WHEN 'report' THEN m.subject END,
    CASE m.kind WHEN 'obstacle' THEN m.subject END,
    CASE m.kind WHEN 'consultation' THEN m.subject END,
    CASE WHEN m.kind = 'obstacle' AND array_length(m.steps, 1) > 1 THEN e.id END,
    o.case_id
FROM made m
LEFT JOIN experts e ON e.place = m.number % greatest((SELECT count(*) FROM experts), 1)
LEFT JOIN made o ON o.kind = 'obstacle'
    AND o.place = m.place % (SELECT count(*) FROM made WHERE kind = 'obstacle')
    AND (m.kind = 'consultation' OR (m.kind = 'report' AND 'link:LINKED' = ANY (m.steps)));

CREATE TEMP TABLE lines AS
SELECT gen_random_uuid() AS id, m.case_id, m.kind, m.place, step.number,
    split_part(step.words, ':', 1) AS step, split_part(step.words, ':', 2) AS after,
    coalesce(split_part(m.steps[step.number - 1], ':', 2), '') AS before,
    least(m.opened + make_interval(days => m.gap * (step.number::int - 1)),
          timestamptz '2026-11-20 09:00:00+00') AS at,
    step.number = array_length(m.steps, 1) AS is_last,
    CASE WHEN step.words LIKE 'identify:%' THEN format('{"borders": [{"key": "%s", "name": "%s"}], '
        '"language": "%s", "theme": {"key": "%s", "name": "%s"}}',
        b.id, b.slug, m.language, t.id, t.slug) ELSE '{}' END AS facts
FROM made m CROSS JOIN LATERAL unnest(m.steps) WITH ORDINALITY step(words, number)
JOIN borders b ON b.place = m.number % (SELECT count(*) FROM borders)
JOIN themes t ON t.place = (m.number / 7) % (SELECT count(*) FROM themes);
CREATE INDEX ON lines (case_id, number);
ANALYZE lines;

CREATE FUNCTION pg_temp.link(before text, l lines, publication text, digest text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT encode(sha256(convert_to(concat_ws(E'\n', before, l.case_id, l.number, l.step, l.before,
        l.after, publication, l.number - 1, 'import', 'None',
        to_char(l.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') || '+00:00', digest), 'UTF8')),
        'hex')
$$;
DO $$
DECLARE
    turn int;
BEGIN
    FOR turn IN 1..(SELECT max(number) FROM lines) LOOP
        INSERT INTO workflow_entry (id, case_id, number, step, before, after, publication, version,
            actor_kind, actor, at, facts, salt, digest, chain)
        SELECT l.id, l.case_id, l.number, l.step, l.before, l.after, p.publication, l.number - 1,
            'import', NULL, l.at, l.facts::jsonb, '', d.digest,
            pg_temp.link(coalesce(e.chain, ''), l, p.publication, d.digest)
        FROM lines l
        CROSS JOIN LATERAL (SELECT
            encode(sha256(convert_to(E'\n' || l.facts, 'UTF8')), 'hex')) d(digest)
        CROSS JOIN LATERAL (SELECT CASE WHEN l.kind <> 'obstacle' THEN ''
            WHEN l.is_last AND l.place % 4 > 0 THEN 'PUBLISHED' ELSE 'UNPUBLISHED' END) p(publication)
        LEFT JOIN workflow_entry e ON e.case_id = l.case_id AND e.number = turn - 1
        WHERE l.number = turn;
    END LOOP;
END $$;

INSERT INTO workflow_span (kind, state, is_open, since, until, case_id, opening_id)
SELECT l.kind, l.after, NOT l.is_last OR c.closed_at IS NULL, l.at, n.at, l.case_id, l.id
FROM lines l JOIN workflow_case c ON c.id = l.case_id
LEFT JOIN lines n ON n.case_id = l.case_id AND n.number = l.number + 1;

INSERT INTO workflow_deadline (id, rule, rule_version, calendar, starts_on, due_on, extended,
    extension_reason, why, "then", ended_on, ended_at, ended_as, case_id, started_by_id, earlier)
SELECT gen_random_uuid(), r.code, 1, 'BE', l.at::date, l.at::date + r.days, false, '', '{}', '',
    n.at::date, n.at, CASE WHEN n.at IS NULL THEN '' WHEN n.at::date <= l.at::date + r.days
        THEN 'met' ELSE 'missed' END, l.case_id, l.id, '[]'
FROM lines l
JOIN (VALUES ('report', 1, 'S1', 7), ('report', 1, 'S2', 30), ('obstacle', 2, 'S4', 70),
    ('consultation', 2, 'S3', 28)) r(kind, number, code, days)
    ON r.kind = l.kind AND r.number = l.number
LEFT JOIN lines n ON n.case_id = l.case_id AND n.is_last AND n.number > l.number + 1;

INSERT INTO workflow_seat (id, role, bearer, sort_at, reason, case_id, user_id, authority_id)
SELECT gen_random_uuid(), 'REPORTER', true, c.opened_at, '', c.id, NULL::uuid, NULL::uuid
FROM workflow_case c JOIN made m ON m.case_id = c.id WHERE c.kind = 'report'
UNION ALL
SELECT gen_random_uuid(), 'LEAD_EXPERT', false, c.opened_at, '', c.id, c.handler_id, NULL::uuid
FROM workflow_case c JOIN made m ON m.case_id = c.id WHERE c.handler_id IS NOT NULL
UNION ALL
SELECT gen_random_uuid(), 'PARTNER', false, c.opened_at, '', c.id, NULL::uuid, q.authority_id
FROM workflow_case c JOIN made m ON m.case_id = c.id
JOIN obstacles_consultation q ON q.id = c.consultation_id;
