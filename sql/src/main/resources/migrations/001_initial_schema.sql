-- Tables of the computer vision system.
--
-- Layout: every parent table in schema cv is LIST-partitioned by tenant_id. A tenant created with
-- create_tenant_schema('acme') has a schema cv_tenant_acme with one partition of each parent; rows
-- of tenants that were not created rest in the default partitions. Writers and readers use the
-- parents. Keys are (tenant_id, id). There are no foreign keys: several sinks fill these tables in
-- any order; cv.delete_job removes a job's rows and cv.find_orphans finds rows without owner.

CREATE SCHEMA IF NOT EXISTS cv;

-- ---------------------------------------------------------------------------------------------
-- Tenants
-- ---------------------------------------------------------------------------------------------

CREATE TABLE cv.tenants (
    tenant_id VARCHAR(100) PRIMARY KEY,
    schema_name TEXT NOT NULL UNIQUE,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW()
);
COMMENT ON TABLE cv.tenants IS 'Tenants that have a schema of their own';

-- ---------------------------------------------------------------------------------------------
-- Jobs and images
-- ---------------------------------------------------------------------------------------------

CREATE TABLE cv.processing_jobs (
    id UUID NOT NULL DEFAULT gen_random_uuid(),
    job_name VARCHAR(255) NOT NULL,
    processing_type VARCHAR(50) NOT NULL,
    content_type VARCHAR(50) NOT NULL,
    status VARCHAR(20) NOT NULL DEFAULT 'PENDING',
    progress_percentage DOUBLE PRECISION DEFAULT 0.0,
    input_file_path TEXT NOT NULL,
    output_file_path TEXT,
    processing_parameters JSONB,
    results JSONB,
    error_message TEXT,
    retry_count INTEGER DEFAULT 0,
    max_retries INTEGER DEFAULT 3,
    priority INTEGER DEFAULT 5,
    tenant_id VARCHAR(100) NOT NULL,
    created_by VARCHAR(100) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT NOW(),
    started_at TIMESTAMP WITH TIME ZONE,
    completed_at TIMESTAMP WITH TIME ZONE,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT NOW(),
    total_images INTEGER DEFAULT 0,
    completed_images INTEGER DEFAULT 0,
    failed_images INTEGER DEFAULT 0,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT processing_jobs_status_known
        CHECK (status IN ('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED'))
) PARTITION BY LIST (tenant_id);
COMMENT ON TABLE cv.processing_jobs IS 'Submitted jobs; updated_at is set by the writer';

CREATE TABLE cv.image_processing (
    id UUID NOT NULL DEFAULT gen_random_uuid(),
    job_id UUID,
    original_filename VARCHAR(255) NOT NULL,
    file_path TEXT NOT NULL,
    file_size_bytes BIGINT NOT NULL,
    file_hash VARCHAR(128) NOT NULL,
    image_dimensions JSONB NOT NULL,
    image_format VARCHAR(20) NOT NULL,
    color_mode VARCHAR(20) NOT NULL,
    processing_type VARCHAR(50) NOT NULL,
    confidence_score DOUBLE PRECISION,
    processing_duration_ms INTEGER,
    processing_model VARCHAR(100),
    model_version VARCHAR(20),
    tenant_id VARCHAR(100) NOT NULL,
    created_by VARCHAR(100) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT NOW(),
    source_id VARCHAR(255),
    page INTEGER NOT NULL DEFAULT 0,
    page_count INTEGER NOT NULL DEFAULT 1,
    capture_time TIMESTAMP WITH TIME ZONE,
    ingest_time TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (tenant_id, id)
) PARTITION BY LIST (tenant_id);
COMMENT ON TABLE cv.image_processing IS 'Analysed images and pages; id is the image_id of the results';
COMMENT ON COLUMN cv.image_processing.image_dimensions IS '{"width": pixels, "height": pixels}, after EXIF rotation';

-- ---------------------------------------------------------------------------------------------
-- Results: boxes are x, y, width, height in pixels of the image after EXIF rotation
-- ---------------------------------------------------------------------------------------------

