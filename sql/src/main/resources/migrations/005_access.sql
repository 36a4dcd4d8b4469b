-- Who may see what: API keys, the audit log, the role of the bridge and row-level security.
--
-- The bridge logs in as the owner of the tables and switches to role cv_bridge, with the tenant in
-- the setting cv.tenant_id, for everything it does for a tenant. The owner itself is not subject to
-- the policies, so the sinks of the stream, the migrator and the bridge's own housekeeping see all.

-- ---------------------------------------------------------------------------------------------
-- API keys
-- ---------------------------------------------------------------------------------------------

CREATE TABLE cv.api_keys (
    id UUID PRIMARY KEY,
    tenant_id VARCHAR(100) NOT NULL,
    hash BYTEA NOT NULL,
    name VARCHAR(100) NOT NULL,
    roles TEXT[] NOT NULL,
    created_by VARCHAR(100) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
    expires_at TIMESTAMP WITH TIME ZONE,
    last_used_at TIMESTAMP WITH TIME ZONE,
    revoked_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT api_keys_hash_is_sha256 CHECK (octet_length(hash) = 32),
    CONSTRAINT api_keys_roles_known
        CHECK (roles <@ ARRAY['viewer', 'operator', 'admin'] AND cardinality(roles) > 0)
);
COMMENT ON TABLE cv.api_keys IS 'API keys; hash is the SHA-256 of the key, of which the id is a readable part';
CREATE INDEX idx_api_keys_tenant ON cv.api_keys (tenant_id, created_at DESC, id);

-- A tenant that goes takes its keys along, also when it is dropped by hand.
CREATE FUNCTION cv.delete_api_keys_of_tenant() RETURNS TRIGGER
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    DELETE FROM cv.api_keys WHERE tenant_id = OLD.tenant_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER delete_api_keys_of_tenant
    AFTER DELETE ON cv.tenants
    FOR EACH ROW EXECUTE FUNCTION cv.delete_api_keys_of_tenant();

-- ---------------------------------------------------------------------------------------------
-- Audit log
-- ---------------------------------------------------------------------------------------------

-- id is made by the writer, so that a batch that is written again is not there twice.
CREATE TABLE cv.audit_log (
    id UUID PRIMARY KEY,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    tenant_id VARCHAR(100),
    subject TEXT,
    credential_id TEXT,
    action TEXT NOT NULL,
    object_type TEXT,
    object_id TEXT,
    address TEXT,
    outcome TEXT NOT NULL,
    trace_id TEXT
);
COMMENT ON TABLE cv.audit_log IS
    'Who read, changed or deleted what; tenant and subject are null before a sign-in succeeded';
CREATE INDEX idx_audit_log_tenant ON cv.audit_log (tenant_id, recorded_at DESC);
CREATE INDEX idx_audit_log_recorded_at ON cv.audit_log (recorded_at);

-- ---------------------------------------------------------------------------------------------
-- Role of the bridge
-- ---------------------------------------------------------------------------------------------

-- Creates role cv_bridge and lets the current user switch to it, where the server permits. Roles
-- belong to the server, not to the database, so another database may have made it already.
CREATE FUNCTION cv.create_bridge_role() RETURNS VOID
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cv_bridge') THEN
        BEGIN
            CREATE ROLE cv_bridge NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- another database of this server was quicker
        END;
    END IF;
    IF NOT cv.may_switch_to_bridge_role() THEN
        EXECUTE format('GRANT cv_bridge TO %I', session_user);
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'Row-level security is off: % may not create or use role cv_bridge. As a superuser: '
        'CREATE ROLE cv_bridge NOLOGIN; GRANT cv_bridge TO %; then as %: '
        'SELECT cv.protect_tenant_tables()', session_user, quote_ident(session_user), session_user;
END
$$;

-- Membership alone does not permit a switch since PostgreSQL 16, which has the privilege SET.
CREATE FUNCTION cv.may_switch_to_bridge_role() RETURNS BOOLEAN
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cv_bridge') THEN
        RETURN FALSE;
    ELSIF current_setting('server_version_num')::INTEGER >= 160000 THEN
        RETURN pg_has_role(session_user, 'cv_bridge', 'SET');
    END IF;
    RETURN pg_has_role(session_user, 'cv_bridge', 'MEMBER');
