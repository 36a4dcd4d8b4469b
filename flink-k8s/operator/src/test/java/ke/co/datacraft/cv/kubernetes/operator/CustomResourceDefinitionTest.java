package ke.co.datacraft.cv.kubernetes.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomResourceDefinitionTest {

    private static final Path FILE = Path.of("deploy", "crd.yaml");
    private static final String HOW =
            "mvn test -pl flink-k8s/operator -Dtest=CustomResourceDefinitionTest -Dcv.docs.write=true";

    @TempDir private Path folder;

    @Test
    void theFileIsThatOfTheClasses() throws IOException {
        String generated = generated();
        if (Boolean.getBoolean("cv.docs.write")) {
            Files.writeString(FILE, generated);
        }
        assertThat(Files.readString(FILE)).as("write it anew: " + HOW).isEqualTo(generated);
    }

    @Test
    void everyFieldOfTheGuideIsThereAndDescribed() throws IOException {
        CustomResourceDefinition definition =
                Serialization.unmarshal(generated(), CustomResourceDefinition.class);
        JSONSchemaProps spec =
                definition
                        .getSpec()
                        .getVersions()
                        .get(0)
                        .getSchema()
                        .getOpenAPIV3Schema()
                        .getProperties()
                        .get("spec");
        assertThat(new TreeSet<>(spec.getProperties().keySet()))
                .contains(
                        "version",
                        "replicas",
                        "resources",
                        "database",
                        "cache",
                        "storage",
                        "monitoring",
                        "gpu",
                        "jobs");
        described("spec", spec.getProperties());
        assertThat(spec.getProperties().get("replicas").getMinimum()).isEqualTo(1.0);
        assertThat(spec.getProperties().get("database").getProperties().get("type").getEnum())
                .extracting(Object::toString)
                .contains("\"external\"", "\"internal\"");
        // Otherwise an API server empties what lies below.
        assertThat(spec.getProperties().get("values").getXKubernetesPreserveUnknownFields())
                .isTrue();
        assertThat(spec.getProperties().get("values").getAdditionalProperties()).isNull();
        assertThat(definition.getSpec().getVersions().get(0).getSubresources().getStatus())
                .isNotNull();
        assertThat(definition.getMetadata().getName())
                .isEqualTo("computervisions.cv.datacraft.co.ke");
    }

    private static void described(String path, Map<String, JSONSchemaProps> properties) {
        properties.forEach(
                (name, schema) -> {
                    if (path.equals("spec.resources")) {
                        return; // A map of quantities.
                    }
                    assertThat(schema.getDescription()).as(path + "." + name).isNotBlank();
                    if (schema.getProperties() != null) {
                        described(path + "." + name, schema.getProperties());
                    }
                });
    }

    private String generated() throws IOException {
        new CRDGenerator()
                .customResourceClasses(ComputerVision.class)
                .inOutputDir(folder.toFile())
                .generate();
        return Files.readString(folder.resolve("computervisions.cv.datacraft.co.ke-v1.yml"));
    }
}
