package ke.co.datacraft.cv.sql;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A PostgreSQL server of its own for a test class, on a free port, in a temporary folder. */
final class TestingDatabase implements BeforeAllCallback, AfterAllCallback {

    private static final Path OLDER = Path.of("target/postgresql/postgresql-15.jar");

    private final PgBinaryResolver binaries;
    private EmbeddedPostgres server;
    private Path folder;

    TestingDatabase() {
        this(DefaultPostgresBinaryResolver.INSTANCE);
    }

    private TestingDatabase(PgBinaryResolver binaries) {
        this.binaries = binaries;
    }

    /** PostgreSQL 15, for clients of Debian 12. */
    static TestingDatabase older() {
        return new TestingDatabase(
                (system, machine) ->
                        URI.create("jar:" + OLDER.toUri() + "!/postgres-linux-x86_64.txz")
                                .toURL()
                                .openStream());
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("cv-sql-test");
        server =
                EmbeddedPostgres.builder()
                        .setPgBinaryResolver(binaries)
                        .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                        .setDataDirectory(folder.resolve("data"))
                        .setServerConfig("fsync", "off")
                        .start();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(TestingDatabase::delete);
        }
    }

    /** The database called {@code postgres}, as its superuser. */
    DatabaseUrl url() {
        return url("postgres");
    }

    DatabaseUrl url(String database) {
        return DatabaseUrl.parse(
                "postgresql://postgres@localhost:" + server.getPort() + "/" + database);
    }

    Connection connect() throws SQLException {
        return connect(url());
    }

    Connection connect(DatabaseUrl url) throws SQLException {
        return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
    }

    /** Rows of a query; the columns of a row are joined by blanks, null is written {@code null}. */
    List<String> rows(String query, Object... values) throws SQLException {
        try (Connection connection = connect()) {
            return rows(connection, query, values);
        }
    }

    static List<String> rows(Connection connection, String query, Object... values)
            throws SQLException {
        List<String> rows = new ArrayList<>();
        try (var statement = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            if (!statement.execute()) {
                return List.of("updated " + statement.getUpdateCount());
            }
            try (ResultSet result = statement.getResultSet()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        row.add(String.valueOf(result.getString(column)));
                    }
                    rows.add(String.join(" ", row));
                }
            }
        }
        return rows;
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
