package ke.co.datacraft.cv.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "postgresql://ann:secret@db:5432/cv | jdbc:postgresql://db:5432/cv | ann | secret",
                "postgres://ann:secret@db/cv | jdbc:postgresql://db/cv | ann | secret",
                "postgresql://ann@db/cv | jdbc:postgresql://db/cv | ann | null",
                "postgresql://a%40b:p%2Fw%3A%25+1@db/cv | jdbc:postgresql://db/cv | a@b | p/w:%+1",
                "postgresql://ann:a@b:c@db/cv | jdbc:postgresql://db/cv | ann | a@b:c",
                "postgresql://ann:x@[::1]:5433/cv | jdbc:postgresql://[::1]:5433/cv | ann | x",
                "postgresql://ann:x@a:1,b:2/cv | jdbc:postgresql://a:1,b:2/cv | ann | x",
                "postgresql://ann:x@db/cv?sslmode=require&connect_timeout=3"
                        + " | jdbc:postgresql://db/cv?sslmode=require&connectTimeout=3 | ann | x",
                "postgresql://db/cv?user=ann&password=a+b | jdbc:postgresql://db/cv | ann | a+b",
                "jdbc:postgresql://db:1/cv?user=ann&password=s%26t&ssl=true"
                        + " | jdbc:postgresql://db:1/cv?ssl=true | ann | s&t",
            })
    void readsBothSpellings(String text, String jdbcUrl, String user, String password) {
        DatabaseUrl url = DatabaseUrl.parse(text);

        assertThat(url.jdbcUrl()).isEqualTo(jdbcUrl);
        assertThat(url.user()).isEqualTo(user);
        assertThat(url.password()).isEqualTo(password);
        assertThat(url).hasToString(jdbcUrl + " as " + user);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | is empty",
                "mysql://ann:hush@db/cv | 'mysql://ann:***@db/cv' is no PostgreSQL URL",
                "postgresql:ann:hush@db/cv | 'postgresql:***@db/cv' is no PostgreSQL URL",
                "postgresql://ann:hush@db:5432 | names no database",
                "postgresql://ann:hush@db:5432/ | names no database",
                "postgresql://ann:hush@/cv | has no usable host",
                "postgresql://ann:hush@db:port/cv | has no usable host",
                "postgresql://ann:hush@db:70000/cv | has the port 70000",
                "postgresql://ann:hush@db:0/cv | has the port 0",
                "postgresql://ann:hush%zz@db/cv | has a % that",
                "postgresql://db/cv?password=hush | names no user",
                "jdbc:postgresql://db/?user=ann&password=hush | names no database",
            })
    void saysWhatIsWrongAndHidesThePassword(String text, String reason) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("write it as postgresql://user:password@host:5432/database")
                .hasMessageNotContaining("hush");
    }
}
