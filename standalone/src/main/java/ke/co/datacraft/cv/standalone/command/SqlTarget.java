package ke.co.datacraft.cv.standalone.command;

import java.util.Map;
import java.util.Optional;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.standalone.UsageException;
import ke.co.datacraft.cv.standalone.flinksql.SqlVariables;
import ke.co.datacraft.cv.standalone.services.Endpoints;

/** The variables of SQL scripts out of {@code CV_*} variables and of a running demo. */
final class SqlTarget {

    private static final String SQL = "CV_SQL_";
    private static final String SERVERS = "CV_KAFKA_BOOTSTRAP_SERVERS";
    private static final String DATABASE = "CV_DATABASE_URL";

    private SqlTarget() {}

    static SqlVariables variables(KafkaTarget kafka, Map<String, String> environment) {
        SqlVariables variables =
                new SqlVariables()
                        .with(SqlVariables.START, "earliest-offset")
                        .with("CV_SQL_TARGET_PREFIX", "again.");
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith(SQL)) {
                        variables.with(name, value);
                    }
                });
        addKafka(variables, kafka);
        addDatabase(variables, kafka, environment);
        return variables;
    }

    /** Scripts that read no topic need no Kafka. */
    private static void addKafka(SqlVariables variables, KafkaTarget kafka) {
        variables.withTopics(kafka.topics().prefix(), kafka.properties());
        try {
            variables.with(SERVERS, kafka.bootstrapServers());
        } catch (UsageException e) {
            variables.without(SERVERS, e.getMessage());
        }
    }

    private static void addDatabase(
            SqlVariables variables, KafkaTarget kafka, Map<String, String> environment) {
        Optional<String> url =
                Optional.ofNullable(environment.get(DATABASE))
                        .filter(text -> !text.isBlank())
                        .or(() -> kafka.demo().map(Endpoints::databaseUrl));
        if (url.isPresent()) {
            try {
                variables.withDatabase(DatabaseUrl.parse(url.get()));
            } catch (IllegalArgumentException e) {
                throw new UsageException(e.getMessage());
            }
        } else {
            String cure = "set " + DATABASE + " to postgresql://user:password@host:5432/database";
            variables.without("CV_JDBC_URL", cure);
        }
    }
}
