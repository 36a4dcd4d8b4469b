package ke.co.datacraft.cv.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Rows with every required column filled, written through the parent tables as sinks do. */
final class TestingRows {

    private TestingRows() {}

    static void job(Connection connection, String tenant, UUID id, String status, int attempt)
            throws SQLException {
        TestingDatabase.rows(
                connection,
                """
                INSERT INTO cv.processing_jobs (id, job_name, processing_type, content_type, status,
                    input_file_path, retry_count, tenant_id, created_by)
                VALUES (?, 'job', 'ocr', 'image/png', ?, 'file:/a.png', ?, ?, 'tester')
                ON CONFLICT (tenant_id, id) DO UPDATE
                SET status = excluded.status, retry_count = excluded.retry_count,
                    updated_at = now()
                """,
                id,
                status,
                attempt,
                tenant);
    }

    static void image(Connection connection, String tenant, UUID id, UUID job) throws SQLException {
        TestingDatabase.rows(
                connection,
                """
                INSERT INTO cv.image_processing (id, job_id, original_filename, file_path,
                    file_size_bytes, file_hash, image_dimensions, image_format, color_mode,
                    processing_type, tenant_id, created_by)
                VALUES (?, ?, 'a.png', 'file:/a.png', 10, 'abc', '{"width": 1, "height": 1}', 'PNG',
                    'RGB', 'ocr', ?, 'tester')
                """,
                id,
                job,
                tenant);
    }

    static void word(Connection connection, String tenant, UUID id, UUID job, UUID image)
            throws SQLException {
        TestingDatabase.rows(
                connection,
                """
                INSERT INTO cv.ocr_words (id, job_id, image_id, page_id, word_index, line_index,
                    text, confidence, x, y, width, height, tenant_id)
                VALUES (?, ?, ?, gen_random_uuid(), 0, 0, 'word', 0.9, 1, 2, 3, 4, ?)
                """,
                id,
                job,
                image,
                tenant);
    }

    static void deadLetter(Connection connection, String tenant, UUID id, UUID job)
            throws SQLException {
        TestingDatabase.rows(
                connection,
                """
                INSERT INTO cv.dead_letters (id, tenant_id, job_id, reason, message, origin_topic,
                    origin_partition, origin_offset)
                VALUES (?, ?, ?, 'NOT_FOUND', 'gone', 'cv.images', 0, 1)
                """,
                id,
                tenant,
                job);
    }
}
