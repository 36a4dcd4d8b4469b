package ke.co.datacraft.cv.bridge;

import ke.co.datacraft.cv.bridge.settings.LogSettings;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.api.LayoutComponentBuilder;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;

/** The log of a bridge that is a process of its own: lines to its standard output. */
final class BridgeLog {

    private static final String ECS = "classpath:EcsLayout.json";
    private static final String TEXT = "%d{ISO8601} %-5level %logger{1.} [%t] %X %msg%n";

    private BridgeLog() {}

    /** From now on, lines are written as the settings say. */
    static void configure(LogSettings settings) {
        Configurator.reconfigure(configuration(settings));
    }

    static Configuration configuration(LogSettings settings) {
        ConfigurationBuilder<BuiltConfiguration> builder =
                ConfigurationBuilderFactory.newConfigurationBuilder();
        builder.setStatusLevel(Level.ERROR);
        builder.setShutdownHook("disable");
        builder.add(builder.newAppender("console", "Console").add(layout(builder, settings)));
        builder.add(
                builder.newRootLogger(Level.valueOf(settings.level()))
                        .add(builder.newAppenderRef("console")));
        for (String quiet : new String[] {"org.apache.kafka", "org.eclipse.jetty", "io.javalin"}) {
            builder.add(builder.newLogger(quiet, Level.WARN));
        }
        return builder.build();
    }

    private static LayoutComponentBuilder layout(
            ConfigurationBuilder<BuiltConfiguration> builder, LogSettings settings) {
        return settings.json()
                ? builder.newLayout("JsonTemplateLayout").addAttribute("eventTemplateUri", ECS)
                : builder.newLayout("PatternLayout").addAttribute("pattern", TEXT);
    }
}
