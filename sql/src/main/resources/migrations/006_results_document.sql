-- The whole result of an image beside its row, and indexes for those who read results.

-- ---------------------------------------------------------------------------------------------
-- Results as they were told
-- ---------------------------------------------------------------------------------------------

-- TEXT, not JSONB: readers pass it on as it is, and JSONB refuses characters that JSON may hold.
-- lz4 reads several times faster than the default; a server built without it keeps the default.
DO $$
BEGIN
    ALTER TABLE cv.image_processing ADD COLUMN result_document TEXT COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    RAISE NOTICE 'This server has no lz4; results are compressed by its default method';
    ALTER TABLE cv.image_processing ADD COLUMN result_document TEXT;
END
$$;
COMMENT ON COLUMN cv.image_processing.result_document IS
    'JSON of the message on cv.results, or its ciphertext; null where it is not kept';

-- ---------------------------------------------------------------------------------------------
-- Reading
-- ---------------------------------------------------------------------------------------------

-- The images of a job in their order for people: by name, then file, then page. The digest stands
-- for the URI, which may be longer than an index takes.
CREATE INDEX idx_image_processing_job_order
    ON cv.image_processing (job_id, original_filename, md5(file_path), page, id)
    WHERE job_id IS NOT NULL;

-- The newest frame of a camera.
CREATE INDEX idx_image_processing_source_time
    ON cv.image_processing (source_id, (coalesce(capture_time, created_at)) DESC, id)
    WHERE source_id IS NOT NULL;
