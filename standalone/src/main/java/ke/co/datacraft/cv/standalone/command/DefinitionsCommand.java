package ke.co.datacraft.cv.standalone.command;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ke.co.datacraft.cv.bridge.definition.DefinitionPublication;
import ke.co.datacraft.cv.bridge.definition.DefinitionPublication.Told;
import ke.co.datacraft.cv.bridge.outbox.Outbox;
import ke.co.datacraft.cv.bridge.outbox.OutboxRelay;
import ke.co.datacraft.cv.bridge.settings.RelaySettings;
import ke.co.datacraft.cv.bridge.settings.SettingsException;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.UsageException;
import ke.co.datacraft.cv.standalone.client.TopicReader;
import ke.co.datacraft.cv.standalone.services.ServiceException;
import ke.co.datacraft.cv.standalone.services.Waiting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cv definitions}. */
@Command(
        name = "definitions",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        description = {"Sources, zones, rules and orders of models (docs/definitions.md)."})
public final class DefinitionsCommand implements Runnable {

    private static final String DATABASE = "CV_DATABASE_URL";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "What with the definitions? Give publish.");
    }

    @Command(
            name = "publish",
            mixinStandardHelpOptions = true,
            usageHelpWidth = 100,
            sortOptions = false,
            description = {
                "Tells the topics all that the database has, and takes back what only the topics have:"
                        + " after a restore of the database, or with new topics. May run beside the"
                        + " bridge, and again. Exit code 1 when Kafka did not take all of it in time;"
                        + " the rest waits in the database for the bridge."
            })
    int publish(
            @Mixin KafkaTarget kafka,
            @Option(
                            names = "--database-url",
                            paramLabel = "URL",
                            defaultValue = "${env:CV_DATABASE_URL}",
                            description =
                                    "postgresql://user:password@host:5432/database; when absent"
                                            + " CV_DATABASE_URL, else the demo that runs on --data.")
                    String databaseUrl,
            @Option(
                            names = "--wait",
                            paramLabel = "SECONDS",
                            defaultValue = "60",
                            description = "How long Kafka may take (${DEFAULT-VALUE}).")
                    int seconds)
            throws SQLException {
        if (seconds < 1) {
            throw new UsageException("--wait is " + seconds + ": give 1 or more seconds");
        }
        RelaySettings settings = settings(kafka, databaseUrl);
        Topics topics = kafka.topics();
        Map<String, Set<String>> keys = keys(kafka, topics);
        Outbox outbox = new Outbox();
        try (Connection database = connect(settings.url())) {
            long before = Outbox.newest(database);
            List<Told> told = new DefinitionPublication(outbox, topics).write(database, keys);
            long last = Outbox.newest(database);
            told.forEach(spec.commandLine().getOut()::println);
            return send(settings, outbox, database, before, last, Duration.ofSeconds(seconds));
        }
    }

    /** By a bridge where one runs, else by a relay of our own. */
    private int send(
            RelaySettings settings,
            Outbox outbox,
            Connection database,
            long before,
            long last,
            Duration patience)
            throws SQLException {
        try (OutboxRelay relay = OutboxRelay.of(settings, outbox)) {
            relay.start();
            Waiting.until(patience, () -> Outbox.unsent(database, before, last) == 0);
        }
        long left = Outbox.unsent(database, before, last);
        if (left == 0) {
            return ExitCodes.OK;
        }
        PrintWriter errors = spec.commandLine().getErr();
        errors.printf(
                "%d messages still wait in cv.outbox, where the column refusal says so if Kafka"
                        + " refuses one; the bridge goes on sending them%n",
                left);
        errors.flush();
        return ExitCodes.INCOMPLETE;
    }

    private static Map<String, Set<String>> keys(KafkaTarget kafka, Topics topics) {
        Map<String, Set<String>> keys = new HashMap<>();
        for (String topic : DefinitionPublication.topicsOfDefinitions(topics)) {
            try (TopicReader reader =
                    TopicReader.fromBeginning(
                            kafka.bootstrapServers(), kafka.properties(), topic)) {
                keys.put(topic, TopicReader.standingKeys(reader.toEnd()));
            }
        }
        return keys;
    }

    private static RelaySettings settings(KafkaTarget kafka, String databaseUrl) {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("CV_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        variables.put(
                DATABASE,
                Optional.ofNullable(databaseUrl)
                        .filter(url -> !url.isBlank())
                        .or(() -> kafka.demo().map(demo -> demo.variables().get(DATABASE)))
                        .orElseThrow(
                                () ->
                                        new UsageException(
                                                "No database: give --database-url or set "
                                                        + DATABASE
                                                        + " to postgresql://user:password@host:5432/database")));
        try {
            return RelaySettings.read(variables);
        } catch (SettingsException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static Connection connect(DatabaseUrl url) {
        try {
            return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
        } catch (SQLException e) {
            throw new ServiceException("PostgreSQL: " + e.getMessage(), e);
        }
    }
}