CREATE TABLE cv.object_detections (
    id UUID NOT NULL DEFAULT gen_random_uuid(),
    job_id UUID,
    image_id UUID,
    detection_model VARCHAR(100) NOT NULL,
    model_version VARCHAR(20) NOT NULL,
    detected_objects JSONB NOT NULL,
    total_objects INTEGER NOT NULL,
    detection_confidence DOUBLE PRECISION NOT NULL,
    inference_time_ms INTEGER NOT NULL,
    preprocessing_time_ms INTEGER,
    postprocessing_time_ms INTEGER,
    image_resolution JSONB NOT NULL,
    tenant_id VARCHAR(100) NOT NULL,
    created_by VARCHAR(100) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT NOW(),
    task VARCHAR(50) NOT NULL DEFAULT 'object_detection',
    model_sha256 VARCHAR(64),
    source_id VARCHAR(255),
    capture_time TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (tenant_id, id)
) PARTITION BY LIST (tenant_id);
COMMENT ON TABLE cv.object_detections IS 'Objects of one image by one model; one row per image, also when nothing was found';

CREATE TABLE cv.ocr_pages (
    id UUID NOT NULL DEFAULT gen_random_uuid(),
    job_id UUID,
    image_id UUID,
    source_id VARCHAR(255),
    model VARCHAR(100) NOT NULL,
    model_version VARCHAR(20) NOT NULL,
    model_sha256 VARCHAR(64),
    full_text TEXT NOT NULL,
    mean_confidence DOUBLE PRECISION NOT NULL,
    languages TEXT[] NOT NULL DEFAULT '{}',
    word_count INTEGER NOT NULL DEFAULT 0,
    line_count INTEGER NOT NULL DEFAULT 0,
    lines JSONB NOT NULL DEFAULT '[]',
    inference_time_ms INTEGER NOT NULL,
    preprocessing_time_ms INTEGER,
    postprocessing_time_ms INTEGER,
    capture_time TIMESTAMP WITH TIME ZONE,
    tenant_id VARCHAR(100) NOT NULL,
    created_by VARCHAR(100) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT NOW(),
    PRIMARY KEY (tenant_id, id)
) PARTITION BY LIST (tenant_id);
COMMENT ON TABLE cv.ocr_pages IS 'Text of one page by one recogniser';

CREATE TABLE cv.ocr_words (
    id UUID NOT NULL DEFAULT gen_random_uuid(),
    job_id UUID,
    image_id UUID,
    page_id UUID NOT NULL,
    word_index INTEGER NOT NULL,
    line_index INTEGER NOT NULL,
    text TEXT NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    x DOUBLE PRECISION NOT NULL,
    y DOUBLE PRECISION NOT NULL,
    width DOUBLE PRECISION NOT NULL,
    height DOUBLE PRECISION NOT NULL,
    tenant_id VARCHAR(100) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT NOW(),
    PRIMARY KEY (tenant_id, id)
) PARTITION BY LIST (tenant_id);
COMMENT ON TABLE cv.ocr_words IS 'Words of a page; page_id is ocr_pages.id';

CREATE TABLE cv.image_quality (
    id UUID NOT NULL DEFAULT gen_random_uuid(),
    job_id UUID,
    image_id UUID,
    source_id VARCHAR(255),
    model VARCHAR(100) NOT NULL,
    model_version VARCHAR(20) NOT NULL,
    sharpness DOUBLE PRECISION NOT NULL,
    brightness DOUBLE PRECISION NOT NULL,
    contrast DOUBLE PRECISION NOT NULL,
    underexposed DOUBLE PRECISION NOT NULL,
    overexposed DOUBLE PRECISION NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    inference_time_ms INTEGER NOT NULL,
    preprocessing_time_ms INTEGER,
    postprocessing_time_ms INTEGER,
    capture_time TIMESTAMP WITH TIME ZONE,
    tenant_id VARCHAR(100) NOT NULL,
    created_by VARCHAR(100) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT NOW(),
    PRIMARY KEY (tenant_id, id)
) PARTITION BY LIST (tenant_id);
COMMENT ON TABLE cv.image_quality IS 'Sharpness, exposure and contrast of one image';

