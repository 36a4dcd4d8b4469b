package ke.co.datacraft.cv.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code package} lays out for an ordinary Flink cluster. */
class FlinkLibITCase {

    private static final Path TARGET = Path.of("target");

    @Test
    void libraryFolderHasOurLibrariesAndConnectors() throws IOException {
        assertThat(jars("flink-lib"))
                .anyMatch(name -> name.startsWith("operators-"))
                .anyMatch(name -> name.startsWith("contracts-"))
                .anyMatch(name -> name.startsWith("inference-"))
                .anyMatch(name -> name.startsWith("flink-connector-kafka-"))
                .anyMatch(name -> name.startsWith("flink-connector-jdbc-core-"))
                .anyMatch(name -> name.startsWith("flink-metrics-prometheus-"))
                .anyMatch(name -> name.startsWith("kafka-clients-"))
                .anyMatch(name -> name.startsWith("postgresql-"))
                .anyMatch(name -> name.startsWith("jedis-"))
                .anyMatch(name -> name.startsWith("s3-"))
                .anyMatch(name -> name.startsWith("onnxruntime"))
                .anyMatch(name -> name.startsWith("opencv-"))
                .anyMatch(name -> name.startsWith("pdfbox-"))
                .anyMatch(name -> name.startsWith("jbig2-imageio-"))
                // The distribution has the API of SLF4J and lacks this bridge, which PDFBox needs.
                .anyMatch(name -> name.startsWith("jcl-over-slf4j-"))
                .anyMatch(name -> name.startsWith("tess4j-"));
    }

    @Test
    void libraryFolderLeavesTheDistributionAlone() throws IOException {
        assertThat(jars("flink-lib"))
                .noneMatch(name -> name.startsWith("flink-core"))
                .noneMatch(name -> name.startsWith("flink-runtime"))
                .noneMatch(name -> name.startsWith("flink-streaming-java"))
                .noneMatch(name -> name.startsWith("flink-clients"))
                .noneMatch(name -> name.startsWith("flink-statebackend"))
                .noneMatch(name -> name.startsWith("flink-shaded"))
                .noneMatch(name -> name.startsWith("slf4j"))
                // Flink has Log4j but for the layout that writes JSON.
                .filteredOn(name -> !name.startsWith("log4j-layout-template-json-"))
                .hasSize(jars("flink-lib").size() - 1)
                .noneMatch(name -> name.startsWith("log4j"))
                .noneMatch(name -> name.contains("jobs-1"));
    }

    @Test
    void jobJarIsThinAndNamesItsMain() throws IOException {
        List<String> own =
                jars("").stream().filter(name -> name.startsWith("computer-vision-jobs-")).toList();
        assertThat(own).hasSize(1);
        try (JarFile jar = new JarFile(TARGET.resolve(own.get(0)).toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo(VisionJob.class.getName());
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .filteredOn(name -> name.endsWith(".class"))
                    .allMatch(name -> name.startsWith("ke/co/datacraft/cv/jobs/"));
        }
    }

    private static List<String> jars(String folder) throws IOException {
        try (Stream<Path> files = Files.list(TARGET.resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
        }
    }
}
