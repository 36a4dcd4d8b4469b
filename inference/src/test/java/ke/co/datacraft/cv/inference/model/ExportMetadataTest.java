package ke.co.datacraft.cv.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.inference.InferenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{0: 'a', 1: \"b's\"}",
                "['a', \"b's\"]",
                "[\"a\", \"b's\"]",
                "{\"0\": \"a\", \"1\": \"b's\"}",
                "{\"1\": \"b\\u0027s\", \"0\": \"a\"}"
            })
    void readsEachWayToWriteNames(String text) {
        assertThat(ExportMetadata.names(Map.of("names", text))).contains(List.of("a", "b's"));
        assertThat(ExportMetadata.names(Map.of("class_names", text))).contains(List.of("a", "b's"));
    }

    @Test
    void fillsTheGapsOfRfDetrsCategories() {
        String text = "{\"task\": \"detect\", \"class_id_to_name\": {\"1\": \"a\", \"3\": \"b\"}}";
        assertThat(ExportMetadata.names(Map.of("rfdetr_inference", text)))
                .contains(List.of("unused_0", "a", "unused_2", "b"));
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> ExportMetadata.names(Map.of("rfdetr_inference", "{}")))
                .withMessageContaining("class_id_to_name");
    }

    @Test
    void knowsWhatTheGraphDoesByItself() {
        assertThat(ExportMetadata.selectsBoxes(Map.of("end2end", "True"))).isTrue();
        assertThat(ExportMetadata.selectsBoxes(Map.of("end2end", "False"))).isFalse();
        assertThat(ExportMetadata.selectsBoxes(Map.of("args", "{'batch': 1, 'nms': True}")))
                .isTrue();
        assertThat(ExportMetadata.selectsBoxes(Map.of("args", "{'batch': 1, 'nms': False}")))
                .isFalse();
        assertThat(ExportMetadata.selectsBoxes(Map.of())).isFalse();
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
