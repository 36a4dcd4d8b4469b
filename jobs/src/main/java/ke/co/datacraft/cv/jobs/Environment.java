package ke.co.datacraft.cv.jobs;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Environment variables and program arguments as a Flink configuration. */
public final class Environment {

    private static final Logger LOG = LoggerFactory.getLogger(Environment.class);
    private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();
    private static final Map<String, ConfigOption<?>> BY_VARIABLE =
            VisionOptionCatalog.all().stream()
                    .collect(Collectors.toMap(VisionOptionCatalog::variable, Function.identity()));

    private Environment() {}

    /**
     * The options that the variables set; empty ones count as absent. Variables {@code CV_*} that
     * are no option of VisionJob are told once: they may belong to another part of the system.
     */
    public static Configuration toConfiguration(Map<String, String> environment) {
        Configuration configuration = new Configuration();
        environment.forEach(
                (variable, value) -> {
                    ConfigOption<?> option = BY_VARIABLE.get(variable);
                    if (option != null && !value.isBlank()) {
                        configuration.setString(option.key(), value.trim());
                    }
                });
        Set<String> others = unknown(environment);
        if (!others.isEmpty() && WARNED.addAll(others)) {
            LOG.info("No options of VisionJob, as they may be the bridge's: {}", others);
        }
        return configuration;
    }

    /** Variables {@code CV_*} that are no option of VisionJob, sorted. */
    static Set<String> unknown(Map<String, String> environment) {
        return environment.keySet().stream()
                .filter(name -> name.startsWith(VisionOptionCatalog.VARIABLE_PREFIX))
                .filter(name -> !BY_VARIABLE.containsKey(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Options given as {@code --cv.key value}, {@code --cv.key=value} or {@code -Dcv.key=value}.
     *
     * @throws SettingsException when an argument has another form or names no option
     */
    public static Configuration fromArguments(List<String> arguments) {
        Configuration configuration = new Configuration();
        for (int i = 0; i < arguments.size(); ) {
            String argument = arguments.get(i++).replaceFirst("^(--|-D)", "");
            int equals = argument.indexOf('=');
            String key = equals < 0 ? argument : argument.substring(0, equals);
            if (!isKnown(key)) {
                throw new SettingsException(
                        key + " is no option of VisionJob: docs/configuration.md lists them");
            }
            if (equals < 0 && i == arguments.size()) {
                throw new SettingsException(key + " has no value: give --" + key + " VALUE");
            }
            String value = equals < 0 ? arguments.get(i++) : argument.substring(equals + 1);
            configuration.setString(key, value.trim());
        }
        return configuration;
    }

    /**
     * The configuration that a job reads, from the weakest to the strongest: variables, Flink's own
     * configuration, arguments.
     */
    public static Configuration merge(
            Map<String, String> environment, Configuration flink, List<String> arguments) {
        Configuration merged = toConfiguration(environment);
        flink.toMap()
                .forEach(
                        (key, value) -> {
                            if (isKnown(key)) {
                                merged.setString(key, value);
                            } else if (key.startsWith(VisionOptionCatalog.KEY_PREFIX)) {
                                warnOnce(key);
                            }
                        });
        merged.addAll(fromArguments(arguments));
        return merged;
    }

    private static boolean isKnown(String key) {
        return VisionOptionCatalog.all().stream().anyMatch(option -> option.key().equals(key))
                || key.startsWith(VisionOptions.KAFKA_PROPERTIES.key() + ".");
    }

    private static void warnOnce(String name) {
        if (WARNED.add(name)) {
            LOG.warn("{} is no option of VisionJob and has no effect on it", name);
        }
    }
}