CREATE TABLE cv.image_classifications (
    id UUID NOT NULL DEFAULT gen_random_uuid(),
    job_id UUID,
    image_id UUID,
    source_id VARCHAR(255),
    model VARCHAR(100) NOT NULL,
    model_version VARCHAR(20) NOT NULL,
    model_sha256 VARCHAR(64),
    label TEXT NOT NULL,
    class_id INTEGER NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    rank INTEGER NOT NULL,
    inference_time_ms INTEGER NOT NULL,
    preprocessing_time_ms INTEGER,
    postprocessing_time_ms INTEGER,
    capture_time TIMESTAMP WITH TIME ZONE,
    tenant_id VARCHAR(100) NOT NULL,
    created_by VARCHAR(100) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT NOW(),
    PRIMARY KEY (tenant_id, id)
) PARTITION BY LIST (tenant_id);
COMMENT ON TABLE cv.image_classifications IS 'Classes of one image, one row per class; rank 0 is the best';

CREATE TABLE cv.face_detections (
    id UUID NOT NULL DEFAULT gen_random_uuid(),
    job_id UUID,
    image_id UUID,
    source_id VARCHAR(255),
    model VARCHAR(100) NOT NULL,
    model_version VARCHAR(20) NOT NULL,
    model_sha256 VARCHAR(64),
    face_index INTEGER NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    x DOUBLE PRECISION NOT NULL,
    y DOUBLE PRECISION NOT NULL,
    width DOUBLE PRECISION NOT NULL,
    height DOUBLE PRECISION NOT NULL,
    landmarks JSONB,
    inference_time_ms INTEGER NOT NULL,
    preprocessing_time_ms INTEGER,
    postprocessing_time_ms INTEGER,
    capture_time TIMESTAMP WITH TIME ZONE,
    tenant_id VARCHAR(100) NOT NULL,
    created_by VARCHAR(100) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT NOW(),
    PRIMARY KEY (tenant_id, id)
) PARTITION BY LIST (tenant_id);
COMMENT ON TABLE cv.face_detections IS 'Faces of one image, one row per face; landmarks is [[x, y], ...]';

CREATE TABLE cv.barcodes (
    id UUID NOT NULL DEFAULT gen_random_uuid(),
    job_id UUID,
    image_id UUID,
    source_id VARCHAR(255),
    model VARCHAR(100) NOT NULL,
    model_version VARCHAR(20) NOT NULL,
    barcode_index INTEGER NOT NULL,
    symbology VARCHAR(50) NOT NULL,
    content TEXT NOT NULL,
    corners JSONB,
    inference_time_ms INTEGER NOT NULL,
    preprocessing_time_ms INTEGER,
    postprocessing_time_ms INTEGER,
    capture_time TIMESTAMP WITH TIME ZONE,
    tenant_id VARCHAR(100) NOT NULL,
    created_by VARCHAR(100) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT NOW(),
    PRIMARY KEY (tenant_id, id)
) PARTITION BY LIST (tenant_id);
COMMENT ON TABLE cv.barcodes IS 'Barcodes of one image, one row per code; corners is [[x, y], ...]';

-- tenant_id and source_id are of any length here: they come from records that failed validation.
CREATE TABLE cv.dead_letters (
    id UUID NOT NULL DEFAULT gen_random_uuid(),
    tenant_id TEXT NOT NULL DEFAULT '',
    job_id UUID,
    source_id TEXT,
    image_id UUID,
    uri TEXT,
    reason VARCHAR(50) NOT NULL,
    message TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 1,
    origin_topic VARCHAR(255) NOT NULL,
    origin_partition INTEGER NOT NULL,
    origin_offset BIGINT NOT NULL,
    failed_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
    PRIMARY KEY (tenant_id, id)
) PARTITION BY LIST (tenant_id);
COMMENT ON TABLE cv.dead_letters IS 'Records that could not be processed; tenant_id is empty where the record does not tell';

-- ---------------------------------------------------------------------------------------------
-- Indexes and default partitions
-- ---------------------------------------------------------------------------------------------

