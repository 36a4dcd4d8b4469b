package ke.co.datacraft.cv.standalone;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.AppenderComponentBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.api.LayoutComponentBuilder;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;

/** Sends the log into the data folder, so that the console belongs to the command. */
public final class Logs {

    private static final String VARIABLE = "CV_LOG_LEVEL";
    private static final String FORMAT = "CV_LOG_FORMAT";
    private static final String ECS = "classpath:EcsLayout.json";
    private static final List<Level> LEVELS =
            List.of(
                    Level.OFF,
                    Level.FATAL,
                    Level.ERROR,
                    Level.WARN,
                    Level.INFO,
                    Level.DEBUG,
                    Level.TRACE);

    private Logs() {}

    /**
     * Sends the log into {@code cv.log} of a folder, 20 MB at a time, three old ones kept.
     *
     * @throws UsageException when CV_LOG_LEVEL is no level or CV_LOG_FORMAT no format
     */
    public static void sendTo(Path folder) {
        Configurator.reconfigure(
                configuration(
                        folder, level(System.getenv(VARIABLE)), isJson(System.getenv(FORMAT))));
    }

    /** What Log4j is told. */
    static Configuration configuration(Path folder, Level level, boolean json) {
        ConfigurationBuilder<BuiltConfiguration> builder =
                ConfigurationBuilderFactory.newConfigurationBuilder();
        builder.setStatusLevel(Level.ERROR);
        // The log outlives the services, which stop in a hook of their own.
        builder.setShutdownHook("disable");
        builder.add(file(builder, folder.resolve("cv.log"), json));
        builder.add(builder.newRootLogger(level).add(builder.newAppenderRef("file")));
        // Kafka is chatty, and sinks in one chain share a metric's name by design of Flink.
        for (String quiet :
                List.of("kafka", "org.apache.kafka", "state.change", "org.eclipse.jetty")) {
            builder.add(builder.newLogger(quiet, Level.WARN));
        }
        builder.add(builder.newLogger("org.apache.flink.metrics.MetricGroup", Level.ERROR));
        // A document that others wrote badly is no concern of ours as long as it can be drawn.
        builder.add(builder.newLogger("org.apache.pdfbox", Level.ERROR));
        builder.add(builder.newLogger("org.apache.fontbox", Level.ERROR));
        return builder.build();
    }

    /** The level, INFO when absent. */
    static Level level(String text) {
        if (text == null || text.isBlank()) {
            return Level.INFO;
        }
        String name = text.strip().toUpperCase(Locale.ROOT);
        Level level = Level.getLevel(name.equals("WARNING") ? "WARN" : name);
        if (level == null || !LEVELS.contains(level)) {
            throw new UsageException(
                    VARIABLE
                            + " is '"
                            + text
                            + "': give one of "
                            + Arrays.toString(LEVELS.toArray()));
        }
        return level;
    }

    /** Whether lines are JSON with the fields of the Elastic Common Schema; text when absent. */
    static boolean isJson(String text) {
        if (text == null || text.isBlank() || text.strip().equalsIgnoreCase("text")) {
            return false;
        }
        if (text.strip().equalsIgnoreCase("json")) {
            return true;
        }
        throw new UsageException(FORMAT + " is '" + text + "': give text or json");
    }

    private static LayoutComponentBuilder layout(
            ConfigurationBuilder<BuiltConfiguration> builder, boolean json) {
        return json
                ? builder.newLayout("JsonTemplateLayout").addAttribute("eventTemplateUri", ECS)
                : builder.newLayout("PatternLayout")
                        .addAttribute("pattern", "%d{ISO8601} %-5level %logger{1.} [%t] %msg%n");
    }

    private static AppenderComponentBuilder file(
            ConfigurationBuilder<BuiltConfiguration> builder, Path file, boolean json) {
        return builder.newAppender("file", "RollingFile")
                .addAttribute("fileName", file.toString())
                .addAttribute("filePattern", file + ".%i")
                .add(layout(builder, json))
                .addComponent(
                        builder.newComponent("Policies")
                                .addComponent(
                                        builder.newComponent("SizeBasedTriggeringPolicy")
                                                .addAttribute("size", "20 MB")))
                .addComponent(
                        builder.newComponent("DefaultRolloverStrategy").addAttribute("max", "3"));
    }
}
