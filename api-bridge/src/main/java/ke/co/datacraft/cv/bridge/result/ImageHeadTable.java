package ke.co.datacraft.cv.bridge.result;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.contracts.ImageSize;

/** Reads the images of a job without their results, page by page in the same order. */
final class ImageHeadTable {

    private static final int LIMIT = 1000;

    private static final String SQL =
            "SELECT id, original_filename, md5(file_path), page, file_path,"
                    + " CAST(image_dimensions ->> 'width' AS integer),"
                    + " CAST(image_dimensions ->> 'height' AS integer)"
                    + " FROM cv.image_processing WHERE tenant_id = ? AND job_id = ?"
                    + " AND (original_filename, md5(file_path), page, id) > (?, ?, ?, ?)"
                    + " ORDER BY original_filename, md5(file_path), page, id LIMIT "
                    + LIMIT;

    /** Before every image: no name is empty. */
    private static final ResultCursor START = new ResultCursor("", "", 0, new UUID(0, 0));

    private final Database database;

    ImageHeadTable(Database database) {
        this.database = database;
    }

    /**
     * Images of a job after a place in their order; an empty list after the last.
     *
     * @param after null for the first
     */
    List<ImageHead> page(String tenant, UUID jobId, ResultCursor after) {
        ResultCursor from = after == null ? START : after;
        return database.read(tenant, connection -> read(connection, tenant, jobId, from));
    }

    private static List<ImageHead> read(
            Connection connection, String tenant, UUID jobId, ResultCursor after)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setString(1, tenant);
            statement.setObject(2, jobId);
            statement.setString(3, after.filename());
            statement.setString(4, after.uriDigest());
            statement.setInt(5, after.page());
            statement.setObject(6, after.imageId());
            List<ImageHead> heads = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    heads.add(head(rows));
                }
            }
            return heads;
        }
    }

    private static ImageHead head(ResultSet row) throws SQLException {
        UUID id = row.getObject(1, UUID.class);
        String name = row.getString(2);
        int page = row.getInt(4);
        return new ImageHead(
                id,
                name,
                row.getString(5),
                page,
                new ImageSize(row.getInt(6), row.getInt(7)),
                new ResultCursor(name, row.getString(3), page, id));
    }
}