CREATE INDEX idx_processing_jobs_tenant_status ON cv.processing_jobs (tenant_id, status);
CREATE INDEX idx_processing_jobs_created_at ON cv.processing_jobs (created_at DESC);
CREATE INDEX idx_image_processing_job_id ON cv.image_processing (job_id);
CREATE INDEX idx_object_detections_job_id ON cv.object_detections (job_id);
CREATE INDEX idx_object_detections_image_id ON cv.object_detections (image_id);
CREATE INDEX idx_ocr_pages_job_id ON cv.ocr_pages (job_id);
CREATE INDEX idx_ocr_pages_image_id ON cv.ocr_pages (image_id);
CREATE INDEX idx_ocr_words_job_id ON cv.ocr_words (job_id);
CREATE INDEX idx_ocr_words_image_id ON cv.ocr_words (image_id);
CREATE INDEX idx_image_quality_job_id ON cv.image_quality (job_id);
CREATE INDEX idx_image_quality_image_id ON cv.image_quality (image_id);
CREATE INDEX idx_image_classifications_job_id ON cv.image_classifications (job_id);
CREATE INDEX idx_image_classifications_image_id ON cv.image_classifications (image_id);
CREATE INDEX idx_face_detections_job_id ON cv.face_detections (job_id);
CREATE INDEX idx_face_detections_image_id ON cv.face_detections (image_id);
CREATE INDEX idx_barcodes_job_id ON cv.barcodes (job_id);
CREATE INDEX idx_barcodes_image_id ON cv.barcodes (image_id);
CREATE INDEX idx_dead_letters_job_id ON cv.dead_letters (job_id);
CREATE INDEX idx_dead_letters_failed_at ON cv.dead_letters (failed_at DESC);

CREATE TABLE cv.processing_jobs_default PARTITION OF cv.processing_jobs DEFAULT;
CREATE TABLE cv.image_processing_default PARTITION OF cv.image_processing DEFAULT;
CREATE TABLE cv.object_detections_default PARTITION OF cv.object_detections DEFAULT;
CREATE TABLE cv.ocr_pages_default PARTITION OF cv.ocr_pages DEFAULT;
CREATE TABLE cv.ocr_words_default PARTITION OF cv.ocr_words DEFAULT;
CREATE TABLE cv.image_quality_default PARTITION OF cv.image_quality DEFAULT;
CREATE TABLE cv.image_classifications_default PARTITION OF cv.image_classifications DEFAULT;
CREATE TABLE cv.face_detections_default PARTITION OF cv.face_detections DEFAULT;
CREATE TABLE cv.barcodes_default PARTITION OF cv.barcodes DEFAULT;
CREATE TABLE cv.dead_letters_default PARTITION OF cv.dead_letters DEFAULT;

-- ---------------------------------------------------------------------------------------------
-- Job states only move forward
-- ---------------------------------------------------------------------------------------------

-- Place of a job state in their order; NULL for what is none.
CREATE FUNCTION cv.job_state_rank(state TEXT) RETURNS INTEGER
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE state
    WHEN 'PENDING' THEN 0
    WHEN 'PROCESSING' THEN 1
    WHEN 'COMPLETED' THEN 2
    WHEN 'FAILED' THEN 2
    WHEN 'CANCELLED' THEN 2
END;

-- Skips an update that would take a job back: to an earlier attempt, to an earlier state of its
-- attempt, or from one final state to another. Late and replayed messages thus change nothing.
CREATE FUNCTION cv.keep_job_state_forward() RETURNS TRIGGER
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    old_attempt CONSTANT INTEGER := coalesce(OLD.retry_count, 0);
    new_attempt CONSTANT INTEGER := coalesce(NEW.retry_count, 0);
    old_rank CONSTANT INTEGER := cv.job_state_rank(OLD.status);
    new_rank CONSTANT INTEGER := cv.job_state_rank(NEW.status);
BEGIN
    IF (new_attempt, new_rank) < (old_attempt, old_rank) THEN
        RETURN NULL;
    END IF;
    IF new_attempt = old_attempt AND old_rank = 2 AND NEW.status <> OLD.status THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER keep_job_state_forward
    BEFORE UPDATE ON cv.processing_jobs
    FOR EACH ROW EXECUTE FUNCTION cv.keep_job_state_forward();

-- ---------------------------------------------------------------------------------------------
-- Tenant schemas
-- ---------------------------------------------------------------------------------------------

-- Names of the parent tables, in the one order in which every function locks them.
CREATE FUNCTION cv.tenant_tables() RETURNS SETOF TEXT
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT relname::TEXT FROM pg_class
    WHERE relnamespace = 'cv'::regnamespace AND relkind = 'p'
    ORDER BY relname
$$;

CREATE FUNCTION cv.has_column(parent TEXT, column_name TEXT) RETURNS BOOLEAN
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM pg_attribute
        WHERE attrelid = format('cv.%I', parent)::regclass
          AND attname = column_name AND NOT attisdropped)
