-- Takes the rows of the replaced platform into this layout, in one transaction. May run again: what is
-- here already stays as it is. No old row is changed or removed.
--
-- The platform had a schema cv_tenant_NAME per tenant, with tables of the same names and columns. Each is
-- renamed to cv_former_NAME, since the tenant's partitions take its name, so nobody may still write there:
-- stop the platform first. This database has to be migrated before.

BEGIN;
LOCK TABLE cv.tenants IN SHARE ROW EXCLUSIVE MODE;

CREATE TEMPORARY TABLE imported (
    old_table TEXT, tenant_id TEXT, old_rows BIGINT, new_rows BIGINT, present_rows BIGINT) ON COMMIT DROP;

-- A row without a tenant belongs to the tenant of its schema.
CREATE FUNCTION pg_temp.tenant(row_tenant TEXT, old_schema NAME) RETURNS TEXT LANGUAGE sql IMMUTABLE
RETURN coalesce(nullif(row_tenant, ''), regexp_replace(old_schema, '^cv_former_', ''));

-- {"width": 640, "height": 480} of that, of [640, 480] or of "640x480", in whole pixels; what cannot be
-- read is kept under "original", so that readers that cast the numbers never fail.
CREATE FUNCTION pg_temp.dimensions(old JSONB) RETURNS JSONB LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    sides TEXT[] := CASE jsonb_typeof(old)
        WHEN 'object' THEN ARRAY[old ->> 'width', old ->> 'height']
        WHEN 'array' THEN ARRAY[old ->> 0, old ->> 1]
        WHEN 'string' THEN regexp_split_to_array(old #>> '{}', '\s*[xX*]\s*')
        ELSE ARRAY[]::TEXT[] END;
BEGIN
    IF sides[1] ~ '^\d{1,9}(\.\d+)?$' AND sides[2] ~ '^\d{1,9}(\.\d+)?$' THEN
        RETURN jsonb_build_object('width', round(sides[1]::NUMERIC)::INTEGER,
                                  'height', round(sides[2]::NUMERIC)::INTEGER);
    END IF;
    RETURN jsonb_build_object('original', old);
END
$$;

DO $$
DECLARE
    old_schema NAME;
    tenant TEXT;
BEGIN
    FOR old_schema IN
        SELECT n.nspname FROM pg_namespace n
        WHERE starts_with(n.nspname, 'cv_tenant_')
          AND NOT EXISTS (SELECT FROM cv.tenants t WHERE t.schema_name = n.nspname)
          AND EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid
                      AND c.relname = 'processing_jobs' AND c.relkind = 'r' AND NOT c.relispartition)
    LOOP
        EXECUTE format('ALTER SCHEMA %I RENAME TO %I', old_schema,
                       'cv_former_' || substr(old_schema, length('cv_tenant_') + 1));
    END LOOP;

    FOR old_schema IN
        SELECT n.nspname FROM pg_namespace n
        WHERE starts_with(n.nspname, 'cv_former_')
          AND to_regclass(format('%I.processing_jobs', n.nspname)) IS NOT NULL
    LOOP
        FOR tenant IN EXECUTE format(
            'SELECT pg_temp.tenant(tenant_id, %1$L) FROM %1$I.processing_jobs '
            'UNION SELECT pg_temp.tenant(tenant_id, %1$L) FROM %1$I.image_processing '
            'UNION SELECT pg_temp.tenant(tenant_id, %1$L) FROM %1$I.object_detections '
            -- A tenant without rows is a tenant, too; the template is none.
            'UNION SELECT pg_temp.tenant(NULL, %1$L) WHERE %1$L <> ''cv_former_template'' '
            'AND NOT EXISTS (SELECT FROM %1$I.processing_jobs) ORDER BY 1',
            old_schema)
        LOOP
            PERFORM cv.create_tenant_schema(tenant);
        END LOOP;
    END LOOP;
END
$$;

