package ke.co.datacraft.cv.sql;

import java.util.List;

/**
 * The tables of the platform that came before: name, then column, type, nullability and default.
 * Users' queries rely on them.
 */
final class GuideTables {

    static final List<String> PROCESSING_JOBS =
            List.of(
                    "processing_jobs",
                    "id uuid required gen_random_uuid()",
                    "job_name character varying(255) required -",
                    "processing_type character varying(50) required -",
                    "content_type character varying(50) required -",
                    "status character varying(20) required 'PENDING'::character varying",
                    "progress_percentage double precision optional 0.0",
                    "input_file_path text required -",
                    "output_file_path text optional -",
                    "processing_parameters jsonb optional -",
                    "results jsonb optional -",
                    "error_message text optional -",
                    "retry_count integer optional 0",
                    "max_retries integer optional 3",
                    "priority integer optional 5",
                    "tenant_id character varying(100) required -",
                    "created_by character varying(100) required -",
                    "created_at timestamp with time zone optional now()",
                    "started_at timestamp with time zone optional -",
                    "completed_at timestamp with time zone optional -",
                    "updated_at timestamp with time zone optional now()");

    static final List<String> IMAGE_PROCESSING =
            List.of(
                    "image_processing",
                    "id uuid required gen_random_uuid()",
                    "job_id uuid optional -",
                    "original_filename character varying(255) required -",
                    "file_path text required -",
                    "file_size_bytes bigint required -",
                    "file_hash character varying(128) required -",
                    "image_dimensions jsonb required -",
                    "image_format character varying(20) required -",
                    "color_mode character varying(20) required -",
                    "processing_type character varying(50) required -",
                    "confidence_score double precision optional -",
                    "processing_duration_ms integer optional -",
                    "processing_model character varying(100) optional -",
                    "model_version character varying(20) optional -",
                    "tenant_id character varying(100) required -",
                    "created_by character varying(100) required -",
                    "created_at timestamp with time zone optional now()");

    static final List<String> OBJECT_DETECTIONS =
            List.of(
                    "object_detections",
                    "id uuid required gen_random_uuid()",
                    "job_id uuid optional -",
                    "image_id uuid optional -",
                    "detection_model character varying(100) required -",
                    "model_version character varying(20) required -",
                    "detected_objects jsonb required -",
                    "total_objects integer required -",
                    "detection_confidence double precision required -",
                    "inference_time_ms integer required -",
                    "preprocessing_time_ms integer optional -",
                    "postprocessing_time_ms integer optional -",
                    "image_resolution jsonb required -",
                    "tenant_id character varying(100) required -",
                    "created_by character varying(100) required -",
                    "created_at timestamp with time zone optional now()");

    private GuideTables() {}
}
