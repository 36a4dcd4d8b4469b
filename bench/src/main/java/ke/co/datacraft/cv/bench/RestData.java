package ke.co.datacraft.cv.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import ke.co.datacraft.cv.jobs.postgres.ResultStatements;
import ke.co.datacraft.cv.operators.sink.ResultDocuments;
import ke.co.datacraft.cv.operators.sink.ResultRows;
import ke.co.datacraft.cv.operators.sink.SerializedResult;
import ke.co.datacraft.cv.sql.DatabaseSettings;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.sql.Migrator;

/** Jobs of one image each, with results of ten objects, as VisionJob writes them. */
final class RestData {

    static final String TENANT = "bench";
    private static final int JOB_SIZE = 1000;

    private static final String JOB =
            "INSERT INTO cv.processing_jobs (id, tenant_id, job_name, processing_type,"
                    + " content_type, status, input_file_path, created_by, total_images)"
                    + " VALUES (?, ?, 'bench', 'object_detection', 'image', 'COMPLETED', 'x',"
                    + " 'bench', 1)";

    private RestData() {}

    /**
     * Migrates the database and writes the jobs.
     *
     * @return their ids
     */
    static List<UUID> write(String databaseUrl, int count) throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(databaseUrl);
        new Migrator(DatabaseSettings.of(url)).migrate();
        List<UUID> jobs = new ArrayList<>();
        try (Connection database =
                        DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                Statement tenant = database.createStatement();
                PreparedStatement job = database.prepareStatement(JOB);
                PreparedStatement image =
                        database.prepareStatement(ResultStatements.IMAGE_PROCESSING)) {
            tenant.execute("SELECT create_tenant_schema('" + TENANT + "')");
            for (long i = 0; i < count; i++) {
                // A job of its own for each: of a thousand references only the first is written.
                ImageReference reference = SampleMessages.reference(i * JOB_SIZE);
                jobs.add(reference.jobId());
                job.setObject(1, reference.jobId());
                job.setString(2, TENANT);
                job.addBatch();
                ResultStatements.bind(
                        image,
                        ResultRows.image(
                                SerializedResult.of(SampleMessages.result(reference)),
                                ResultDocuments.of("true")),
                        FieldCipher.NONE);
                image.addBatch();
            }
            job.executeBatch();
            image.executeBatch();
            tenant.execute("ANALYZE");
        }
        return jobs;
    }
}