-- Copies one table of every old schema by a select that has %1$I for the schema and %1$L for its name.
CREATE FUNCTION pg_temp.take(table_name TEXT, columns TEXT, selected TEXT) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    old_schema NAME;
BEGIN
    FOR old_schema IN
        SELECT n.nspname FROM pg_namespace n
        WHERE starts_with(n.nspname, 'cv_former_')
          AND to_regclass(format('%I.%I', n.nspname, table_name)) IS NOT NULL
        ORDER BY n.nspname
    LOOP
        EXECUTE format(
            'WITH added AS (INSERT INTO cv.%2$I (%3$s) %4$s '
            '    ON CONFLICT (tenant_id, id) DO NOTHING RETURNING tenant_id), '
            'old AS (SELECT pg_temp.tenant(o.tenant_id, %1$L) AS tenant_id, o.id FROM %1$I.%2$I o), '
            'found AS (SELECT tenant_id, count(*) AS rows FROM old GROUP BY tenant_id), '
            'new AS (SELECT tenant_id, count(*) AS rows FROM added GROUP BY tenant_id), '
            'present AS (SELECT tenant_id, count(*) AS rows FROM old '
            '    JOIN cv.%2$I n USING (tenant_id, id) GROUP BY tenant_id) '
            'INSERT INTO imported '
            -- A statement does not see what it adds itself.
            'SELECT %5$L, f.tenant_id, f.rows, coalesce(n.rows, 0), coalesce(n.rows, 0) + coalesce(p.rows, 0) '
            'FROM found f LEFT JOIN new n USING (tenant_id) LEFT JOIN present p USING (tenant_id)',
            old_schema, table_name, columns, format(selected, old_schema), old_schema || '.' || table_name);
    END LOOP;
END
$$;

DO $do$
BEGIN
    -- What had not ended never will: no message of it is on its way here.
    PERFORM pg_temp.take('processing_jobs', $$
        id, job_name, processing_type, content_type, status, progress_percentage, input_file_path,
        output_file_path, processing_parameters, results, error_message, retry_count, max_retries, priority,
        tenant_id, created_by, created_at, started_at, completed_at, updated_at, total_images,
        completed_images $$, $$
        SELECT o.id, job_name, processing_type, content_type,
            CASE WHEN ended THEN upper(status) ELSE 'FAILED' END, progress_percentage, input_file_path,
            output_file_path, processing_parameters, results,
            CASE WHEN ended THEN error_message ELSE concat_ws(': ',
                status || ' when the platform was replaced; submit it again', error_message) END,
            retry_count, max_retries, priority, pg_temp.tenant(tenant_id, %1$L), created_by, created_at,
            started_at, coalesce(completed_at, updated_at, created_at, now()), updated_at, images, images
        FROM (SELECT *, upper(status) IN ('COMPLETED', 'FAILED', 'CANCELLED') AS ended
              FROM %1$I.processing_jobs) o
        CROSS JOIN LATERAL (SELECT count(*)::INTEGER AS images
                            FROM %1$I.image_processing i WHERE i.job_id = o.id) i $$);

    PERFORM pg_temp.take('image_processing', $$
        id, job_id, original_filename, file_path, file_size_bytes, file_hash, image_dimensions, image_format,
        color_mode, processing_type, confidence_score, processing_duration_ms, processing_model,
        model_version, tenant_id, created_by, created_at $$, $$
        SELECT id, job_id, original_filename, file_path, file_size_bytes, file_hash,
            pg_temp.dimensions(image_dimensions), image_format, color_mode, processing_type,
            confidence_score, processing_duration_ms, processing_model, model_version,
            pg_temp.tenant(tenant_id, %1$L), created_by, created_at
        FROM %1$I.image_processing $$);

    PERFORM pg_temp.take('object_detections', $$
        id, job_id, image_id, detection_model, model_version, detected_objects, total_objects,
        detection_confidence, inference_time_ms, preprocessing_time_ms, postprocessing_time_ms,
        image_resolution, tenant_id, created_by, created_at $$, $$
        SELECT id, job_id, image_id, detection_model, model_version, detected_objects, total_objects,
            detection_confidence, inference_time_ms, preprocessing_time_ms, postprocessing_time_ms,
            pg_temp.dimensions(image_resolution), pg_temp.tenant(tenant_id, %1$L), created_by, created_at
        FROM %1$I.object_detections $$);
END
$do$;

DO $$
DECLARE
    missing TEXT;
BEGIN
    SELECT string_agg(format('%s of %s: %s of %s rows', old_table, tenant_id, present_rows, old_rows), '; ')
        INTO missing FROM imported WHERE present_rows <> old_rows;
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'Rows of the replaced platform are missing here: %', missing;
    END IF;
END
$$;

SELECT old_table, tenant_id, old_rows, new_rows FROM imported ORDER BY old_table, tenant_id;
COMMIT;
