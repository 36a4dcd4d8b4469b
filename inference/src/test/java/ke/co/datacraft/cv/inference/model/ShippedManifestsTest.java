package ke.co.datacraft.cv.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShippedManifestsTest {

    private final ModelRepository repository = new ModelRepository(ModelRepositorySettings.of());

    private final Map<String, ResolvedModel> models =
            repository.models().stream()
                    .collect(
                            Collectors.toMap(
                                    model -> model.manifest().orElseThrow().name(),
                                    Function.identity()));

    private List<ModelManifest> manifests() {
        return models.values().stream().map(model -> model.manifest().orElseThrow()).toList();
    }

    /** Its release states no digest. */
    private static final String WITHOUT_DIGEST = "vit-base";

    /** It comes from a mirror only. */
    private static final String WITHOUT_ADDRESS = "yunet-320";

    /** They are the project's own, made in {@code models/training}. */
    private static final List<String> OWN = List.of("street-objects", "street-scenes");

    @Test
    void ourOwnAreUnderNobodyElsesLicenceAndSayWhereTheyWereMade() {
        assertThat(models.keySet()).containsAll(OWN);
        assertThat(OWN)
                .allSatisfy(
                        name -> {
                            ModelManifest manifest = models.get(name).manifest().orElseThrow();
                            assertThat(manifest.licence()).isNull();
                            assertThat(manifest.source()).isEqualTo("models/training");
                            assertThat(manifest.onClassPath()).isTrue();
                            assertThat(manifest.sha256()).hasSize(1);
                            assertThat(manifest.sizeBytes()).isLessThan(2_000_000);
                        });
    }

    @Test
    void eachNamesItsLicenceAndTheDigestOfItsRelease() {
        assertThat(models).hasSizeGreaterThanOrEqualTo(15);
        assertThat(manifests())
                .filteredOn(manifest -> !OWN.contains(manifest.name()))
                .allSatisfy(
                        manifest -> {
                            assertThat(manifest.licence()).isNotNull();
                            assertThat(manifest.licenceUrl()).startsWith("https://");
                            assertThat(manifest.sha256().isEmpty())
                                    .isEqualTo(manifest.name().equals(WITHOUT_DIGEST));
                            assertThat(manifest.urls()).allMatch(url -> url.startsWith("https://"));
                            assertThat(manifest.urls().isEmpty())
                                    .isEqualTo(
                                            manifest.onClassPath()
                                                    || manifest.name().equals(WITHOUT_ADDRESS));
                        });
    }

    @Test
    void theBindingLicencesAreMarked() {
        assertThat(manifests())
                .filteredOn(ModelManifest::needsAcceptance)
                .extracting(ModelManifest::name)
                .containsExactlyInAnyOrder("yolov8n", "yolov8s");
    }

    @Test
    void whatComesWithTheProgramHasTheRightDigest() {
        assertThat(models.keySet()).contains("ppocr-det", "ppocr-rec");
        assertThat(List.of("ppocr-det", "ppocr-rec", "street-objects", "street-scenes"))
                .allSatisfy(
                        name -> {
                            ResolvedModel model = models.get(name);
                            ModelFile file = repository.inspect(model);
                            assertThat(file.state()).isEqualTo(ModelFile.State.CLASS_PATH);
                            assertThat(file.sizeBytes())
                                    .isEqualTo(model.manifest().orElseThrow().sizeBytes());
                        });
    }
}
