package ke.co.datacraft.cv.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import ke.co.datacraft.cv.jobs.postgres.ResultStatements;
import ke.co.datacraft.cv.operators.sink.DetectionRow;
import ke.co.datacraft.cv.operators.sink.ResultRows;
import ke.co.datacraft.cv.sql.DatabaseSettings;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.sql.Migrator;
import ke.co.datacraft.cv.standalone.services.DataFolder;
import ke.co.datacraft.cv.standalone.services.EmbeddedPostgres;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Detection rows by the statement, the batches and the connection settings of the sink, against
 * COPY of the same rows into the same empty table, by one connection.
 */
final class RowsPart {

    /** The default of {@code CV_DATABASE_BATCH_SIZE}. */
    private static final int BATCH = 500;

    private static final int ROWS_PER_IMAGE_OF_A_ROUND = 20;
    private static final String TENANT = "bench";

    private final BenchSetup setup;

    RowsPart(BenchSetup setup) {
        this.setup = setup;
    }

    void run(Report report) throws Exception {
        report.section("Rows: detections by the sink's upserts against COPY, one connection");
        try (DataFolder folder = DataFolder.open(setup.scratch().resolve("rows"));
                EmbeddedPostgres postgres = new EmbeddedPostgres(folder)) {
            postgres.start();
            DatabaseUrl url = DatabaseUrl.parse(postgres.url());
            new Migrator(DatabaseSettings.of(url)).migrate();
            try (Connection database =
                    DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password())) {
                execute(database, "SELECT create_tenant_schema('" + TENANT + "')");
                measure(report, database);
            }
        }
    }

    private void measure(Report report, Connection database) throws Exception {
        List<DetectionRow> rows =
                LongStream.range(0, (long) setup.count() * ROWS_PER_IMAGE_OF_A_ROUND)
                        .mapToObj(SampleMessages::reference)
                        .map(SampleMessages::result)
                        .flatMap(result -> ResultRows.detections(result).stream())
                        .toList();
        upsert(database, rows);
        byte[] copied = copyOut(database);
        List<Measurement> all =
                new Rounds()
                        .add(
                                "COPY",
                                () -> timed(database, rows.size(), () -> copyIn(database, copied)))
                        .add(
                                "upserts in batches of " + BATCH,
                                () -> timed(database, rows.size(), () -> upsert(database, rows)))
                        .run(setup.rounds());
        report.columns("row");
        all.forEach(report::row);
        report.atLeast("  rows/s, upserts / COPY", all.get(1).rate() / all.get(0).rate(), 0.6);
    }

    /** Fills the empty table. */
    @FunctionalInterface
    private interface Filling {
        void run() throws Exception;
    }

    private static ConcurrentLoop.Round timed(Connection database, int rows, Filling filling)
            throws Exception {
        execute(database, "TRUNCATE cv.object_detections");
        CpuMeter cpu = new CpuMeter();
        long start = System.nanoTime();
        filling.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new ConcurrentLoop.Round(
                rows / seconds,
                (cpu.processSeconds() + cpu.childSeconds()) * 1000 / rows,
                cpu.childSeconds() * 1000 / rows);
    }

    private static void upsert(Connection database, List<DetectionRow> rows) throws SQLException {
        try (PreparedStatement statement =
                database.prepareStatement(ResultStatements.OBJECT_DETECTIONS)) {
            int waiting = 0;
            for (DetectionRow row : rows) {
                ResultStatements.bind(statement, row, FieldCipher.NONE);
                statement.addBatch();
                if (++waiting == BATCH) {
                    statement.executeBatch();
                    waiting = 0;
                }
            }
            statement.executeBatch();
        }
    }

    private static byte[] copyOut(Connection database) throws Exception {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        copies(database).copyOut("COPY (SELECT * FROM cv.object_detections) TO STDOUT", rows);
        return rows.toByteArray();
    }

    private static void copyIn(Connection database, byte[] rows) throws Exception {
        copies(database)
                .copyIn("COPY cv.object_detections FROM STDIN", new ByteArrayInputStream(rows));
    }

    private static CopyManager copies(Connection database) throws SQLException {
        return database.unwrap(PGConnection.class).getCopyAPI();
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
