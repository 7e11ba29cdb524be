-- The Community Book: what the sources say, the officer's edits over it, and what was published of it.
-- Bodies are JSON as text: they are sent as they stand.

CREATE TABLE book_state (
    tenant_id text COLLATE "C" PRIMARY KEY REFERENCES tenant,
    version bigint NOT NULL DEFAULT 0,                  -- published last; 0: none yet
    digest text NOT NULL DEFAULT '',
    published_at timestamptz,
    sources text NOT NULL DEFAULT '[]',                 -- as a Book names them, without keys in them
    doubles text NOT NULL DEFAULT '[]',                 -- pairs of ids that are plainly one, in what was published
    making text,                                        -- what the sources' APIs answered last
    imported_at timestamptz
);

CREATE TABLE book_entry (
    tenant_id text COLLATE "C" NOT NULL REFERENCES tenant,
    entry_id text COLLATE "C" NOT NULL,
    source text NOT NULL,                               -- the entry as its source has it
    body text NOT NULL,                                 -- with the edits over it
    PRIMARY KEY (tenant_id, entry_id)
);

CREATE TABLE book_edit (
    tenant_id text COLLATE "C" NOT NULL REFERENCES tenant,
    entry_id text COLLATE "C" NOT NULL,                 -- outlives the entry: its source may list it again
    field text COLLATE "C" NOT NULL,
    value text NOT NULL,
    was text NOT NULL,
    source_now text NOT NULL,
    moved boolean NOT NULL,                             -- the source changed under the edit
    edited_on date NOT NULL,
    edited_by text NOT NULL,
    PRIMARY KEY (tenant_id, entry_id, field)
);

CREATE TABLE book_settled (
    tenant_id text COLLATE "C" NOT NULL REFERENCES tenant,
    one text COLLATE "C" NOT NULL,
    other text COLLATE "C" NOT NULL,
    together boolean NOT NULL,
    PRIMARY KEY (tenant_id, one, other)
);

CREATE TABLE book_schedule (
    tenant_id text COLLATE "C" PRIMARY KEY REFERENCES tenant,
    sources text NOT NULL,                              -- as they were given, keys and all: for the hub alone
    map_path text,
    every_hours integer NOT NULL CHECK (every_hours > 0),
    allow_removals boolean NOT NULL,
    next_at timestamptz NOT NULL,
    last_at timestamptz,
    outcome text                                        -- of the last run, in a sentence
);

CREATE TABLE book_version (
    tenant_id text COLLATE "C" NOT NULL REFERENCES tenant,
    version bigint NOT NULL,
    published_at timestamptz NOT NULL,
    published_by text NOT NULL,
    digest text NOT NULL,
    entries integer NOT NULL,
    added integer NOT NULL,
    changed integer NOT NULL,
    gone integer NOT NULL,
    PRIMARY KEY (tenant_id, version)
);

-- Every entry that was ever published, as it is served now; one that is gone keeps its id, so that laptops hear of it.
CREATE TABLE book_published (
    tenant_id text COLLATE "C" NOT NULL REFERENCES tenant,
    entry_id text COLLATE "C" NOT NULL,
    changed_in bigint NOT NULL,
    body text,                                          -- as laptops get it; null when it is gone
    PRIMARY KEY (tenant_id, entry_id)
);
CREATE INDEX book_published_changed ON book_published (tenant_id, changed_in);

-- What the API asks about; its bodies stand in book_body, so that a search reads little.
CREATE TABLE book_service (
    tenant_id text COLLATE "C" NOT NULL REFERENCES tenant,
    service_id text COLLATE "C" NOT NULL,
    entry_id text COLLATE "C" NOT NULL,
    modified_at timestamptz NOT NULL,
    organization_id text COLLATE "C" NOT NULL,
    minimum_age integer,
    maximum_age integer,
    days text[] NOT NULL,
    terms text[] NOT NULL,
    taxonomies text[] NOT NULL,
    words tsvector NOT NULL,
    PRIMARY KEY (tenant_id, service_id),
    UNIQUE (tenant_id, entry_id)
);
CREATE INDEX book_service_organization ON book_service (tenant_id, organization_id);

CREATE TABLE book_body (
    tenant_id text COLLATE "C" NOT NULL,
    service_id text COLLATE "C" NOT NULL,
    listed text NOT NULL,
    whole text NOT NULL,
    PRIMARY KEY (tenant_id, service_id),
    FOREIGN KEY (tenant_id, service_id) REFERENCES book_service ON DELETE CASCADE
);

CREATE TABLE book_place (
    tenant_id text COLLATE "C" NOT NULL,
    place_id text COLLATE "C" NOT NULL,
    service_id text COLLATE "C" NOT NULL,
    latitude double precision,
    longitude double precision,
    location text NOT NULL,
    PRIMARY KEY (tenant_id, place_id),
    FOREIGN KEY (tenant_id, service_id) REFERENCES book_service ON DELETE CASCADE
);
CREATE INDEX book_place_service ON book_place (tenant_id, service_id);
CREATE INDEX book_place_latitude ON book_place (tenant_id, latitude);

CREATE TABLE book_term (
    tenant_id text COLLATE "C" NOT NULL REFERENCES tenant,
    term_id text COLLATE "C" NOT NULL,
    taxonomy_id text COLLATE "C" NOT NULL,              -- or empty
    taxonomy text NOT NULL,
    name text NOT NULL,
    code text NOT NULL,
    PRIMARY KEY (tenant_id, term_id)
);
CREATE INDEX book_term_taxonomy ON book_term (tenant_id, taxonomy_id);

CREATE TABLE book_organization (
    tenant_id text COLLATE "C" NOT NULL REFERENCES tenant,
    organization_id text COLLATE "C" NOT NULL,
    name text NOT NULL,
    PRIMARY KEY (tenant_id, organization_id)
);

-- The Book is public: the service may read what was published. Only the officer's commands write it.
DO $$
DECLARE one text;
BEGIN
    FOREACH one IN ARRAY ARRAY['book_state', 'book_entry', 'book_edit', 'book_settled', 'book_schedule', 'book_version',
        'book_published', 'book_service', 'book_body', 'book_place', 'book_term', 'book_organization']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', one);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', one);
        EXECUTE format('CREATE POLICY own_tenant ON %I TO kit_worker, kit_admin
            USING (tenant_id = current_setting(''kit.tenant'', true))', one);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO kit_admin', one);
    END LOOP;
END $$;
GRANT SELECT ON book_state, book_version, book_published, book_service, book_body, book_place, book_term, book_organization
    TO kit_worker;
