package ke.co.datacraft.cv.bridge.testing;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.contracts.ImageFile;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.ImageTimings;
import ke.co.datacraft.cv.contracts.TaskResult;

/** Jobs and results in the database, as VisionJob writes them. */
public final class TestingResults {

    private static final String IMAGE =
            "INSERT INTO cv.image_processing (id, tenant_id, job_id, source_id, original_filename,"
                    + " file_path, file_size_bytes, file_hash, image_dimensions, image_format,"
                    + " color_mode, processing_type, page, page_count, capture_time, ingest_time,"
                    + " created_by, created_at, result_document)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS jsonb), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT (tenant_id, id) DO UPDATE SET"
                    + " result_document = EXCLUDED.result_document";

    private static final String JOB =
            "INSERT INTO cv.processing_jobs (id, tenant_id, job_name, processing_type,"
                    + " content_type, status, input_file_path, created_by, total_images)"
                    + " VALUES (?, ?, ?, 'ocr', 'image', 'COMPLETED', 'x', 'ann', 1)";

    private final TestingServices services;
    private final String tenant;

    /**
     * @param tenant owner of all that is written
     */
    public TestingResults(TestingServices services, String tenant) {
        this.services = services;
        this.tenant = tenant;
    }

    /** A completed job. */
    public UUID job(String name) {
        UUID id = UUID.randomUUID();
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(JOB)) {
            statement.setObject(1, id);
            statement.setString(2, tenant);
            statement.setString(3, name);
            statement.executeUpdate();
            return id;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A result of a job; PNG of 640 x 480 pixels. */
    public ImageResult image(UUID job, String filename, int page, TaskResult... tasks) {
        return image(job, null, "s3://inbox/" + filename, filename, page, tasks);
    }

    /** A result of a job or a camera; a camera's number is no page but a second. */
    public ImageResult image(
            UUID job, String source, String uri, String filename, int number, TaskResult... tasks) {
        int page = source == null ? number : 0;
        return new ImageResult(
                1,
                Identifiers.imageId(
                        tenant,
                        job == null ? source : job.toString(),
                        uri,
                        Integer.toString(number)),
                tenant,
                job,
                source,
                uri,
                filename,
                page,
                new ImageSize(640, 480),
                new ImageFile(1234, "9f".repeat(32), "PNG", "RGB", page + 1),
                source == null
                        ? null
                        : Instant.parse("2026-03-04T05:06:07.000Z").plusSeconds(number),
                Instant.parse("2026-03-04T05:06:07.100Z"),
                Instant.parse("2026-03-04T05:06:08.000Z"),
                "ann",
                new ImageTimings(1, 2, 3),
                List.of(tasks));
    }

    /** Writes results with their documents. */
    public void store(List<ImageResult> results) {
        store(results, results.stream().map(ContractCodec::toBytes).toList());
    }

    /** Writes a result with its document. */
    public void store(ImageResult result) {
        store(List.of(result));
    }

    /** Writes a result with another document, or with null. */
    public void store(ImageResult result, String document) {
        byte[] bytes = document == null ? null : document.getBytes(StandardCharsets.UTF_8);
        store(List.of(result), java.util.Collections.singletonList(bytes));
    }

    private void store(List<ImageResult> results, List<byte[]> documents) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(IMAGE)) {
            for (int i = 0; i < results.size(); i++) {
                bind(statement, results.get(i), documents.get(i));
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void bind(PreparedStatement statement, ImageResult result, byte[] document)
            throws SQLException {
        String tasks =
                result.tasks().stream().map(TaskResult::task).collect(Collectors.joining(","));
        Object[] values = {
            result.imageId(),
            result.tenantId(),
            result.jobId(),
            result.sourceId(),
            result.originalFilename(),
            result.uri(),
            result.file().sizeBytes(),
            result.file().sha256(),
            ContractCodec.toJson(result.image()),
            result.file().format(),
            result.file().colorMode(),
            tasks.substring(0, Math.min(50, tasks.length())),
            result.page(),
            result.file().pageCount(),
            time(result.captureTime()),
            time(result.ingestTime()),
            result.createdBy(),
            time(result.processTime()),
            document == null ? null : new String(document, StandardCharsets.UTF_8)
        };
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** Notes of the audit about the tenant: action, object and outcome. */
    public List<String> audit() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT action || ' ' || object_id || ' ' || outcome"
                                        + " FROM cv.audit_log WHERE tenant_id = ?")) {
            statement.setString(1, tenant);
            List<String> notes = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    notes.add(rows.getString(1));
                }
            }
            return notes;
        }
    }

    private static OffsetDateTime time(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:" + services.databaseUrl().replace("postgres@", "") + "?user=postgres");
    }
}
