package ke.co.datacraft.cv.standalone.processes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.apache.flink.api.common.externalresource.ExternalResourceDriver;
import org.apache.flink.api.common.externalresource.ExternalResourceDriverFactory;
import org.apache.flink.api.common.externalresource.ExternalResourceInfo;
import org.apache.flink.configuration.Configuration;

/**
 * A driver of external resources that asks a discovery script the way Flink's GPU driver does; that
 * one comes with Flink's distribution only. It reaches a TaskManager as a plugin, in a jar of its
 * own.
 */
public final class TestingGpuDriverFactory implements ExternalResourceDriverFactory {

    @Override
    public ExternalResourceDriver createExternalResourceDriver(Configuration configuration) {
        String script = configuration.getString("discovery-script.path", "");
        String arguments = configuration.getString("discovery-script.args", "");
        return amount -> discover(script + " " + amount + " " + arguments);
    }

    private static Set<Card> discover(String command) throws Exception {
        Process process = new ProcessBuilder(command.split(" ")).start();
        String line = text(process.getInputStream()).strip();
        if (process.waitFor() != 0) {
            throw new IOException(text(process.getErrorStream()));
        }
        return Arrays.stream(line.split(",")).map(Card::new).collect(Collectors.toSet());
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** A graphics card with its index. */
    record Card(String index) implements ExternalResourceInfo {

        @Override
        public Optional<String> getProperty(String key) {
            return key.equals("index") ? Optional.of(index) : Optional.empty();
        }

        @Override
        public Collection<String> getKeys() {
            return List.of("index");
        }
    }

    /**
     * Writes it as a plugin into Flink's folder of plugins.
     *
     * @return the folder of plugins
     */
    static Path install(Path plugins) throws IOException {
        Path folder = Files.createDirectories(plugins.resolve("external-resource-gpu"));
        try (JarOutputStream jar =
                new JarOutputStream(Files.newOutputStream(folder.resolve("driver.jar")))) {
            for (Class<?> type : List.of(TestingGpuDriverFactory.class, Card.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
                    add(jar, name, bytes.readAllBytes());
                }
            }
            add(
                    jar,
                    "META-INF/services/" + ExternalResourceDriverFactory.class.getName(),
                    TestingGpuDriverFactory.class.getName().getBytes(StandardCharsets.UTF_8));
        }
        return plugins;
    }

    private static void add(JarOutputStream jar, String name, byte[] bytes) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(bytes);
        jar.closeEntry();
    }
}
