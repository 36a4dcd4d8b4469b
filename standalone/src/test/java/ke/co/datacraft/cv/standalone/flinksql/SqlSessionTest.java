package ke.co.datacraft.cv.standalone.flinksql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.standalone.UsageException;
import ke.co.datacraft.cv.standalone.services.ServiceException;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

class SqlSessionTest {

    private static final SqlVariables VARIABLES =
            new SqlVariables()
                    .withDatabase(DatabaseUrl.parse("postgresql://ann:s3cret@127.0.0.1:1/none"));

    private static SqlSession session(List<SqlStatement> statements, Map<String, String> options) {
        return SqlSession.open(statements, options, VARIABLES);
    }

    @Test
    void theModeThatAScriptSetsHoldsFromTheBeginning() {
        List<SqlStatement> script =
                SqlScript.statements("SET 'execution.runtime-mode' = 'batch';", "x.sql");
        SqlSession session = session(script, Map.of("execution.runtime-mode", "streaming"));
        assertThat(session.isBatch()).isTrue();
        assertThat(SqlSession.hasRows(session.execute(script.get(0)))).isFalse();
        assertThat(session(List.of(), Map.of()).isBatch()).isFalse();
        assertThatThrownBy(() -> session(List.of(), Map.of("execution.runtime-mode", "fast")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("fast");
    }

    @Test
    void timesAreUtcUntilAScriptSaysOtherwise() throws Exception {
        List<SqlStatement> script =
                SqlScript.statements(
                        "SELECT CAST(TO_TIMESTAMP_LTZ(0, 3) AS STRING) AS shown;"
                                + " SET 'table.local-time-zone' = 'Africa/Nairobi';"
                                + " SELECT CAST(TO_TIMESTAMP_LTZ(0, 3) AS STRING) AS shown;",
                        "x.sql");
        SqlSession session = session(script, Map.of());
        assertThat(rows(session.execute(script.get(0))))
                .containsExactly("+I[1970-01-01 00:00:00.000]");
        session.execute(script.get(1));
        assertThat(rows(session.execute(script.get(2))))
                .containsExactly("+I[1970-01-01 03:00:00.000]");
    }

    @Test
    void whatFlinkDoesNotTakeIsNamedWithItsPlace() {
        List<SqlStatement> script = SqlScript.statements("\nSELECT * FROM nowhere", "x.sql");
        assertThatThrownBy(() -> session(script, Map.of()).execute(script.get(0)))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("x.sql:2: ")
                .hasMessageContaining("nowhere");
    }

    @Test
    void aTableWithAWrongOptionTellsNoSecret() {
        List<SqlStatement> script =
                SqlScript.statements(
                        "CREATE TABLE t (a INT) WITH ('connector' = 'jdbc', 'url' = '${CV_JDBC_URL}',"
                                + " 'password' = '${CV_JDBC_PASSWORD}', 'table-name' = 't', 'x' = 'y');"
                                + " SELECT * FROM t",
                        "x.sql");
        SqlSession session = session(script, Map.of());
        session.execute(script.get(0));
        assertThatThrownBy(() -> session.execute(script.get(1)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Unsupported options found for 'jdbc'")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aJobThatFailsTellsItsCause() {
        List<SqlStatement> script =
                SqlScript.statements(
                        "CREATE TABLE t (a INT) WITH ('connector' = 'jdbc', 'url' = '${CV_JDBC_URL}',"
                                + " 'username' = 'ann', 'password' = '${CV_JDBC_PASSWORD}',"
                                + " 'table-name' = 't');\nSELECT * FROM t",
                        "x.sql");
        SqlSession session =
                session(
                        script,
                        Map.of("restart-strategy.type", "none", "parallelism.default", "1"));
        session.execute(script.get(0));
        TableResult rows = session.execute(script.get(1));
        assertThatThrownBy(() -> session.print(script.get(1), rows))
                .isInstanceOf(ServiceException.class)
                .hasMessageStartingWith("x.sql:2: ")
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageNotContaining("s3cret");
    }

    private static List<String> rows(TableResult result) throws Exception {
        List<String> rows = new ArrayList<>();
        try (CloseableIterator<Row> all = result.collect()) {
            all.forEachRemaining(row -> rows.add(row.toString()));
        }
        return rows;
    }
}
