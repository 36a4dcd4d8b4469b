package ke.co.datacraft.cv.bridge.image;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.database.SqlQuery;
import ke.co.datacraft.cv.bridge.result.DocumentCipher;

/** Reads images. */
final class ImageTable {

    private static final String SELECT =
            "SELECT id, source_id, capture_time, original_filename, file_path,"
                    + " file_size_bytes, file_hash, page, result_document FROM cv.image_processing WHERE tenant_id = ? AND ";

    private static final String BY_ID = SELECT + "id = ?";

    private static final String NEWEST =
            SELECT + "source_id = ? ORDER BY coalesce(capture_time, created_at) DESC, id LIMIT 1";

    private final Database database;
    private final DocumentCipher cipher;

    ImageTable(Database database, DocumentCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    Optional<StoredImage> find(String tenant, UUID id) {
        return database.read(tenant, connection -> first(connection, BY_ID, tenant, id));
    }

    /** The newest frame of a camera. */
    Optional<StoredImage> newestOf(String tenant, String sourceId) {
        return database.read(tenant, connection -> first(connection, NEWEST, tenant, sourceId));
    }

    private Optional<StoredImage> first(
            Connection connection, String sql, String tenant, Object key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, tenant);
            statement.setObject(2, key);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(image(tenant, rows)) : Optional.empty();
            }
        }
    }

    private StoredImage image(String tenant, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new StoredImage(
                tenant,
                id,
                row.getString("source_id"),
                SqlQuery.time(row, "capture_time"),
                row.getString("original_filename"),
                row.getString("file_path"),
                row.getLong("file_size_bytes"),
                row.getString("file_hash"),
                row.getInt("page"),
                cipher.open(tenant, id, row.getString("result_document")));
    }
}
