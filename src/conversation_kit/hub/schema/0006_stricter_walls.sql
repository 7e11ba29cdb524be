-- An administrator's own laptop, should they have one, is given what they wrote themselves and nobody else's words,
-- whatever they were granted and whatever team they are in.
CREATE POLICY not_administrators ON change AS RESTRICTIVE FOR SELECT TO kit_worker USING (
    author_id = current_setting('kit.worker', true) OR current_setting('kit.role', true) IS DISTINCT FROM 'administrator'
);

-- A Stop goes to its author and to whoever receives Stops, and into no file: of it a subject access request tells that
-- there is one and when it began.
DROP POLICY one_person ON change;
CREATE POLICY one_person ON change FOR SELECT TO kit_export USING (
    tenant_id = current_setting('kit.tenant', true) AND person_id = current_setting('kit.person', true)
    AND (entity <> 'stop' OR field = 'began')
);
