-- The hub's first tables. Rules, which a test reads out of the catalogue: the tenant comes first in every key, unique
-- constraint and index; a foreign key stays within a tenant; no sequence, no advisory lock, no NOTIFY, no xid column.
-- Ids are text as laptops made them (UUIDv7 as a rule), compared byte by byte.

CREATE TABLE tenant (
    tenant_id text COLLATE "C" PRIMARY KEY CHECK (tenant_id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name text NOT NULL,
    scope text NOT NULL DEFAULT 'worker' CHECK (scope IN ('worker', 'team')),
    keep_days integer CHECK (keep_days > 0),            -- on a laptop, after the last contact; null: no end
    retention_days integer CHECK (retention_days > 0),  -- at the hub, after the last change; null: no rule
    history text COLLATE "C" NOT NULL,                  -- another one after a restore, so that laptops begin anew
    made_at timestamptz NOT NULL DEFAULT now()
);

-- Whoever holds this row writes; its numbers are seen in order, because it is held to commit.
CREATE TABLE counter (
    tenant_id text COLLATE "C" PRIMARY KEY REFERENCES tenant,
    seq bigint NOT NULL DEFAULT 0,
    guard bigint NOT NULL DEFAULT 0,                    -- moves when what a push judged by may have changed
    audit_number bigint NOT NULL DEFAULT 0,
    audit_hash bytea NOT NULL DEFAULT '\x0000000000000000000000000000000000000000000000000000000000000000'
);

CREATE TABLE team (
    tenant_id text COLLATE "C" NOT NULL REFERENCES tenant,
    team_id text COLLATE "C" NOT NULL,
    name text NOT NULL,
    PRIMARY KEY (tenant_id, team_id),
    UNIQUE (tenant_id, name)
);

CREATE TABLE worker (
    tenant_id text COLLATE "C" NOT NULL REFERENCES tenant,
    worker_id text COLLATE "C" NOT NULL,
    name text NOT NULL,
    role text NOT NULL CHECK (role IN ('worker', 'knowledge-officer', 'footprint-manager', 'administrator')),
    team_id text COLLATE "C",
    audience text NOT NULL DEFAULT 'team' CHECK (audience IN ('team', 'gp', 'huddle', 'provider')),
    receives_stops boolean NOT NULL DEFAULT false,
    disabled_at timestamptz,
    made_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, worker_id),
    FOREIGN KEY (tenant_id, team_id) REFERENCES team
);
CREATE INDEX worker_team ON worker (tenant_id, team_id);

CREATE TABLE invite (
    tenant_id text COLLATE "C" NOT NULL,
    code_hash bytea NOT NULL,                           -- of the code, which is kept nowhere
    worker_id text COLLATE "C" NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    ends_at timestamptz NOT NULL,
    used_by text COLLATE "C",                           -- the device
    PRIMARY KEY (tenant_id, code_hash),
    FOREIGN KEY (tenant_id, worker_id) REFERENCES worker
);

CREATE TABLE guess (
    tenant_id text COLLATE "C" NOT NULL REFERENCES tenant,
    quarter bigint NOT NULL,                            -- of an hour, since 1970
    tries integer NOT NULL,
    PRIMARY KEY (tenant_id, quarter)
);

CREATE TABLE device (
    tenant_id text COLLATE "C" NOT NULL,
    device_id text COLLATE "C" NOT NULL,
    worker_id text COLLATE "C" NOT NULL,
    public_key bytea NOT NULL CHECK (length(public_key) = 32),
    label text NOT NULL DEFAULT '',
    enrolled_at timestamptz NOT NULL DEFAULT now(),
    enrolled_seq bigint NOT NULL,                       -- what it pulls from the beginning holds all up to here
    heard_at timestamptz,
    revoked_at timestamptz,
    PRIMARY KEY (tenant_id, device_id),
    FOREIGN KEY (tenant_id, worker_id) REFERENCES worker
);
CREATE INDEX device_worker ON device (tenant_id, worker_id);

-- A request is taken once. Its minute stands in what was signed, so that old ones go in one stroke.
CREATE TABLE nonce (
    tenant_id text COLLATE "C" NOT NULL,
    minute bigint NOT NULL,
    nonce text COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant_id, minute, nonce)
);

CREATE TABLE person (
    tenant_id text COLLATE "C" NOT NULL REFERENCES tenant,
    person_id text COLLATE "C" NOT NULL CHECK (person_id <> ''),
    asked boolean NOT NULL DEFAULT false,               -- whether any permission was ever recorded for anything of theirs
    first_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, person_id)
);

