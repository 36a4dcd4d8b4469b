package ke.co.datacraft.cv.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestWriterTest {

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
