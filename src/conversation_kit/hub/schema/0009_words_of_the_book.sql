-- Searching the Book by an index that begins with the tenant, as every index here does; and numbers that are kept instead
-- of counted. A service has a small number in its tenant's Book, in the order in which services came.
--
-- Which services a word stands in: each as its number times sixteen, plus how much the word says of it (1 to 15). One row
-- a word takes a tenth of the room of one row a word and service.
CREATE TABLE book_word (
    tenant_id text COLLATE "C" NOT NULL REFERENCES tenant,
    word text COLLATE "C" NOT NULL,                     -- its stem
    services integer[] NOT NULL,
    PRIMARY KEY (tenant_id, word)
);
ALTER TABLE book_state ADD COLUMN services integer NOT NULL DEFAULT 0, ADD COLUMN places integer NOT NULL DEFAULT 0;
ALTER TABLE book_service ADD COLUMN number bigint;
ALTER TABLE book_place ADD COLUMN number integer;       -- its service's
ALTER TABLE book_body ADD COLUMN number integer, ADD COLUMN words tsvector NOT NULL DEFAULT '';

-- Tenant by tenant, named as the walls ask it: whoever migrates need not be above them.
DO $$
DECLARE one text;
BEGIN
    FOR one IN SELECT tenant_id FROM tenant LOOP
        PERFORM set_config('kit.tenant', one, true);
        UPDATE book_service s SET number = n.number
            FROM (SELECT service_id, row_number() OVER (ORDER BY service_id) AS number FROM book_service
                WHERE tenant_id = one) n
            WHERE s.tenant_id = one AND s.service_id = n.service_id;
        UPDATE book_body b SET words = s.words, number = s.number
            FROM book_service s WHERE b.tenant_id = one AND s.tenant_id = one AND s.service_id = b.service_id;
        UPDATE book_place p SET number = s.number
            FROM book_service s WHERE p.tenant_id = one AND s.tenant_id = one AND s.service_id = p.service_id;
        INSERT INTO book_word (tenant_id, word, services)
            SELECT one, w.lexeme, array_agg(b.number * 16
                + CASE WHEN 'A' = ANY (w.weights) THEN 10 ELSE 0 END + least(5, cardinality(w.weights)))
            FROM book_body b, unnest(b.words) w WHERE b.tenant_id = one GROUP BY w.lexeme;
        UPDATE book_state SET services = (SELECT count(*) FROM book_service WHERE tenant_id = one),
            places = (SELECT count(*) FROM book_place WHERE tenant_id = one) WHERE tenant_id = one;
    END LOOP;
END $$;

-- What filters go through stays short: the words stand with the bodies.
ALTER TABLE book_service DROP COLUMN words;
ALTER TABLE book_service ALTER COLUMN number TYPE integer, ALTER COLUMN number SET NOT NULL; -- writes the table anew, short
ALTER TABLE book_body ALTER COLUMN number SET NOT NULL;
ALTER TABLE book_place ALTER COLUMN number SET NOT NULL;
CREATE UNIQUE INDEX book_service_number ON book_service (tenant_id, number);
CREATE UNIQUE INDEX book_body_number ON book_body (tenant_id, number);
CREATE INDEX book_place_number ON book_place (tenant_id, number);

ALTER TABLE book_word ENABLE ROW LEVEL SECURITY;
ALTER TABLE book_word FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON book_word TO kit_worker, kit_admin USING (tenant_id = current_setting('kit.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON book_word TO kit_admin;
GRANT SELECT ON book_word TO kit_worker;

-- Whoever publishes tells the planner how much there is by now, where a server lets that be granted.
DO $$
BEGIN
    IF current_setting('server_version_num')::integer >= 170000 THEN
        GRANT MAINTAIN ON book_service, book_body, book_place, book_word TO kit_admin;
    END IF;
END $$;