CREATE TABLE access (
    tenant_id text COLLATE "C" NOT NULL,
    grantee text COLLATE "C" NOT NULL,                  -- a worker's id, or a team's
    person_id text COLLATE "C" NOT NULL,
    kind text NOT NULL CHECK (kind IN ('worker', 'team')),
    granted_by text COLLATE "C" NOT NULL,               -- a worker's id, or 'administrator'
    since timestamptz NOT NULL DEFAULT now(),
    withdrawn_at timestamptz,
    PRIMARY KEY (tenant_id, grantee, person_id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person
);
CREATE INDEX access_person ON access (tenant_id, person_id);

CREATE TABLE access_request (
    tenant_id text COLLATE "C" NOT NULL,
    request_id text COLLATE "C" NOT NULL,
    person_id text COLLATE "C" NOT NULL,
    worker_id text COLLATE "C" NOT NULL,
    asked_at timestamptz NOT NULL DEFAULT now(),
    state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'granted', 'denied')),
    answered_by text COLLATE "C",
    answered_at timestamptz,
    PRIMARY KEY (tenant_id, request_id),
    FOREIGN KEY (tenant_id, worker_id) REFERENCES worker
);
CREATE INDEX access_request_person ON access_request (tenant_id, person_id);

-- The log: as it came, never altered.
CREATE TABLE change (
    tenant_id text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    person_id text COLLATE "C" NOT NULL,                -- or empty
    entity text COLLATE "C" NOT NULL,
    entity_id text COLLATE "C" NOT NULL,
    field text COLLATE "C" NOT NULL,
    value text NOT NULL,                                -- JSON
    worker_id text COLLATE "C" NOT NULL,                -- who wrote it, as the laptop says
    device_id text COLLATE "C" NOT NULL,
    clock text COLLATE "C" NOT NULL,
    base text[] NOT NULL,
    author_id text COLLATE "C" NOT NULL,                -- whose laptop brought it, as the hub knows
    pushed_by text COLLATE "C" NOT NULL,                -- that laptop
    taken_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX change_person ON change (tenant_id, person_id, seq);

-- What the hub has to know of a record to judge who may see it.
CREATE TABLE item (
    tenant_id text COLLATE "C" NOT NULL,
    item_id text COLLATE "C" NOT NULL,
    person_id text COLLATE "C" NOT NULL,                -- or empty
    owner_id text COLLATE "C" NOT NULL,                 -- the worker who brought it
    note_id text COLLATE "C",                           -- an asset's
    connection_id text COLLATE "C",                     -- a deal's or a step's
    asked boolean NOT NULL DEFAULT false,               -- whether it has a permission of its own that stands
    audiences text[] NOT NULL DEFAULT '{}',
    until date,
    withdrawn boolean NOT NULL DEFAULT false,
    taken_out boolean NOT NULL DEFAULT false,
    ended boolean NOT NULL DEFAULT false,               -- whether laptops were told that it ended
    ranks text NOT NULL DEFAULT '{}',                   -- JSON: field to the clock, device and id that won
    PRIMARY KEY (tenant_id, item_id)
);
CREATE INDEX item_person ON item (tenant_id, person_id);
CREATE INDEX item_until ON item (tenant_id, until) WHERE until IS NOT NULL AND NOT ended;

CREATE TABLE event (
    tenant_id text COLLATE "C" NOT NULL REFERENCES tenant,
    worker_id text COLLATE "C" NOT NULL,                -- or empty: everybody
    seq bigint NOT NULL,
    kind text NOT NULL CHECK (kind IN ('granted', 'withdrawn', 'reshared', 'erased')),
    person_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant_id, worker_id, seq)
);

CREATE TABLE erased (
    tenant_id text COLLATE "C" NOT NULL REFERENCES tenant,
    person_id text COLLATE "C" NOT NULL,
    erased_by text COLLATE "C" NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, person_id)
);

CREATE TABLE audit (
    tenant_id text COLLATE "C" NOT NULL REFERENCES tenant,
    number bigint NOT NULL,
    at text NOT NULL,                                   -- as it was hashed: ISO 8601, UTC
    actor text NOT NULL,
    action text NOT NULL,
    about text NOT NULL,                                -- JSON object of ids
    hash bytea NOT NULL,
    PRIMARY KEY (tenant_id, number)
);

-- Who read whom on which day: one line of the audit a day, not one a sync.
CREATE TABLE reading (
    tenant_id text COLLATE "C" NOT NULL REFERENCES tenant,
    day date NOT NULL,
    worker_id text COLLATE "C" NOT NULL,
    person_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant_id, day, worker_id, person_id)
);
