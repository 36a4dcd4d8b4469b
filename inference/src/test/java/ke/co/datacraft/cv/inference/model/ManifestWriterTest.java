package ke.co.datacraft.cv.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestWriterTest {

    /** A key that a manifest may have and the writer forgets would be lost by "add". */
    @Test
    void everyKeyIsWritten() {
        ModelManifest manifest =
                ManifestReader.read(
                        """
                        name: small
                        version: 1.10
                        task: object_detection
                        decoder: yolov8
                        file: small.onnx
                        url: https://example.org/a
                        size_bytes: 1
                        sha256: 0000000000000000000000000000000000000000000000000000000000000001
                        licence: MIT
                        licence_url: https://example.org/c
                        source: here
                        input: {width: 320, height: 320, short_side: 320, layout: NCHW}
                        labels: coco
                        output: {name: logits, softmax: true, pooling: mean, normalise: false}
                        """,
                        "test");
        assertThat(ManifestWriter.write(manifest))
                .contains(keys(ModelManifest.class))
                .contains(keys(InputLayout.class))
                .contains(keys(Thresholds.class))
                .contains(keys(OutputOptions.class));
    }

    private static List<String> keys(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT) + ":")
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "labels: coco",
                "labels: imagenet",
                "labels: {from_metadata: true}",
                "labels: ['no', '1', 'a: b', \"it's\"]",
                "labels: [a]\nsha256: ["
                        + "0000000000000000000000000000000000000000000000000000000000000001]\n"
                        + "size_bytes: 12\nurls: [https://example.org/a, https://example.org/b]\n"
                        + "licence: MIT\nlicence_url: https://example.org/c\nsource: here\n"
                        + "input: {width: 320, channels: RGB, mean: [0.1, 0.2, 0.3], scale: 0.5}\n"
                        + "thresholds: {confidence: 0.3, iou: 0.5, max_detections: 7}"
            })
    void whatIsWrittenReadsTheSame(String more) {
        ModelManifest manifest =
                ManifestReader.read(
                        """
                        name: small
                        version: 1.10
                        task: object_detection
                        decoder: yolov8
                        file: small.onnx
                        """
                                + more,
                        "test");
        assertThat(ManifestReader.read(ManifestWriter.write(manifest), "written"))
                .isEqualTo(manifest);
    }
}
