-- What people connect with is told as a value, which a laptop may send as long as it likes: an index over it would refuse
-- the row, and with it the whole push.
DROP INDEX change_connected;
CREATE INDEX change_connected ON change (tenant_id, seq) WHERE entity = 'connection' AND field = 'entry_id';
