package ke.co.datacraft.cv.standalone.flinksql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;

/** The scripts of {@code sql/flink}, executed as {@code cv sql} does it. */
final class TestingScripts {

    static final Path FOLDER = Path.of("..", "sql", "flink");

    private final SqlVariables variables;

    TestingScripts(SqlVariables variables) {
        this.variables = variables;
    }

    /** The rows of a script of {@code jobs}, see {@link #rows}. */
    List<String> job(String name, String mode) throws Exception {
        return rows(Files.readString(FOLDER.resolve("jobs").resolve(name + ".sql")), mode);
    }

    /**
     * Executes a script on all tables.
     *
     * @param mode batch or streaming
     * @return what is left of its last statement with rows when all changes are applied, sorted
     */
    List<String> rows(String script, String mode) throws Exception {
        List<SqlStatement> statements = tables();
        statements.addAll(SqlScript.statements(script, "script"));
        SqlSession session =
                SqlSession.open(
                        statements,
                        Map.of("execution.runtime-mode", mode, "parallelism.default", "2"),
                        variables);
        List<String> rows = List.of();
        for (SqlStatement statement : statements) {
            TableResult result = session.execute(statement);
            if (statement.writes()) {
                session.await(statement, result);
            } else if (SqlSession.hasRows(result)) {
                rows = settled(result);
            }
        }
        return rows;
    }

    private static List<SqlStatement> tables() throws IOException {
        List<SqlStatement> statements = new ArrayList<>();
        try (Stream<Path> tables = Files.list(FOLDER.resolve("tables"))) {
            for (Path table : tables.sorted().toList()) {
                statements.addAll(SqlScript.statements(Files.readString(table), table.toString()));
            }
        }
        return statements;
    }

    private static List<String> settled(TableResult result) throws Exception {
        List<String> rows = new ArrayList<>();
        try (CloseableIterator<Row> changes = result.collect()) {
            while (changes.hasNext()) {
                Row row = changes.next();
                RowKind kind = row.getKind();
                row.setKind(RowKind.INSERT);
                String text = row.toString().substring(RowKind.INSERT.shortString().length());
                if (kind == RowKind.INSERT || kind == RowKind.UPDATE_AFTER) {
                    rows.add(text);
                } else {
                    assertThat(rows.remove(text)).as("taken back: " + text).isTrue();
                }
            }
        }
        rows.sort(null);
        return rows;
    }
}
