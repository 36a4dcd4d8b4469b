package ke.co.datacraft.cv.standalone.processes;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ke.co.datacraft.cv.jobs.VisionJob;

/**
 * The files of an ordinary Flink installation that runs our job: {@code lib} with what the build of
 * {@code jobs} collects for it, the distribution's own classes, and the thin job jar that users
 * submit. The distribution's one big jar is not published, so the artifacts that it is built of
 * stand in for it; nothing else of the test's class path gets through.
 */
final class FlinkDistribution {

    private static final Pattern VERSION = Pattern.compile("-\\d.*$");

    /** What the big jar bundles, and the logging jars that lie beside it. */
    private static final Set<String> BUNDLED =
            Set.of(
                    "async-profiler",
                    "commons-cli",
                    "commons-collections",
                    "commons-compress",
                    "commons-io",
                    "commons-lang3",
                    "commons-math3",
                    "commons-text",
                    "frocksdbjni",
                    "icu4j",
                    "javassist",
                    "jsr305",
                    "kryo",
                    "lz4-java",
                    "minlog",
                    "objenesis",
                    "reflectasm",
                    "snakeyaml-engine",
                    "snappy-java",
                    "zstd-jni",
                    "slf4j-api",
                    "log4j-api",
                    "log4j-core",
                    "log4j-slf4j2-impl");

    private static final Set<String> NOT_IN_IT =
            Set.of(
                    "flink-connector-kafka",
                    "flink-connector-jdbc-core",
                    "flink-connector-jdbc-postgres",
                    "flink-metrics-prometheus",
                    "flink-test-utils",
                    "flink-test-utils-junit");

    private final Path target;

    private FlinkDistribution(Path target) {
        this.target = target;
    }

    /** The installation that the build of {@code jobs} prepared. */
    static FlinkDistribution ofBuild() {
        try {
            Path classes =
                    Path.of(
                            VisionJob.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return new FlinkDistribution(classes.getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Class path of Flink's processes; {@code lib} comes first, as Flink's own scripts do it. */
    String classPath() {
        return Stream.concat(libraries().stream(), ownJars().stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The job's thin jar. */
    Path jobJar() {
        return jars(target).stream()
                .filter(jar -> artifact(jar).equals("computer-vision-jobs"))
                .findFirst()
                .orElseThrow(() -> notPackaged("computer-vision-jobs-*.jar"));
    }

    /** What the build puts beside the distribution's own jars. */
    List<Path> libraries() {
        Path folder = target.resolve("flink-lib");
        if (!Files.isDirectory(folder)) {
            throw notPackaged("flink-lib");
        }
        return jars(folder);
    }

    private IllegalStateException notPackaged(String what) {
        return new IllegalStateException(
                "There is no "
                        + what
                        + " in "
                        + target
                        + ": build it with mvn package -pl jobs -am -DskipTests");
    }

    private static List<Path> ownJars() {
        Predicate<String> own =
                artifact ->
                        BUNDLED.contains(artifact)
                                || artifact.startsWith("flink-") && !NOT_IN_IT.contains(artifact);
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.toString().endsWith(".jar"))
                .filter(path -> !path.toString().endsWith("-tests.jar"))
                .filter(path -> own.test(artifact(path)))
                .toList();
    }

    private static String artifact(Path jar) {
        return VERSION.matcher(jar.getFileName().toString()).replaceFirst("");
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !file.toString().endsWith("-tests.jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
