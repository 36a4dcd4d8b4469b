package ke.co.datacraft.cv.standalone.flinksql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.standalone.UsageException;
import org.junit.jupiter.api.Test;

class SqlVariablesTest {

    private final SqlVariables variables =
            new SqlVariables()
                    .withTopics("cv.", Map.of("sasl.jaas.config", "x password='s3cret';", "a", "b"))
                    .withDatabase(DatabaseUrl.parse("postgresql://ann:p%27w$1@db:5432/cv"));

    private static SqlStatement statement(String text) {
        return new SqlStatement(text, "x.sql", 7);
    }

    @Test
    void variablesAreReplacedAndTheirQuotesDoubled() {
        assertThat(
                        variables
                                .resolve(statement("'${CV_JDBC_PASSWORD}' '${CV_TOPIC_PREFIX}'"))
                                .text())
                .isEqualTo("'p''w$1' 'cv.'");
    }

    @Test
    void propertiesOfKafkaBecomeOptionsOfItsTables() {
        assertThat(variables.resolve(statement("${CV_KAFKA_TABLE_OPTIONS}")).text())
                .isEqualTo(
                        "'properties.a' = 'b', 'properties.sasl.jaas.config' = 'x"
                                + " password=''s3cret'';',");
        assertThat(
                        new SqlVariables()
                                .withTopics("cv.", Map.of())
                                .resolve(statement("(${CV_KAFKA_TABLE_OPTIONS})"))
                                .text())
                .isEqualTo("()");
    }

    @Test
    void secretsAreNotShown() {
        assertThat(
                        variables
                                .show(
                                        statement(
                                                "${CV_JDBC_URL} ${CV_JDBC_PASSWORD}"
                                                        + " ${CV_KAFKA_TABLE_OPTIONS}"))
                                .text())
                .isEqualTo(
                        "jdbc:postgresql://db:5432/cv?stringtype=unspecified"
                                + " ${CV_JDBC_PASSWORD} ${CV_KAFKA_TABLE_OPTIONS}");
        assertThat(variables.hide("FATAL: p'w$1 is wrong")).isEqualTo("FATAL: *** is wrong");
    }

    @Test
    void aVariableWithoutAValueIsNamedWithWhereItStandsAndTheCure() {
        variables.without("CV_A", "set CV_B");
        assertThatThrownBy(() -> variables.resolve(statement("SELECT '${CV_A}'")))
                .isInstanceOf(UsageException.class)
                .hasMessage("x.sql:7: CV_A has no value; set CV_B");
        assertThatThrownBy(() -> variables.resolve(statement("SELECT '${CV_C}'")))
                .hasMessage("x.sql:7: CV_C has no value; give -D CV_C=VALUE");
    }
}
