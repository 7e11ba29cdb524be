-- Which entries of the Book people connect with most, for the knowledge officer: kit_counter sees ids of entries, and
-- nothing of whose they are or who wrote them.
CREATE INDEX change_connected ON change (tenant_id, value) WHERE entity = 'connection' AND field = 'entry_id';
GRANT SELECT (tenant_id, entity, field, value) ON change TO kit_counter;
CREATE POLICY entries_only ON change FOR SELECT TO kit_counter USING (
    tenant_id = current_setting('kit.tenant', true) AND entity = 'connection' AND field = 'entry_id'
);