END
$$;

-- ---------------------------------------------------------------------------------------------
-- Row-level security
-- ---------------------------------------------------------------------------------------------

-- The tenant for which the current transaction acts; null when none was set, so that a comparison
-- with it finds nothing. A setting that was local to an earlier transaction reads as empty text.
CREATE FUNCTION cv.current_tenant() RETURNS TEXT
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('cv.tenant_id', true), '');

-- Tables of schema cv that have a tenant_id, default partitions included. Partitions in the
-- tenants' own schemas are left out: who is granted such a schema is to see all that is in it.
CREATE FUNCTION cv.tables_to_protect() RETURNS SETOF REGCLASS
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT c.oid::REGCLASS
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'cv'::REGNAMESPACE AND c.relkind IN ('r', 'p')
      AND a.attname = 'tenant_id' AND NOT a.attisdropped
    ORDER BY c.relname
$$;

-- Puts every table with a tenant_id under the policy "only rows of cv.current_tenant()" and gives
-- cv_bridge access to it. A migration that adds such a table calls it at its end; what was not
-- protected cannot be read by the bridge at all. May be called again.
CREATE FUNCTION cv.protect_tenant_tables() RETURNS VOID
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    target REGCLASS;
    granted CONSTANT BOOLEAN := EXISTS (SELECT FROM pg_roles WHERE rolname = 'cv_bridge');
BEGIN
    FOR target IN SELECT cv.tables_to_protect() LOOP
        IF NOT (SELECT relrowsecurity FROM pg_class WHERE oid = target) THEN
            EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
        END IF;
        IF NOT EXISTS (SELECT FROM pg_policy
                       WHERE polrelid = target AND polname = 'tenant_isolation') THEN
            EXECUTE format(
                'CREATE POLICY tenant_isolation ON %s USING (tenant_id = cv.current_tenant()) '
                'WITH CHECK (tenant_id = cv.current_tenant())', target);
        END IF;
        -- Rows of partitions are reached through their parents.
        IF granted AND NOT (SELECT relispartition FROM pg_class WHERE oid = target) THEN
            EXECUTE format('GRANT %s ON %s TO cv_bridge',
                CASE target
                    WHEN 'cv.tenants'::REGCLASS THEN 'SELECT'
                    WHEN 'cv.audit_log'::REGCLASS THEN 'SELECT, INSERT'
                    ELSE 'SELECT, INSERT, UPDATE, DELETE'
                END, target);
        END IF;
    END LOOP;
    IF granted THEN
        GRANT USAGE ON SCHEMA cv TO cv_bridge;
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA cv TO cv_bridge;
        -- Belongs to no tenant: whatever the bridge does for one may leave a message, none reads it.
        IF to_regclass('cv.outbox') IS NOT NULL THEN
            GRANT INSERT, SELECT (id) ON cv.outbox TO cv_bridge;
        END IF;
    END IF;
END
$$;

-- Whether row-level security holds for what the bridge does as cv_bridge: 'on', or the reason why
-- it does not.
CREATE FUNCTION cv.tenant_isolation_state() RETURNS TEXT
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    bare TEXT;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cv_bridge') THEN
        RETURN 'role cv_bridge is missing';
    ELSIF NOT cv.may_switch_to_bridge_role() THEN
        RETURN format('%s may not switch to role cv_bridge', session_user);
    ELSIF EXISTS (SELECT FROM pg_roles
                  WHERE rolname = 'cv_bridge' AND (rolsuper OR rolbypassrls)) THEN
        RETURN 'role cv_bridge is not subject to row-level security';
    ELSIF NOT has_schema_privilege('cv_bridge', 'cv', 'USAGE') THEN
        RETURN 'role cv_bridge was not granted the tables: SELECT cv.protect_tenant_tables()';
    END IF;
    SELECT string_agg(c.oid::REGCLASS::TEXT, ', ' ORDER BY c.relname) INTO bare
    FROM cv.tables_to_protect() t JOIN pg_class c ON c.oid = t
    WHERE NOT c.relrowsecurity;
    RETURN coalesce('tables without policy: ' || bare, 'on');
END
$$;

SELECT cv.create_bridge_role();
SELECT cv.protect_tenant_tables();
