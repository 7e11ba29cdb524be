-- Row-level security, the last wall: whatever SQL the service runs, it runs as kit_worker, for one tenant and one worker,
-- which it names for the transaction (kit.tenant, kit.worker, kit.team, kit.audience, kit.stops, kit.officer, kit.today).
-- kit_admin, which the administrator's commands use, is given no words. kit_export reads one person's, for a subject
-- access request.

DO $$
DECLARE one text;
BEGIN
    FOREACH one IN ARRAY ARRAY['tenant', 'counter', 'team', 'worker', 'invite', 'guess', 'device', 'nonce', 'person', 'access',
        'access_request', 'change', 'item', 'event', 'erased', 'audit', 'reading']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', one);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', one);
        IF one <> 'change' THEN
            EXECUTE format('CREATE POLICY own_tenant ON %I TO kit_worker, kit_admin
                USING (tenant_id = current_setting(''kit.tenant'', true))', one);
        END IF;
    END LOOP;
END $$;

-- Which tenants there are, the service has to know before it knows which one is asked for.
CREATE POLICY which_tenants ON tenant FOR SELECT TO kit_worker, kit_admin USING (true);

GRANT SELECT ON tenant, counter, team, worker, device, event TO kit_worker;
GRANT UPDATE ON counter TO kit_worker;
GRANT UPDATE (heard_at) ON device TO kit_worker;
GRANT INSERT ON device, event, audit TO kit_worker;
GRANT SELECT, UPDATE ON invite TO kit_worker;
GRANT DELETE ON guess TO kit_worker;
GRANT SELECT, INSERT, UPDATE ON guess, access, access_request TO kit_worker;
GRANT SELECT, INSERT ON erased, reading TO kit_worker;
GRANT SELECT, INSERT, DELETE ON nonce TO kit_worker;
GRANT SELECT, INSERT, UPDATE ON person, item TO kit_worker;
GRANT SELECT, INSERT ON change TO kit_worker;

GRANT SELECT, INSERT, UPDATE ON tenant, counter, team, worker, invite, device, access, access_request TO kit_admin;
GRANT SELECT, INSERT ON event, erased, audit TO kit_admin;
GRANT SELECT, DELETE ON person, item, reading, nonce, guess TO kit_admin;
GRANT DELETE ON access, access_request, event, invite TO kit_admin;
GRANT SELECT (tenant_id, id, seq, person_id, author_id, taken_at), DELETE ON change TO kit_admin;

-- A worker's erasure is done as kit_admin, too: it has to take words away that the worker may not read.
CREATE POLICY erased_go ON change FOR DELETE TO kit_admin USING (
    tenant_id = current_setting('kit.tenant', true)
    AND EXISTS (SELECT FROM erased e WHERE e.tenant_id = change.tenant_id AND e.person_id = change.person_id)
);
CREATE POLICY count_only ON change FOR SELECT TO kit_admin USING (tenant_id = current_setting('kit.tenant', true));
CREATE POLICY own_words_in ON change FOR INSERT TO kit_worker WITH CHECK (
    tenant_id = current_setting('kit.tenant', true)
    AND author_id = current_setting('kit.worker', true)
    AND pushed_by = current_setting('kit.device', true)
    AND NOT EXISTS (SELECT FROM erased e WHERE e.tenant_id = change.tenant_id AND e.person_id = change.person_id)
);

-- Who may see a change, word for word as docs/decisions/0017-hub.md has it.
CREATE POLICY may_see ON change FOR SELECT TO kit_worker USING (
    tenant_id = current_setting('kit.tenant', true)
    AND (
        author_id = current_setting('kit.worker', true)
        OR CASE
            WHEN person_id = '' THEN
                entity = 'worker'
                OR (entity IN ('gap', 'correction') AND current_setting('kit.officer', true) = 'yes')
                OR (entity = 'stop' AND current_setting('kit.stops', true) = 'yes')
            WHEN NOT EXISTS (
                SELECT FROM access a
                WHERE a.tenant_id = change.tenant_id AND a.person_id = change.person_id AND a.withdrawn_at IS NULL
                    AND a.grantee IN (current_setting('kit.worker', true), current_setting('kit.team', true))
            ) THEN false
            WHEN entity = 'stop' THEN current_setting('kit.stops', true) = 'yes'
            WHEN entity = 'person' AND field = 'name' THEN true
            -- Whoever holds the record has to know who may see what: their own pages and files go by it.
            WHEN entity = 'permission' AND field <> 'said' AND current_setting('kit.audience', true) = 'team' THEN true
            WHEN entity = 'permission' AND field = 'said' AND current_setting('kit.audience', true) <> 'team' THEN false
            -- By its own permission or else the story's or else the team's; and by those of what it stands on.
            ELSE COALESCE((
                SELECT CASE
                        WHEN own.asked THEN NOT own.withdrawn AND (own.until IS NULL OR own.until >= t.today)
                            AND t.me = ANY (own.audiences)
                        ELSE story.yes
                    END
                    AND CASE
                        WHEN c.asked THEN NOT c.withdrawn AND (c.until IS NULL OR c.until >= t.today) AND t.me = ANY (c.audiences)
                        ELSE c.asked IS NULL OR story.yes
                    END
                    AND CASE
                        WHEN n.asked THEN NOT n.withdrawn AND (n.until IS NULL OR n.until >= t.today) AND t.me = ANY (n.audiences)
                        ELSE n.asked IS NULL OR story.yes
                    END
                FROM (
                    SELECT current_setting('kit.audience', true) AS me, current_setting('kit.today', true)::date AS today
                ) t
                CROSS JOIN item own
                LEFT JOIN item c ON c.tenant_id = own.tenant_id AND c.item_id = own.connection_id
                LEFT JOIN item n ON n.tenant_id = own.tenant_id AND n.item_id = own.note_id AND NOT own.asked
                LEFT JOIN item s ON s.tenant_id = own.tenant_id AND s.item_id = own.person_id
                CROSS JOIN LATERAL (
                    SELECT CASE
                        WHEN s.asked THEN NOT s.withdrawn AND (s.until IS NULL OR s.until >= t.today) AND t.me = ANY (s.audiences)
                        ELSE t.me = 'team'
                    END AS yes
                ) story
                WHERE own.tenant_id = change.tenant_id AND own.item_id = change.entity_id
            ), false)
        END
    )
);

-- A subject access request: everything about one person, whoever may see it, for the one transaction that says whom.
GRANT SELECT ON tenant, counter, team, worker, person, access, access_request, event, erased, change TO kit_export;
GRANT UPDATE ON counter TO kit_export;
GRANT INSERT, SELECT ON audit TO kit_export;
DO $$
DECLARE one text;
BEGIN
    FOREACH one IN ARRAY ARRAY['tenant', 'counter', 'team', 'worker', 'access', 'access_request', 'event',
        'erased', 'audit', 'person']
    LOOP
        EXECUTE format('CREATE POLICY export ON %I TO kit_export
            USING (tenant_id = current_setting(''kit.tenant'', true))', one);
    END LOOP;
END $$;
CREATE POLICY one_person ON change FOR SELECT TO kit_export USING (
    tenant_id = current_setting('kit.tenant', true) AND person_id = current_setting('kit.person', true)
);
