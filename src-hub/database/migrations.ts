/**
 * Append only: a released step is never edited. Each runs once, in its own transaction, under a lock. Processes of the
 * version before go on working while it runs and after it: what they ask of the database must still be answered
 * (test/node/zero-downtime.test.ts), so that columns are added with a default or without a value, and none goes away before
 * no version asks for it; and a table is not rewritten while devices wait.
 */
export const migrations: readonly string[] = [
  `
  -- every session of the hub works as this role, so that row-level security holds for it too
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'alpo_app') THEN CREATE ROLE alpo_app NOLOGIN; END IF;
  END $$;
  GRANT alpo_app TO CURRENT_USER;

  CREATE TABLE hub (epoch uuid NOT NULL DEFAULT gen_random_uuid(), only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row));
  INSERT INTO hub DEFAULT VALUES;

  CREATE TABLE organisations (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL UNIQUE,
    record_id uuid,                          -- the organisation's own record, named by its first device
    last_seq bigint NOT NULL DEFAULT 0,      -- the row lock on it puts the organisation's commits in order (S2)
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TABLE devices (
    id uuid PRIMARY KEY,
    org_id uuid NOT NULL REFERENCES organisations,
    name text NOT NULL,
    token_hash bytea NOT NULL UNIQUE,
    last_n bigint NOT NULL DEFAULT 0,
    enrolled_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
  );
  CREATE TABLE enrol_codes (
    code_hash bytea PRIMARY KEY,
    org_id uuid NOT NULL REFERENCES organisations,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
  );
  CREATE TABLE operations (
    org_id uuid NOT NULL REFERENCES organisations,
    seq bigint NOT NULL,
    device_id uuid NOT NULL REFERENCES devices,
    n bigint NOT NULL,
    body text NOT NULL,                      -- the operation as JSON, handed out as it came
    stored_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (org_id, seq)
  );
  CREATE UNIQUE INDEX operations_once ON operations (device_id, n) INCLUDE (seq, stored_at);
  CREATE TABLE set_aside (
    org_id uuid NOT NULL REFERENCES organisations,
    device_id uuid NOT NULL REFERENCES devices,
    n bigint NOT NULL,
    reason text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (device_id, n)
  );
  CREATE TABLE audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    org_id uuid,
    device_id uuid,
    action text NOT NULL,
    count integer NOT NULL DEFAULT 1,
    at timestamptz NOT NULL DEFAULT now()
  );

  GRANT SELECT, UPDATE ON organisations, devices TO alpo_app;
  GRANT SELECT, INSERT ON operations, set_aside, audit TO alpo_app;
  GRANT SELECT ON hub TO alpo_app;
  ALTER TABLE organisations ENABLE ROW LEVEL SECURITY;
  ALTER TABLE devices ENABLE ROW LEVEL SECURITY;
  ALTER TABLE operations ENABLE ROW LEVEL SECURITY;
  ALTER TABLE set_aside ENABLE ROW LEVEL SECURITY;
  ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own_organisation ON organisations TO alpo_app USING (id = current_setting('alpo.org')::uuid);
  CREATE POLICY own_organisation ON devices TO alpo_app USING (org_id = current_setting('alpo.org')::uuid);
  CREATE POLICY own_organisation ON operations TO alpo_app USING (org_id = current_setting('alpo.org')::uuid);
  CREATE POLICY own_organisation ON set_aside TO alpo_app USING (org_id = current_setting('alpo.org')::uuid);
  CREATE POLICY own_organisation ON audit TO alpo_app USING (org_id = current_setting('alpo.org')::uuid);
  `,
  `
  -- each organisation has an epoch of its own: one that finds its order torn begins a new one, and no other has to (S7)
  ALTER TABLE organisations ADD COLUMN epoch uuid;
  UPDATE organisations SET epoch = (SELECT epoch FROM hub);
  ALTER TABLE organisations ALTER COLUMN epoch SET NOT NULL, ALTER COLUMN epoch SET DEFAULT gen_random_uuid();
  -- a device of protocol 1 cannot say in which epoch it reads: it is the one in which it was let in
  ALTER TABLE devices ADD COLUMN enrolled_epoch uuid;
  UPDATE devices SET enrolled_epoch = (SELECT epoch FROM hub);
  ALTER TABLE devices ALTER COLUMN enrolled_epoch SET NOT NULL;
  -- where this database lives: another place means that it was restored from a backup
  ALTER TABLE hub ADD COLUMN place text;
  `,
  `
  -- attached files: sealed by the devices, in pieces, and only there once they are whole
  ALTER TABLE organisations ADD COLUMN blob_bytes bigint NOT NULL DEFAULT 0,
    ADD COLUMN blob_quota bigint NOT NULL DEFAULT 5368709120;
  CREATE TABLE blobs (
    org_id uuid NOT NULL REFERENCES organisations,
    id text NOT NULL,
    pieces integer,
    completed_at timestamptz,
    PRIMARY KEY (org_id, id)
  );
  CREATE TABLE blob_pieces (
    org_id uuid NOT NULL,
    blob_id text NOT NULL,
    index integer NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (org_id, blob_id, index),
    FOREIGN KEY (org_id, blob_id) REFERENCES blobs ON DELETE CASCADE
  );
  ALTER TABLE blob_pieces ALTER COLUMN body SET STORAGE EXTERNAL; -- what is sealed cannot be packed
  GRANT SELECT, INSERT, UPDATE ON blobs TO alpo_app;
  GRANT SELECT, INSERT ON blob_pieces TO alpo_app;
  ALTER TABLE blobs ENABLE ROW LEVEL SECURITY;
  ALTER TABLE blob_pieces ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own_organisation ON blobs TO alpo_app USING (org_id = current_setting('alpo.org')::uuid);
  CREATE POLICY own_organisation ON blob_pieces TO alpo_app USING (org_id = current_setting('alpo.org')::uuid);
  `,
  `
  -- each row would look up its organisation and its device again, though both are locked by the transaction that writes it:
  -- half of the time of a push
  ALTER TABLE operations DROP CONSTRAINT operations_org_id_fkey, DROP CONSTRAINT operations_device_id_fkey;
  `,
  `
  -- drawn anew for each commit, so that what is stored at the same numbers after a restore is never taken for what was read (S7)
  -- absent on rows from before; the default is for what a process of the version before still stores
  ALTER TABLE operations ADD COLUMN stamp uuid;
  ALTER TABLE operations ALTER COLUMN stamp SET DEFAULT gen_random_uuid();
  `,
  `
  -- who may write what: the users as the operations name them, and the role beyond which nobody goes on a device
  CREATE TABLE users (
    org_id uuid NOT NULL REFERENCES organisations,
    id uuid NOT NULL,
    role text NOT NULL,
    PRIMARY KEY (org_id, id)
  );
  INSERT INTO users (org_id, id, role)
    SELECT DISTINCT ON (org_id, op->>'id') org_id, (op->>'id')::uuid, op->'fields'->>'role'
    FROM (SELECT org_id, seq, body::jsonb AS op FROM operations WHERE body LIKE '%"entity":"user"%') o
    WHERE op->>'entity' = 'user' AND op->'fields'->>'role' IN ('adviser', 'coordinator', 'admin', 'viewer')
    ORDER BY org_id, op->>'id', seq DESC;
  GRANT SELECT, INSERT, UPDATE ON users TO alpo_app;
  ALTER TABLE users ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own_organisation ON users TO alpo_app USING (org_id = current_setting('alpo.org')::uuid);
  ALTER TABLE devices ADD COLUMN role text NOT NULL DEFAULT 'admin';
  ALTER TABLE enrol_codes ADD COLUMN role text NOT NULL DEFAULT 'admin';
  `,
  `
  -- sealed records are found by their id when one is erased: the boxes before that go, the numbers stay
  ALTER TABLE operations ADD COLUMN sealed_id uuid;
  UPDATE operations SET sealed_id = (body::jsonb->>'id')::uuid
    WHERE body LIKE '%"entity":"sealed"%' AND body::jsonb->>'entity' = 'sealed';
  CREATE INDEX operations_sealed ON operations (org_id, sealed_id) WHERE sealed_id IS NOT NULL;
  GRANT UPDATE (body) ON operations TO alpo_app;
  GRANT DELETE ON blobs TO alpo_app;
  `,
  `
  -- a device that has not been here for long is not known any more, until somebody gives it a code
  ALTER TABLE devices ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now();
  `,
  `
  -- administration as a web page
  ALTER TABLE hub ADD COLUMN admin_passphrase text;   -- Argon2id, as PHC string
  CREATE TABLE admin_sessions (
    token_hash bytea PRIMARY KEY,
    who text NOT NULL,
    csrf text NOT NULL,
    expires_at timestamptz NOT NULL
  );
  ALTER TABLE audit ADD COLUMN who text;              -- an administrator, where it was one
  `,
  `
  -- a device that is a copy of another one goes on under an id of its own
  ALTER TABLE devices ADD COLUMN renewed_from uuid;
  `,
  `
  -- when a token that another one was exchanged for was first used; from then on the other is worth nothing.
  -- Those from before count as used.
  ALTER TABLE devices ADD COLUMN used_at timestamptz DEFAULT now();
  CREATE INDEX devices_renewed ON devices (renewed_from) WHERE renewed_from IS NOT NULL;
  `,
  `
  -- boxes that a device has erased: nobody is given them any more, and after 30 days they go (docs/hub.md)
  CREATE TABLE erased_boxes (
    org_id uuid NOT NULL REFERENCES organisations ON DELETE CASCADE,
    seq bigint NOT NULL,
    body text NOT NULL,
    erased_by uuid NOT NULL,
    erased_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (org_id, seq)
  );
  CREATE INDEX erased_boxes_by_time ON erased_boxes (erased_at);
  GRANT INSERT ON erased_boxes TO alpo_app;
  ALTER TABLE erased_boxes ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own_organisation ON erased_boxes TO alpo_app USING (org_id = current_setting('alpo.org')::uuid);
  `,
  `
  -- how much an organisation may send in all, and has sent; and how much each device has sent on its last day
  ALTER TABLE organisations ADD COLUMN operation_bytes bigint NOT NULL DEFAULT 0,
    ADD COLUMN operation_quota bigint NOT NULL DEFAULT 20000000000;
  UPDATE organisations o SET operation_bytes =
    (SELECT coalesce(sum(octet_length(body)), 0) FROM operations WHERE org_id = o.id);
  ALTER TABLE devices ADD COLUMN day_bytes bigint NOT NULL DEFAULT 0, ADD COLUMN day date;
  `,
  `
  -- what a device is answered with reads and changes no more than it has to: no tokens, no roles, no passphrase; and what
  -- the hub does across organisations has a role of its own, so that the owner of the tables is needed for these steps only
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'alpo_admin') THEN CREATE ROLE alpo_admin NOLOGIN; END IF;
  END $$;
  REVOKE ALL ON hub, organisations, devices FROM alpo_app;
  GRANT SELECT ON organisations TO alpo_app;
  GRANT UPDATE (last_seq, epoch, blob_bytes, operation_bytes) ON organisations TO alpo_app;
  GRANT SELECT (id, org_id, name, last_n, enrolled_at, revoked_at, enrolled_epoch, role, seen_at, day, day_bytes) ON devices TO alpo_app;
  GRANT UPDATE (last_n, day, day_bytes) ON devices TO alpo_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON hub, organisations, devices, enrol_codes, operations, set_aside, audit, blobs,
    blob_pieces, users, erased_boxes, admin_sessions TO alpo_admin;
  GRANT SELECT ON schema_versions TO alpo_admin;
  CREATE POLICY all_organisations ON organisations TO alpo_admin USING (true);
  CREATE POLICY all_organisations ON devices TO alpo_admin USING (true);
  CREATE POLICY all_organisations ON operations TO alpo_admin USING (true);
  CREATE POLICY all_organisations ON set_aside TO alpo_admin USING (true);
  CREATE POLICY all_organisations ON audit TO alpo_admin USING (true);
  CREATE POLICY all_organisations ON blobs TO alpo_admin USING (true);
  CREATE POLICY all_organisations ON blob_pieces TO alpo_admin USING (true);
  CREATE POLICY all_organisations ON users TO alpo_admin USING (true);
  CREATE POLICY all_organisations ON erased_boxes TO alpo_admin USING (true);
  `,
  `
  -- browsers in which an administrator has signed in before: guesses of others at the same address do not keep them out
  CREATE TABLE admin_browsers (token_hash bytea PRIMARY KEY, expires_at timestamptz NOT NULL);
  GRANT SELECT, INSERT, DELETE ON admin_browsers TO alpo_admin;
  `,
]
