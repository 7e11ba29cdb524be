-- The wall before the log, as it was, asked more cheaply: whose every record goes by the story are looked up once a
-- statement; before, each of their rows had its record looked at, what that stands on, and the story. A record stands on
-- its own person's alone (``hub/judging.py``); where one from before that was so stands on another's, it is ``apart``.
ALTER TABLE item ADD COLUMN apart boolean NOT NULL DEFAULT false;
ALTER TABLE item NO FORCE ROW LEVEL SECURITY;
UPDATE item SET apart = true FROM item parent
WHERE parent.tenant_id = item.tenant_id AND parent.item_id IN (item.note_id, item.connection_id)
    AND parent.person_id <> item.person_id;
ALTER TABLE item FORCE ROW LEVEL SECURITY;
CREATE INDEX item_asked ON item (tenant_id, person_id) WHERE asked OR apart;
DROP POLICY may_see ON change;
CREATE POLICY may_see ON change FOR SELECT TO kit_worker USING (
    tenant_id = current_setting('kit.tenant', true)
    AND (
        author_id = (SELECT current_setting('kit.worker', true))
        OR CASE
            WHEN person_id = '' THEN
                entity = 'worker'
                OR (entity IN ('gap', 'correction') AND (SELECT current_setting('kit.officer', true)) = 'yes')
                OR (entity = 'stop' AND (SELECT current_setting('kit.stops', true)) = 'yes')
            -- Everything of theirs goes by the story, and that may be seen: one look for a person, none for a record.
            WHEN entity NOT IN ('stop', 'permission') AND person_id IN (
                SELECT a.person_id FROM access a
                LEFT JOIN item s ON s.tenant_id = a.tenant_id AND s.item_id = a.person_id
                WHERE a.tenant_id = (SELECT current_setting('kit.tenant', true)) AND a.withdrawn_at IS NULL
                    AND a.grantee IN (current_setting('kit.worker', true), current_setting('kit.team', true))
                    AND CASE
                        WHEN s.asked THEN NOT s.withdrawn AND (s.until IS NULL OR s.until >= current_setting('kit.today', true)::date)
                            AND current_setting('kit.audience', true) = ANY (s.audiences)
                        ELSE current_setting('kit.audience', true) = 'team'
                    END
                    AND NOT EXISTS (
                        SELECT FROM item x
                        WHERE x.tenant_id = a.tenant_id AND x.person_id = a.person_id AND (x.asked OR x.apart) AND x.item_id <> a.person_id
                    )
            ) THEN true
            WHEN person_id NOT IN (
                SELECT a.person_id FROM access a
                WHERE a.tenant_id = (SELECT current_setting('kit.tenant', true)) AND a.withdrawn_at IS NULL
                    AND a.grantee IN ((SELECT current_setting('kit.worker', true)), (SELECT current_setting('kit.team', true)))
            ) THEN false
            WHEN entity = 'stop' THEN (SELECT current_setting('kit.stops', true)) = 'yes'
            WHEN entity = 'person' AND field = 'name' THEN true
            -- Whoever holds the record has to know who may see what: their own pages and files go by it.
            WHEN entity = 'permission' AND field <> 'said' AND (SELECT current_setting('kit.audience', true)) = 'team' THEN true
            WHEN entity = 'permission' AND field = 'said' AND (SELECT current_setting('kit.audience', true)) <> 'team' THEN false
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
