-- Takes the rows of the replaced platform into this layout, in one transaction. May run again: what is
-- here already stays as it is. No old row is changed or removed.
--
-- The platform had a schema cv_tenant_NAME per tenant, with tables of the same names and columns. Each is
-- renamed to cv_former_NAME, since the tenant's partitions take its name, so nobody may still write there:
-- stop the platform first. This database has to be migrated before.
--
-- Where every finding of an image can be read, and its file's digest is a SHA-256, the image also gets the
-- document that the bridge tells; elsewhere the row keeps what the platform wrote.

BEGIN;
LOCK TABLE cv.tenants IN SHARE ROW EXCLUSIVE MODE;

CREATE TEMPORARY TABLE imported (
    old_table TEXT, tenant_id TEXT, old_rows BIGINT, new_rows BIGINT, present_rows BIGINT, shown_rows BIGINT)
    ON COMMIT DROP;

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
            'INSERT INTO imported (old_table, tenant_id, old_rows, new_rows, present_rows) '
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

-- ---------------------------------------------------------------------------------------------
-- Findings as the bridge tells them
-- ---------------------------------------------------------------------------------------------

CREATE FUNCTION pg_temp.number(value JSONB) RETURNS DOUBLE PRECISION LANGUAGE sql IMMUTABLE
RETURN CASE WHEN jsonb_typeof(value) = 'number' AND abs(value::NUMERIC) < 1e9 THEN value::NUMERIC END;

-- [x, y, width, height] of the box of an old finding, within the picture; null for what is none. Bare
-- lists of four numbers are read as cv.import_boxes says, coco or xyxy, and not at all without it.
CREATE FUNCTION pg_temp.box(finding JSONB, width INTEGER, height INTEGER) RETURNS JSONB
LANGUAGE plpgsql STABLE AS $$
DECLARE
    box CONSTANT JSONB := coalesce(finding -> 'bbox', finding -> 'bounding_box', finding -> 'box', finding);
    corners CONSTANT BOOLEAN := current_setting('cv.import_boxes', TRUE) = 'xyxy';
    x DOUBLE PRECISION;
    y DOUBLE PRECISION;
    x2 DOUBLE PRECISION;
    y2 DOUBLE PRECISION;
BEGIN
    IF jsonb_typeof(box) = 'object' THEN
        x := pg_temp.number(coalesce(box -> 'x1', box -> 'x_min', box -> 'xmin', box -> 'left', box -> 'x'));
        y := pg_temp.number(coalesce(box -> 'y1', box -> 'y_min', box -> 'ymin', box -> 'top', box -> 'y'));
        x2 := coalesce(pg_temp.number(coalesce(box -> 'x2', box -> 'x_max', box -> 'xmax', box -> 'right')),
                       x + pg_temp.number(coalesce(box -> 'width', box -> 'w')));
        y2 := coalesce(pg_temp.number(coalesce(box -> 'y2', box -> 'y_max', box -> 'ymax', box -> 'bottom')),
                       y + pg_temp.number(coalesce(box -> 'height', box -> 'h')));
    ELSIF jsonb_typeof(box) = 'array' AND corners IS NOT NULL THEN
        x := pg_temp.number(box -> 0);
        y := pg_temp.number(box -> 1);
        x2 := pg_temp.number(box -> 2) + CASE WHEN corners THEN 0 ELSE x END;
        y2 := pg_temp.number(box -> 3) + CASE WHEN corners THEN 0 ELSE y END;
    END IF;
    -- What lies outside or within the first pixel is written in another way than we take it for.
    IF x >= -1 AND y >= -1 AND x2 >= x AND y2 >= y AND x2 <= width + 1 AND y2 <= height + 1
        AND greatest(x2, y2) > 1 THEN
        x := greatest(x, 0);
        y := greatest(y, 0);
        RETURN jsonb_build_array(x, y, least(x2, width) - x, least(y2, height) - y);
    END IF;
    RETURN NULL;
END
$$;

-- Objects of one old row, highest confidence first; null unless all of them can be read.
CREATE FUNCTION pg_temp.objects(old JSONB, row_confidence DOUBLE PRECISION, width INTEGER, height INTEGER)
RETURNS JSONB LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN jsonb_typeof(old) <> 'array' THEN NULL
                WHEN bool_and(coalesce(box IS NOT NULL AND label <> '' AND confidence BETWEEN 0 AND 1, FALSE))
                    IS FALSE THEN NULL
                ELSE coalesce(jsonb_agg(jsonb_build_object('label', label, 'class_id', class_id,
                    'confidence', confidence, 'bbox', box) ORDER BY confidence DESC, number), '[]') END
    FROM (
        SELECT number, pg_temp.box(o, width, height) AS box,
            coalesce(o ->> 'label', o ->> 'class_name', o ->> 'class', o ->> 'name') AS label,
            coalesce(pg_temp.number(coalesce(o -> 'confidence', o -> 'score')), row_confidence) AS confidence,
            CASE WHEN o ->> 'class_id' ~ '^\d{1,9}$' THEN (o ->> 'class_id')::INTEGER ELSE 0 END AS class_id
        FROM jsonb_array_elements(CASE jsonb_typeof(old) WHEN 'array' THEN old ELSE '[]' END)
            WITH ORDINALITY e (o, number)) o