$$;

-- Schema of a tenant: cv_tenant_ and its name. PostgreSQL cuts identifiers at 63 bytes, so a longer
-- name keeps its first 36 bytes at most and ends in the first 16 digits of its SHA-256.
CREATE FUNCTION cv.tenant_schema_name(tenant_name TEXT) RETURNS TEXT
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    beginning TEXT;
BEGIN
    IF tenant_name IS NULL OR tenant_name = '' THEN
        RAISE EXCEPTION 'The tenant name is empty'
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Give a name of 1 to 100 characters.';
    END IF;
    IF char_length(tenant_name) > 100 THEN
        RAISE EXCEPTION 'The tenant name %... has % characters, 100 are allowed',
            left(tenant_name, 80), char_length(tenant_name)
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Give a name of 1 to 100 characters.';
    END IF;
    IF octet_length('cv_tenant_' || tenant_name) <= 63 THEN
        RETURN 'cv_tenant_' || tenant_name;
    END IF;
    beginning := left(tenant_name, 36);
    WHILE octet_length(beginning) > 36 LOOP
        beginning := left(beginning, -1);
    END LOOP;
    RETURN 'cv_tenant_' || beginning || '_'
        || left(encode(sha256(convert_to(tenant_name, 'UTF8')), 'hex'), 16);
END
$$;

-- Gives a tenant its partition of one parent and moves its rows there from the default partition.
CREATE FUNCTION cv.attach_tenant_table(tenant_name TEXT, target_schema TEXT, parent TEXT)
RETURNS VOID
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    existing CONSTANT REGCLASS := to_regclass(format('%I.%I', target_schema, parent));
BEGIN
    IF existing IS NOT NULL THEN
        IF EXISTS (SELECT FROM pg_inherits
                   WHERE inhrelid = existing AND inhparent = format('cv.%I', parent)::regclass) THEN
            RETURN;
        END IF;
        RAISE EXCEPTION 'Table % exists and is no partition of cv.%', existing, parent
            USING ERRCODE = 'duplicate_table',
                  HINT = format('Rename schema %I, create the tenant, copy the rows into cv.%I.',
                                target_schema, parent);
    END IF;
    -- Writers wait here rather than at the default partition, where a row that was routed before
    -- the new partition came would be refused.
    EXECUTE format('LOCK TABLE cv.%I IN SHARE ROW EXCLUSIVE MODE', parent);
    EXECUTE format('CREATE TABLE %I.%I (LIKE cv.%I INCLUDING ALL)', target_schema, parent, parent);
    EXECUTE format(
        'WITH moved AS (DELETE FROM cv.%I WHERE tenant_id = %L RETURNING *) '
        'INSERT INTO %I.%I SELECT * FROM moved',
        parent || '_default', tenant_name, target_schema, parent);
    EXECUTE format('ALTER TABLE cv.%I ATTACH PARTITION %I.%I FOR VALUES IN (%L)',
                   parent, target_schema, parent, tenant_name);
END
$$;

-- Creates what a tenant lacks and returns the name of its schema. May be called again, also for
-- tenants made before a migration brought a new table.
CREATE FUNCTION cv.create_tenant_schema(tenant_name TEXT) RETURNS TEXT
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    target_schema CONSTANT TEXT := cv.tenant_schema_name(tenant_name);
    parent TEXT;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('cv.tenants', 0));
    IF EXISTS (SELECT FROM cv.tenants t
               WHERE t.schema_name = target_schema AND t.tenant_id <> tenant_name) THEN
        RAISE EXCEPTION 'Schema % of tenant % belongs to another tenant', target_schema, tenant_name
            USING ERRCODE = 'duplicate_schema', HINT = 'Choose another tenant name.';
    END IF;
    EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I', target_schema);
    FOR parent IN SELECT cv.tenant_tables() LOOP
        PERFORM cv.attach_tenant_table(tenant_name, target_schema, parent);
    END LOOP;
    INSERT INTO cv.tenants (tenant_id, schema_name) VALUES (tenant_name, target_schema)
        ON CONFLICT DO NOTHING;
    RETURN target_schema;
END
$$;

