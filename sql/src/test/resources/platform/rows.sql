-- Twelve jobs of every status, two images each but for the last, a row of detections per image.
INSERT INTO SCHEMA.processing_jobs (id, job_name, processing_type, content_type, status, input_file_path,
    error_message, processing_parameters, tenant_id, created_by, created_at)
SELECT md5('TENANT job ' || n)::UUID, 'job ' || n, 'object_detection', 'image/jpeg',
    (ARRAY['COMPLETED', 'completed', 'FAILED', 'PENDING', 'processing', 'QUEUED'])[1 + n % 6],
    '/files/' || n || '.jpg', CASE n % 6 WHEN 2 THEN 'out of memory' END, '{"confidence": 0.5}',
    'TENANT', 'ann', TIMESTAMPTZ '2025-01-27 10:00:00Z' + n * INTERVAL '1 hour'
FROM generate_series(0, 11) n;
INSERT INTO SCHEMA.image_processing (id, job_id, original_filename, file_path, file_size_bytes, file_hash,
    image_dimensions, image_format, color_mode, processing_type, confidence_score, tenant_id, created_by)
SELECT md5('TENANT image ' || n || ' ' || i)::UUID, md5('TENANT job ' || n)::UUID, n || '.jpg',
    '/files/' || n || '.jpg', 1000 + n, encode(sha256(n::TEXT::BYTEA), 'hex'),
    (ARRAY['{"width": 640, "height": 480}', '[640, 480.4]', '"640x480"', '{"w": 640}']::JSONB[])[1 + n % 4],
    'JPEG', 'RGB', 'object_detection', 0.75, 'TENANT', 'ann'
FROM generate_series(0, 10) n, generate_series(0, 1) i;
INSERT INTO SCHEMA.object_detections (id, job_id, image_id, detection_model, model_version, detected_objects,
    total_objects, detection_confidence, inference_time_ms, image_resolution, tenant_id, created_by)
SELECT md5('detections ' || id)::UUID, job_id, id, 'yolov8n', '8.0.0',
    -- By file: an object with a box, a list, nothing found, and a box that lies outside.
    (ARRAY['[{"class_name": "car", "class_id": 2, "confidence": 0.5, "bounding_box": {"x": 1, "y": 2, "width": 30, "height": 40}}, '
           '{"class": "bus", "score": 0.875, "box": {"x1": 10.5, "y1": 20, "x2": 640.5, "y2": 300}}]',
           '[{"label": "dog", "confidence": 0.25, "bbox": [100, 100, 300, 200]}]',
           '[]', '[{"label": "dog", "confidence": 0.25, "bbox": {"x": 600, "y": 0, "w": 100, "h": 10}}]'
     ]::JSONB[])[1 + (file_size_bytes - 1000) / 3 % 4],
    1, 0.75, 12, '{"width": 640, "height": 480}', 'TENANT', 'ann'
FROM SCHEMA.image_processing;
