-- Feature vectors, and what a chained task looked at.

-- ---------------------------------------------------------------------------------------------
-- Feature vectors
-- ---------------------------------------------------------------------------------------------

CREATE TABLE cv.image_embeddings (
    id UUID NOT NULL DEFAULT gen_random_uuid(),
    job_id UUID,
    image_id UUID,
    source_id VARCHAR(255),
    model VARCHAR(100) NOT NULL,
    model_version VARCHAR(20) NOT NULL,
    model_sha256 VARCHAR(64),
    dimensions INTEGER NOT NULL,
    embedding REAL[] NOT NULL,
    inference_time_ms INTEGER NOT NULL,
    preprocessing_time_ms INTEGER,
    postprocessing_time_ms INTEGER,
    capture_time TIMESTAMP WITH TIME ZONE,
    tenant_id VARCHAR(100) NOT NULL,
    created_by VARCHAR(100) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT NOW(),
    PRIMARY KEY (tenant_id, id)
) PARTITION BY LIST (tenant_id);
COMMENT ON TABLE cv.image_embeddings IS 'Feature vector of one image by one model';
COMMENT ON COLUMN cv.image_embeddings.embedding IS 'pgvector''s vector where the server has it, else real[]';

CREATE INDEX idx_image_embeddings_job_id ON cv.image_embeddings (job_id);
CREATE INDEX idx_image_embeddings_image_id ON cv.image_embeddings (image_id);
CREATE TABLE cv.image_embeddings_default PARTITION OF cv.image_embeddings DEFAULT;

-- Turns the feature vectors into pgvector's type where the server has that extension, and returns
-- the column's type. May be called again when the extension was installed later: it then rewrites
-- the table. Writers send real[], which pgvector casts on assignment, so they need not know.
CREATE FUNCTION cv.use_pgvector() RETURNS TEXT
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    home TEXT;
BEGIN
    IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') THEN
        BEGIN
            CREATE EXTENSION IF NOT EXISTS vector SCHEMA public;
        EXCEPTION WHEN insufficient_privilege THEN
            RAISE NOTICE 'pgvector is on the server, but % may not create it; feature vectors stay '
                'real[] until a superuser has run CREATE EXTENSION vector and cv.use_pgvector()',
                current_user;
        END;
    END IF;
    SELECT n.nspname INTO home
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname = 'vector';
    IF home IS NOT NULL AND (
        SELECT atttypid = 'real[]'::regtype FROM pg_attribute
        WHERE attrelid = 'cv.image_embeddings'::regclass AND attname = 'embedding') THEN
        EXECUTE format(
            'ALTER TABLE cv.image_embeddings ALTER COLUMN embedding TYPE %I.vector '
            'USING embedding::%I.vector', home, home);
    END IF;
    RETURN (SELECT CASE atttypid WHEN 'real[]'::regtype THEN 'real[]' ELSE 'vector' END
            FROM pg_attribute
            WHERE attrelid = 'cv.image_embeddings'::regclass AND attname = 'embedding');
END
$$;

SELECT cv.use_pgvector();

-- ---------------------------------------------------------------------------------------------
-- Steps and regions
-- ---------------------------------------------------------------------------------------------

-- step is the name of the request's step where it is not the task's own; the others tell what a
-- chained task looked at: the step that found it, its number, class and box. All are null for a
-- task on the whole image.
DO $$
DECLARE
    parent TEXT;
BEGIN
    FOREACH parent IN ARRAY ARRAY[
        'barcodes', 'face_detections', 'image_classifications', 'image_embeddings',
        'image_quality', 'object_detections', 'ocr_pages']
    LOOP
        EXECUTE format(
            'ALTER TABLE cv.%I ADD COLUMN step VARCHAR(50), ADD COLUMN region_step VARCHAR(50), '
            'ADD COLUMN region_index INTEGER, ADD COLUMN region_label TEXT, '
            'ADD COLUMN region_bbox JSONB', parent);
        EXECUTE format(
            'COMMENT ON COLUMN cv.%I.region_bbox IS ''[x, y, width, height] of the part that was '
            'looked at; null for the whole image''', parent);
    END LOOP;
END
$$;

ALTER TABLE cv.barcodes ADD COLUMN model_sha256 VARCHAR(64);

-- ---------------------------------------------------------------------------------------------
-- Tenants that exist get their partition of the new table
-- ---------------------------------------------------------------------------------------------

DO $$
DECLARE
    tenant TEXT;
BEGIN
    FOR tenant IN SELECT t.tenant_id FROM cv.tenants t ORDER BY t.tenant_id LOOP
        PERFORM cv.create_tenant_schema(tenant);
    END LOOP;
END
$$;
