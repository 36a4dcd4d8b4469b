package ke.co.datacraft.cv.bench;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.stream.Stream;

/** Files of this repository that a benchmark runs. */
final class Sources {

    private static final PathMatcher BRIDGE_JAR =
            FileSystems.getDefault().getPathMatcher("glob:**/api-bridge-*[0-9T].jar");

    private Sources() {}

    /** Where this module is built: {@code bench/target}. */
    static Path target() {
        try {
            return Path.of(
                            Sources.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Folder of a peer. */
    static Path peer(String name) {
        return target().resolveSibling("peers").resolve(name);
    }

    /** The options that {@code ./cv bridge} gives to Java. */
    static Path bridgeOptions() {
        return bridge().resolve("bridge.options");
    }

    /** The class path that {@code ./cv bridge} gives to Java. */
    static String bridgeClasspath() throws IOException {
        Path target = bridge().resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            Path jar =
                    files.filter(BRIDGE_JAR::matches)
                            .findFirst()
                            .orElseThrow(
                                    () -> new IOException("no jar in " + target + ": ./cv build"));
            return jar
                    + File.pathSeparator
                    + Files.readString(target.resolve("bridge.classpath")).strip();
        }
    }

    private static Path bridge() {
        return target().getParent().resolveSibling("api-bridge");
    }
}
