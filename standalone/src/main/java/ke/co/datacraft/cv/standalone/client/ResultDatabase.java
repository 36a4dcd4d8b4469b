package ke.co.datacraft.cv.standalone.client;

import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.standalone.services.ServiceException;

/** What the stream wrote to PostgreSQL, for one tenant. For one thread. */
public final class ResultDatabase implements AutoCloseable {

    private final Connection connection;
    private final String tenant;
    private final StoredTexts texts;

    /**
     * A job as its row tells.
     *
     * @param state where it stands
     * @param total images in it
     * @param completed images with a result
     * @param failed images without
     * @param error why it failed, or null
     */
    public record JobRow(JobState state, int total, int completed, int failed, String error) {}

    /**
     * A page and what was found on it; fields of a task that has no row are null.
     *
     * @param imageId its id
     * @param filename name of its file
     * @param uri where the file is
     * @param page from 0
     * @param format format of the file
     * @param width pixels
     * @param height pixels
     * @param milliseconds time it took
     * @param engine what read the text
     * @param text what it says
     * @param quality 0..1
     * @param detector what looked for objects
     * @param imageClass what kind of picture it is
     */
    public record PageRow(
            UUID imageId,
            String filename,
            String uri,
            int page,
            String format,
            int width,
            int height,
            int milliseconds,
            String engine,
            String text,
            Double quality,
            String detector,
            String imageClass) {}

    /**
     * A word and its place, in pixels.
     *
     * @param text the word
     * @param x left edge
     * @param y top edge
     * @param width of its box
     * @param height of its box
     */
    public record WordRow(String text, double x, double y, double width, double height) {}

    /**
     * An object and its place, in pixels.
     *
     * @param label its class
     * @param confidence 0..1
     * @param x left edge
     * @param y top edge
     * @param width of its box
     * @param height of its box
     */
    public record ObjectRow(
            String label, double confidence, double x, double y, double width, double height) {}

