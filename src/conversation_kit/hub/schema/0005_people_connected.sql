-- Three connections may be one person's: people are counted, not connections, and what fewer than three connect with is
-- not told. kit_counter reads this view and still sees nobody's id; only kit_tally does, whose view it is.
GRANT SELECT (tenant_id, entity, field, value, person_id) ON change TO kit_tally;
CREATE POLICY people_counted ON change FOR SELECT TO kit_tally USING (
    tenant_id = current_setting('kit.tenant', true) AND entity = 'connection' AND field = 'entry_id'
);
CREATE VIEW people_connected AS
    SELECT tenant_id, value, count(DISTINCT person_id) AS often
    FROM change
    WHERE tenant_id = current_setting('kit.tenant', true) AND entity = 'connection' AND field = 'entry_id'
    GROUP BY tenant_id, value HAVING count(DISTINCT person_id) >= 3;
GRANT CREATE ON SCHEMA public TO kit_tally;
ALTER VIEW people_connected OWNER TO kit_tally;
REVOKE CREATE ON SCHEMA public FROM kit_tally;
GRANT SELECT ON people_connected TO kit_counter;