-- Removes a tenant: its schema with all that is in it, and its rows in the default partitions.
-- Returns whether there was such a tenant.
CREATE FUNCTION cv.drop_tenant_schema(tenant_name TEXT) RETURNS BOOLEAN
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    target_schema CONSTANT TEXT := cv.tenant_schema_name(tenant_name);
    known BOOLEAN;
    parent TEXT;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('cv.tenants', 0));
    known := EXISTS (SELECT FROM cv.tenants t WHERE t.tenant_id = tenant_name);
    FOR parent IN SELECT cv.tenant_tables() LOOP
        -- Only where partitions go: the strongest lock, once, in the common order.
        IF known THEN
            EXECUTE format('LOCK TABLE cv.%I IN ACCESS EXCLUSIVE MODE', parent);
        END IF;
        EXECUTE format('DELETE FROM cv.%I WHERE tenant_id = %L', parent || '_default', tenant_name);
    END LOOP;
    IF known THEN
        EXECUTE format('DROP SCHEMA IF EXISTS %I CASCADE', target_schema);
        DELETE FROM cv.tenants t WHERE t.tenant_id = tenant_name;
    END IF;
    RETURN known;
END
$$;

-- Tenants with a schema of their own.
CREATE FUNCTION cv.list_tenants()
RETURNS TABLE (tenant_id TEXT, schema_name TEXT, created_at TIMESTAMP WITH TIME ZONE)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT t.tenant_id::TEXT, t.schema_name, t.created_at FROM cv.tenants t ORDER BY t.tenant_id
$$;

-- The names that existing scripts call, without a schema.
CREATE FUNCTION public.create_tenant_schema(tenant_name TEXT) RETURNS VOID
LANGUAGE sql AS $$ SELECT cv.create_tenant_schema(tenant_name) $$;

CREATE FUNCTION public.drop_tenant_schema(tenant_name TEXT) RETURNS VOID
LANGUAGE sql AS $$ SELECT cv.drop_tenant_schema(tenant_name) $$;

-- ---------------------------------------------------------------------------------------------
-- Care
-- ---------------------------------------------------------------------------------------------

-- Removes a job and all its rows, dead letters included; returns how many rows went.
CREATE FUNCTION cv.delete_job(tenant_name TEXT, job UUID) RETURNS BIGINT
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    parent TEXT;
    removed BIGINT;
    total BIGINT := 0;
BEGIN
    FOR parent IN SELECT cv.tenant_tables() LOOP
        IF parent = 'processing_jobs' OR cv.has_column(parent, 'job_id') THEN
            EXECUTE format(
                'DELETE FROM cv.%I WHERE tenant_id = %L AND %I = %L', parent, tenant_name,
                CASE parent WHEN 'processing_jobs' THEN 'id' ELSE 'job_id' END, job);
            GET DIAGNOSTICS removed = ROW_COUNT;
            total := total + removed;
        END IF;
    END LOOP;
    RETURN total;
END
$$;

-- Rows whose job or image does not exist, of one tenant or of all. Rows of a job in flight may
-- show up for a moment, as several sinks write them. Dead letters need neither and are left out.
CREATE FUNCTION cv.find_orphans(tenant_name TEXT DEFAULT NULL)
RETURNS TABLE (table_name TEXT, tenant_id TEXT, id UUID, missing TEXT, missing_id UUID)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    parent TEXT;
    reference RECORD;
BEGIN
    FOR parent IN SELECT t FROM cv.tenant_tables() t WHERE t <> 'dead_letters' LOOP
        FOR reference IN
            SELECT * FROM (VALUES ('job', 'job_id', 'processing_jobs'),
                                  ('image', 'image_id', 'image_processing')) v (kind, col, owner)
            WHERE cv.has_column(parent, v.col)
        LOOP
            RETURN QUERY EXECUTE format(
                'SELECT %L::TEXT, r.tenant_id::TEXT, r.id, %L::TEXT, r.%I FROM cv.%I r '
                'WHERE r.%I IS NOT NULL AND ($1 IS NULL OR r.tenant_id = $1) AND NOT EXISTS '
                '(SELECT FROM cv.%I o WHERE o.tenant_id = r.tenant_id AND o.id = r.%I)',
                parent, reference.kind, reference.col, parent, reference.col,
                reference.owner, reference.col)
                USING tenant_name;
        END LOOP;
    END LOOP;
END
$$;