    /**
     * @param url {@code postgresql://user:password@host:port/database}
     * @param tenant whose rows
     * @param cipher opens encrypted texts
     */
    public ResultDatabase(String url, String tenant, FieldCipher cipher) {
        DatabaseUrl parsed = DatabaseUrl.parse(url);
        this.tenant = tenant;
        this.texts = new StoredTexts(cipher, tenant);
        try {
            this.connection =
                    DriverManager.getConnection(parsed.jdbcUrl(), parsed.user(), parsed.password());
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Creates the tenant where it is missing. */
    public void createTenant() {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT cv.create_tenant_schema(?)")) {
            statement.setString(1, tenant);
            statement.execute();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Rows of the given jobs; a job that the stream has not seen yet has none. */
    public Map<UUID, JobRow> jobs(Collection<UUID> ids) {
        String sql =
                "SELECT id, status, total_images, completed_images, failed_images, error_message"
                        + " FROM cv.processing_jobs WHERE tenant_id = ? AND id = ANY (?)";
        Map<UUID, JobRow> rows = new LinkedHashMap<>();
        query(
                sql,
                ids,
                row ->
                        rows.put(
                                row.getObject("id", UUID.class),
                                new JobRow(
                                        JobState.valueOf(row.getString("status")),
                                        row.getInt("total_images"),
                                        row.getInt("completed_images"),
                                        row.getInt("failed_images"),
                                        row.getString("error_message"))));
        return rows;
    }

    /** Pages of the given jobs, by file name and page. */
    public List<PageRow> pages(Collection<UUID> jobs) {
        String sql =
                """
                SELECT i.id, i.original_filename, i.file_path, i.page, i.image_format,
                       (i.image_dimensions ->> 'width')::int AS width,
                       (i.image_dimensions ->> 'height')::int AS height,
                       i.processing_duration_ms, o.id AS text_id, o.model, o.full_text, q.score,
                       d.detection_model, c.label AS image_class
                FROM cv.image_processing i
                LEFT JOIN cv.ocr_pages o ON o.tenant_id = i.tenant_id AND o.image_id = i.id
                    AND o.region_step IS NULL
                LEFT JOIN cv.image_quality q ON q.tenant_id = i.tenant_id AND q.image_id = i.id
                    AND q.region_step IS NULL
                LEFT JOIN cv.object_detections d
                       ON d.tenant_id = i.tenant_id AND d.image_id = i.id
                    AND d.region_step IS NULL
                LEFT JOIN cv.image_classifications c
                       ON c.tenant_id = i.tenant_id AND c.image_id = i.id
                    AND c.region_step IS NULL AND c.rank = 0
                WHERE i.tenant_id = ? AND i.job_id = ANY (?)
                ORDER BY i.original_filename, i.page
                """;
        List<PageRow> pages = new ArrayList<>();
        query(sql, jobs, row -> pages.add(page(row)));
        return pages;
    }

    private PageRow page(ResultSet row) throws SQLException {
        return new PageRow(
                row.getObject("id", UUID.class),
                row.getString("original_filename"),
                row.getString("file_path"),
                row.getInt("page"),
                row.getString("image_format"),
                row.getInt("width"),
                row.getInt("height"),
                row.getInt("processing_duration_ms"),
                row.getString("model"),
                text(row),
                row.getObject("score", Double.class),
                row.getString("detection_model"),
                row.getString("image_class"));
    }

    /** Text of a page; null where nothing read it. */
    private String text(ResultSet row) throws SQLException {
        UUID id = row.getObject("text_id", UUID.class);
        return id == null ? null : texts.page(id, row.getString("full_text"));
    }

    /** Words of the given images in reading order, by image. */
    public Map<UUID, List<WordRow>> words(Collection<UUID> images) {
        String sql =
                "SELECT image_id, id, text, x, y, width, height FROM cv.ocr_words"
                        + " WHERE tenant_id = ? AND image_id = ANY (?) ORDER BY image_id, word_index";
        Map<UUID, List<WordRow>> words = new LinkedHashMap<>();
        query(
                sql,
                images,
                row ->
                        words.computeIfAbsent(
                                        row.getObject("image_id", UUID.class),
                                        id -> new ArrayList<>())
                                .add(
                                        new WordRow(
                                                texts.word(
                                                        row.getObject("id", UUID.class),
                                                        row.getString("text")),
                                                row.getDouble("x"),
                                                row.getDouble("y"),
                                                row.getDouble("width"),
                                                row.getDouble("height"))));
        return words;
    }

    /** Objects of the given images as the model told them; an empty list where it found none. */
    public Map<UUID, List<ObjectRow>> objects(Collection<UUID> images) {
        String sql =
                "SELECT id, image_id, detected_objects FROM cv.object_detections"
                        + " WHERE tenant_id = ? AND image_id = ANY (?) AND region_step IS NULL"
                        + " ORDER BY image_id";
        Map<UUID, List<ObjectRow>> objects = new LinkedHashMap<>();
        query(sql, images, row -> addObjects(row, objects));
        return objects;
    }

    private void addObjects(ResultSet row, Map<UUID, List<ObjectRow>> objects) throws SQLException {
        List<ObjectRow> own =
                objects.computeIfAbsent(
                        row.getObject("image_id", UUID.class), id -> new ArrayList<>());
        UUID id = row.getObject("id", UUID.class);
        for (DetectedObject found : texts.objects(id, row.getString("detected_objects"))) {
            List<Double> box = found.bbox();
            own.add(
                    new ObjectRow(
                            found.label(),
                            found.confidence(),
                            box.get(0),
                            box.get(1),
                            box.get(2),
                            box.get(3)));
        }
    }

    private interface RowHandler {
        void accept(ResultSet row) throws SQLException;
    }

    private void query(String sql, Collection<UUID> ids, RowHandler handler) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Array array = connection.createArrayOf("uuid", ids.toArray());
            statement.setString(1, tenant);
            statement.setArray(2, array);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    handler.accept(rows);
                }
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static ServiceException failure(SQLException e) {
        return new ServiceException("PostgreSQL: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
