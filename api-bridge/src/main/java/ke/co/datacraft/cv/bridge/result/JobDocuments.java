package ke.co.datacraft.cv.bridge.result;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.database.Database;

/** The results of a job of one file, all of them at once. */
public final class JobDocuments {

    private static final int MAX_IMAGES = 500;

    /** Pages of the file that have their rows, and how many it has. */
    private static final String PAGES =
            "SELECT count(*), coalesce(max(page_count), 1) FROM cv.image_processing"
                    + " WHERE tenant_id = ? AND job_id = ?";

    private final Database database;
    private final ResultTable results;

    /**
     * @param database where they are
     * @param cipher opens kept results
     */
    public JobDocuments(Database database, DocumentCipher cipher) {
        this.database = database;
        this.results = new ResultTable(database, cipher);
    }

    /** Whether each page of the job's one file has its row. */
    public boolean isWhole(String tenant, UUID jobId) {
        return database.read(
                tenant,
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(PAGES)) {
                        statement.setString(1, tenant);
                        statement.setObject(2, jobId);
                        try (ResultSet row = statement.executeQuery()) {
                            row.next();
                            return row.getInt(1) >= row.getInt(2);
                        }
                    }
                });
    }

    /**
     * A JSON list of results.
     *
     * @return empty where there are none, more than one answer holds, or some that are not kept
     */
    public Optional<byte[]> list(String tenant, UUID jobId, BoxFormat boxes) {
        ResultPage page = results.page(tenant, jobId, null, MAX_IMAGES);
        boolean all =
                page.isLast()
                        && !page.results().isEmpty()
                        && page.results().stream().allMatch(result -> result.document() != null);
        if (!all) {
            return Optional.empty();
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        byte separator = '[';
        for (StoredResult result : page.results()) {
            json.write(separator);
            json.writeBytes(Documents.bytes(result.document(), ResultView.ALL, boxes));
            separator = ',';
        }
        json.writeBytes("]".getBytes(StandardCharsets.US_ASCII));
        return Optional.of(json.toByteArray());
    }
}
