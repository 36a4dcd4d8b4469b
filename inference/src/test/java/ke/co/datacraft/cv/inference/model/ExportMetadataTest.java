package ke.co.datacraft.cv.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.inference.InferenceException;
import org.junit.jupiter.api.Test;

class ExportMetadataTest {

    @Test
    void readsAPythonDictionary() {
        assertThat(
                        ExportMetadata.names(
                                Map.of(
                                        "names",
                                        "{0: 'person', 1: \"driver's hat\", 2: 'it\\'s: odd'}")))
                .contains(List.of("person", "driver's hat", "it's: odd"));
        assertThat(ExportMetadata.names(Map.of())).isEmpty();
    }

    @Test
    void refusesGapsAndOtherThings() {
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> ExportMetadata.names(Map.of("names", "{0: 'a', 2: 'b'}")))
                .withMessageContaining("without gaps");
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> ExportMetadata.names(Map.of("names", "cat, dog")))
                .withMessageContaining("cat, dog");
    }

    @Test
    void readsTheSizeHeightFirst() {
        assertThat(ExportMetadata.size(Map.of("imgsz", "[384, 640]")))
                .contains(InputLayout.ofSize(640, 384));
        assertThat(ExportMetadata.size(Map.of("imgsz", "big"))).isEmpty();
    }
}
