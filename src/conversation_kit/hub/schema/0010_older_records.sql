-- Moves with every push that changes what is known of records that were here before. Who goes by what was known of some
-- asks that it stands still, in the statement that writes; everybody else's pushes go on beside it.
ALTER TABLE counter ADD COLUMN records bigint NOT NULL DEFAULT 0;
