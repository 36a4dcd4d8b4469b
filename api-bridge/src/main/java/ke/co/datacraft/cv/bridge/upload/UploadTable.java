package ke.co.datacraft.cv.bridge.upload;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Statements on {@code cv.uploads}. */
public final class UploadTable {

    private static final String BEGIN =
            "INSERT INTO cv.uploads (tenant_id, object_key, uri) VALUES (?, ?, ?)";

    private static final String ACCEPT =
            """
            UPDATE cv.uploads SET state = 'STORED', job_id = ?, original_filename = ?,
                content_type = ?, size_bytes = ?, sha256 = ?, updated_at = now()
            WHERE tenant_id = ? AND object_key = ? AND state = 'UPLOADING'
            """;

    private static final String GIVE_UP =
            """
            UPDATE cv.uploads SET state = 'RELEASED', updated_at = now()
            WHERE tenant_id = ? AND object_key = ANY (?) AND state = 'UPLOADING'
            RETURNING object_key
            """;

    private static final String GIVE_UP_OLD =
            """
            UPDATE cv.uploads SET state = 'RELEASED', updated_at = now()
            WHERE state = 'UPLOADING' AND updated_at < now() - make_interval(secs => ?)
            """;

    private UploadTable() {}

    /** A released object and its owner. */
    record Released(String tenant, String key) {}

    /** Notes that an object will be stored. */
    static void begin(Connection connection, String tenant, String key, String uri)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
            statement.setString(1, tenant);
            statement.setString(2, key);
            statement.setString(3, uri);
            statement.executeUpdate();
        }
    }

    /**
     * Gives uploads to the job that was made of them.
     *
     * @return whether all of them were still there
     */
    public static boolean accept(
            Connection connection, String tenant, UUID job, List<StoredUpload> uploads)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ACCEPT)) {
            int accepted = 0;
            for (StoredUpload upload : uploads) {
                statement.setObject(1, job);
                statement.setString(2, upload.filename());
                statement.setString(3, upload.contentType());
                statement.setLong(4, upload.size());
                statement.setString(5, upload.sha256());
                statement.setString(6, tenant);
                statement.setString(7, upload.key());
                accepted += statement.executeUpdate();
            }
            return accepted == uploads.size();
        }
    }

    /** Releases uploads that no job was made of; returns which. */
    static List<String> giveUp(Connection connection, String tenant, List<String> keys)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(GIVE_UP)) {
            statement.setString(1, tenant);
            statement.setArray(2, connection.createArrayOf("varchar", keys.toArray()));
            return texts(statement);
        }
    }

    /** Releases uploads that were begun long ago. */
    static int giveUpOld(Connection connection, Duration age) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(GIVE_UP_OLD)) {
            statement.setDouble(1, age.toSeconds());
            return statement.executeUpdate();
        }
    }

    /** Releases the uploads of a job; returns their keys. */
    public static List<String> releaseJob(Connection connection, String tenant, UUID job)
            throws SQLException {
        try (PreparedStatement release =
                        connection.prepareStatement("SELECT cv.release_uploads(?, ?)");
                PreparedStatement keys =
                        connection.prepareStatement(
                                "SELECT object_key FROM cv.uploads"
                                        + " WHERE tenant_id = ? AND job_id = ?")) {
            release.setString(1, tenant);
            release.setObject(2, job);
            release.execute();
            keys.setString(1, tenant);
            keys.setObject(2, job);
            return texts(keys);
        }
    }

    /** Objects to be deleted, the longest waiting first. */
    static List<Released> released(Connection connection, int max) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT tenant_id, object_key FROM cv.uploads WHERE state = 'RELEASED'"
                                + " ORDER BY updated_at LIMIT ?")) {
            statement.setInt(1, max);
            List<Released> released = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    released.add(new Released(rows.getString(1), rows.getString(2)));
                }
            }
            return released;
        }
    }

    /** Forgets an object that is deleted. */
    static void forget(Connection connection, String tenant, String key) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "DELETE FROM cv.uploads WHERE tenant_id = ? AND object_key = ?"
                                + " AND state = 'RELEASED'")) {
            statement.setString(1, tenant);
            statement.setString(2, key);
            statement.executeUpdate();
        }
    }

    private static List<String> texts(PreparedStatement statement) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