$$;

-- One message of cv.results, null where a field that it must have cannot be told.
CREATE FUNCTION pg_temp.document(i cv.image_processing) RETURNS TEXT LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN tasks IS NOT NULL AND format IS NOT NULL AND i.job_id IS NOT NULL
            AND i.file_hash ~* '^[0-9a-f]{64}$' AND i.file_size_bytes >= 0 AND i.file_path <> ''
            AND i.color_mode IN ('1', 'L', 'LA', 'P', 'RGB', 'RGBA', 'CMYK')
            AND (i.image_dimensions ->> 'width')::INTEGER > 0 AND (i.image_dimensions ->> 'height')::INTEGER > 0
        THEN jsonb_build_object(
            'schema_version', 1, 'image_id', i.id, 'tenant_id', i.tenant_id, 'job_id', i.job_id,
            'uri', i.file_path, 'original_filename', i.original_filename, 'page', i.page,
            'image', i.image_dimensions,
            'file', jsonb_build_object('size_bytes', i.file_size_bytes, 'sha256', lower(i.file_hash),
                'format', format, 'color_mode', i.color_mode, 'page_count', i.page_count),
            'process_time', to_char(coalesce(i.created_at, now()) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'created_by', i.created_by,
            'timings', jsonb_build_object('fetch_ms', 0, 'decode_ms', 0,
                'total_ms', greatest(coalesce(i.processing_duration_ms, 0), 0)),
            'tasks', tasks)::TEXT END
    FROM (
        SELECT CASE upper(i.image_format) WHEN 'JPG' THEN 'JPEG' WHEN 'TIF' THEN 'TIFF'
                ELSE substring(upper(i.image_format) FROM '^(?:JPEG|PNG|WEBP|TIFF|BMP|GIF|PDF)$') END AS format,
            (SELECT CASE WHEN bool_and(objects IS NOT NULL AND detection_model <> '' AND model_version <> '') THEN
                jsonb_agg(jsonb_build_object('task', 'object_detection', 'cached', FALSE,
                    'model', jsonb_build_object('name', detection_model, 'version', model_version),
                    'timings', jsonb_build_object('queue_ms', 0,
                        'preprocess_ms', greatest(coalesce(preprocessing_time_ms, 0), 0),
                        'inference_ms', greatest(inference_time_ms, 0),
                        'postprocess_ms', greatest(coalesce(postprocessing_time_ms, 0), 0)),
                    'objects', objects) ORDER BY created_at, id) END
             FROM (SELECT *, pg_temp.objects(detected_objects, detection_confidence,
                       (i.image_dimensions ->> 'width')::INTEGER, (i.image_dimensions ->> 'height')::INTEGER)
                       AS objects
                   FROM cv.object_detections d
                   WHERE d.tenant_id = i.tenant_id AND d.image_id = i.id) d) AS tasks) t
$$;

DO $$
DECLARE
    old_schema NAME;
BEGIN
    FOR old_schema IN
        SELECT n.nspname FROM pg_namespace n
        WHERE starts_with(n.nspname, 'cv_former_')
          AND to_regclass(format('%I.image_processing', n.nspname)) IS NOT NULL
    LOOP
        EXECUTE format(
            'WITH made AS (SELECT n.tenant_id, n.id, pg_temp.document(n) AS document FROM %1$I.image_processing o '
            '    JOIN cv.image_processing n ON n.tenant_id = pg_temp.tenant(o.tenant_id, %1$L) AND n.id = o.id '
            '    WHERE n.result_document IS NULL) '
            'UPDATE cv.image_processing n SET result_document = document FROM made '
            'WHERE n.tenant_id = made.tenant_id AND n.id = made.id AND document IS NOT NULL', old_schema);
        EXECUTE format(
            'UPDATE imported SET shown_rows = (SELECT count(*) FROM %1$I.image_processing o '
            '    JOIN cv.image_processing n ON n.tenant_id = pg_temp.tenant(o.tenant_id, %1$L) AND n.id = o.id '
            '    WHERE n.tenant_id = imported.tenant_id AND n.result_document IS NOT NULL) '
            'WHERE old_table = %2$L', old_schema, old_schema || '.image_processing');
    END LOOP;
END
$$;

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

SELECT old_table, tenant_id, old_rows, new_rows, shown_rows FROM imported ORDER BY old_table, tenant_id;
COMMIT;
