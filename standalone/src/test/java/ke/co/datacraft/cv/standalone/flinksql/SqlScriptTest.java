package ke.co.datacraft.cv.standalone.flinksql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlScriptTest {

    private static List<String> texts(String script) {
        return SqlScript.statements(script, "x.sql").stream().map(SqlStatement::text).toList();
    }

    @Test
    void semicolonsPartStatementsButNotWithinLiteralsNamesAndComments() {
        assertThat(
                        texts(
                                "SELECT 'a;''b;' FROM `t;1`; -- not; here\nSELECT /* nor; here */ 1;;\n"
                                        + " ; SELECT 2"))
                .containsExactly(
                        "SELECT 'a;''b;' FROM `t;1`", "SELECT                 1", "SELECT 2");
    }

    @Test
    void whatLooksLikeACommentWithinALiteralIsNone() {
        assertThat(texts("SELECT '-- /* ' FROM t; SELECT '*/'"))
                .containsExactly("SELECT '-- /* ' FROM t", "SELECT '*/'");
    }

    @Test
    void hintsStay() {
        assertThat(texts("SELECT * FROM t /*+ OPTIONS('a'='b') */"))
                .containsExactly("SELECT * FROM t /*+ OPTIONS('a'='b') */");
    }

    @Test
    void aStatementSetIsOneStatement() {
        assertThat(
                        texts(
                                "EXECUTE STATEMENT SET BEGIN\nINSERT INTO a SELECT 1;"
                                        + " INSERT INTO b SELECT 2;\nEND; SELECT 1"))
                .containsExactly(
                        "EXECUTE STATEMENT SET BEGIN\nINSERT INTO a SELECT 1;"
                                + " INSERT INTO b SELECT 2;\nEND",
                        "SELECT 1");
    }

    @Test
    void lineBreaksOfCommentsStaySoThatPositionsHold() {
        assertThat(texts("SELECT 1, /* a\n b */ 2\nFROM t;"))
                .containsExactly("SELECT 1,     \n      2\nFROM t");
    }

    @Test
    void aStatementKnowsItsLine() {
        assertThat(
                        SqlScript.statements("-- head\n\nSELECT 1;\nSELECT 2; SELECT\n3", "x.sql")
                                .stream()
                                .map(SqlStatement::place))
                .containsExactly("x.sql:3", "x.sql:4", "x.sql:4");
    }

    @Test
    void whatNothingEndsGoesToTheEnd() {
        assertThat(texts("SELECT 'a;b")).containsExactly("SELECT 'a;b");
        assertThat(texts("SELECT 1 /* ;")).containsExactly("SELECT 1");
        assertThat(texts("-- nothing")).isEmpty();
    }

    @Test
    void setsAreRead() {
        assertThat(SqlScript.statements("set 'a.b' = 'c''d';", "x").get(0).assignment())
                .contains(new SqlStatement.Assignment("a.b", "c'd"));
        assertThat(SqlScript.statements("SELECT 1", "x").get(0).assignment()).isEmpty();
    }

    @Test
    void jobsThatWriteAreKnown() {
        assertThat(
                        SqlScript.statements(
                                        "insert into a select 1; SELECT 'INSERT'; EXECUTE STATEMENT"
                                                + " SET BEGIN INSERT INTO a SELECT 1; END;"
                                                + " CREATE TABLE insert_me (a INT)",
                                        "x")
                                .stream()
                                .map(SqlStatement::writes))
                .containsExactly(true, false, true, false);
    }
}
