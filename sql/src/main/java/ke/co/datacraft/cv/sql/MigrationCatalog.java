package ke.co.datacraft.cv.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The migrations of this release, told without the migrator. */
public final class MigrationCatalog {

    private static final String FIRST = "/migrations/001_initial_schema.sql";
    private static final String APPLIED =
            "SELECT version FROM "
                    + Migrator.SCHEMA
                    + ".flyway_schema_history WHERE success AND version IS NOT NULL";
    private static final Set<String> NO_SUCH_TABLE = Set.of("42P01", "3F000");

    private static final Set<String> VERSIONS = read();

    private MigrationCatalog() {}

    /** Numbers of the migrations, such as {@code 001}, in order. */
    public static Set<String> versions() {
        return VERSIONS;
    }

    /**
     * Migrations that a database lacks, in order; all of them where it has none of the tables.
     *
     * @param connection any connection to it, outside a transaction
     */
    public static Set<String> pending(Connection connection) throws SQLException {
        TreeSet<String> pending = new TreeSet<>(VERSIONS);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(APPLIED)) {
            while (rows.next()) {
                pending.remove(rows.getString(1));
            }
        } catch (SQLException e) {
            if (!NO_SUCH_TABLE.contains(e.getSQLState())) {
                throw e;
            }
        }
        return pending;
    }

    private static Set<String> read() {
        URL first = MigrationCatalog.class.getResource(FIRST);
        try {
            URI uri = first.toURI();
            if (!uri.getScheme().equals("jar")) {
                return versions(Path.of(uri).getParent());
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return versions(jar.getPath(FIRST).getParent());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the migrations beside " + first, e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("A resource has a URI: " + first, e);
        }
    }

    private static Set<String> versions(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d+_.*\\.sql"))
                    .map(name -> name.substring(0, name.indexOf('_')))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
