package ke.co.datacraft.cv.kubernetes.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import ke.co.datacraft.cv.sql.DatabaseSettings;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.sql.Migrator;
import ke.co.datacraft.cv.standalone.services.DataFolder;
import ke.co.datacraft.cv.standalone.services.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements of the pages of operations, on a real database with the tables of this release. */
class DocumentedStatementsITCase {

    @TempDir private Path folder;

    @Test
    void theDatabaseTakesThem() throws Exception {
        List<String> statements = DocumentedCommands.statements().distinct().toList();
        assertThat(statements).hasSizeGreaterThan(5);
        try (EmbeddedPostgres server = new EmbeddedPostgres(DataFolder.open(folder))) {
            server.start();
            DatabaseUrl url = DatabaseUrl.parse(server.url());
            new Migrator(DatabaseSettings.of(url)).migrate();
            try (Connection connection =
                            DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    assertThatCode(() -> statement.execute(sql)).as(sql).doesNotThrowAnyException();
                }
            }
        }
    }
}
