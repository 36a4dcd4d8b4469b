package ke.co.datacraft.cv.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.ChannelOrder;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.Resize;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.TensorLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {

    private static final String SMALL =
            """
            name: small
            version: 1.10
            task: object_detection
            decoder: yolox
            file: small.onnx
            labels: [cat, dog]
            """;

    private static final String FULL =
            """
            name: full
            version: 1.2.3
            task: object_detection
            decoder: yolov8
            file: full.onnx
            urls:
              - https://example.org/full.onnx
              - https://example.com/full.onnx
            sha256: 0000000000000000000000000000000000000000000000000000000000000001
            size_bytes: 123
            licence: MIT
            licence_url: https://example.org/licence
            source: https://example.org
            input:
              width: 320
              height: 256
              channels: bgr
              resize: stretch
              mean: [0.1, 0.2, 0.3]
              standard_deviation: [1, 2, 3]
              scale: 0.5
              pad_value: 7
            labels:
              from_metadata: true
            thresholds:
              confidence: 0.4
              iou: 0.6
              max_detections: 10
            """;

    @Test
    void readsEveryField() {
        ModelManifest manifest = ManifestReader.read(FULL, "full.yaml");
        assertThat(manifest.reference()).isEqualTo("full@1.2.3");
        assertThat(manifest.decoder()).isEqualTo(DecoderFamily.YOLOV8);
        assertThat(manifest.urls())
                .containsExactly("https://example.org/full.onnx", "https://example.com/full.onnx");
        assertThat(manifest.sha256()).containsExactly("0".repeat(63) + "1");
        assertThat(manifest.sizeBytes()).isEqualTo(123);
        assertThat(manifest.licenceUrl()).isEqualTo("https://example.org/licence");
        assertThat(manifest.licence()).isEqualTo("MIT");
        assertThat(manifest.source()).isEqualTo("https://example.org");
        assertThat(manifest.input())
                .isEqualTo(
                        new InputLayout(
                                320,
                                256,
                                ChannelOrder.BGR,
                                Resize.STRETCH,
                                List.of(0.1f, 0.2f, 0.3f),
                                List.of(1f, 2f, 3f),
                                0.5f,
                                7));
        assertThat(manifest.labels().fromMetadata()).isTrue();
        assertThat(manifest.thresholds()).isEqualTo(new Thresholds(0.4, 0.6, 10));
    }

    @Test
    void fillsInWhatTheFamilyKnows() {
        ModelManifest manifest = ManifestReader.read(SMALL, "small.yaml");
        assertThat(manifest.version()).isEqualTo("1.10");
        assertThat(manifest.labels().names()).containsExactly("cat", "dog");
        assertThat(manifest.thresholds()).isEqualTo(new Thresholds(0.25, 0.45, 300));
        assertThat(manifest.input()).isEqualTo(DecoderFamily.YOLOX.usualInput());
        assertThat(manifest.input().width()).isNull();
        assertThat(manifest.urls()).isEmpty();
    }

    @Test
    void readsHowAClassifierIsFedAndRead() {
        ModelManifest manifest =
                ManifestReader.read(
                        """
                        name: tf
                        version: 1.0.0
                        task: image_classification
                        decoder: classification
                        file: tf.onnx
                        input:
                          resize: center_crop
                          short_side: 250
                          layout: nhwc
                        thresholds:
                          max_detections: 3
                        output:
                          name: probs
                          softmax: false
                          pooling: cls
                          normalise: false
                        """,
                        "tf.yaml");
        assertThat(manifest.labels()).isNull();
        assertThat(manifest.input().shortSide()).isEqualTo(250);
        assertThat(manifest.input().layout()).isEqualTo(TensorLayout.NHWC);
        assertThat(manifest.input().mean()).containsExactly(0.485f, 0.456f, 0.406f);
        assertThat(manifest.thresholds()).isEqualTo(new Thresholds(0.0, 1.0, 3));
        assertThat(manifest.output())
                .isEqualTo(
                        new OutputOptions(
                                "probs",
                                OutputOptions.Softmax.FALSE,
                                OutputOptions.Pooling.CLS,
                                false));
    }

    @Test
    void anUnknownSoftmaxIsRefused() {
        String yaml = SMALL.replace("labels:", "output: {softmax: perhaps}\nlabels:");
        assertThatThrownBy(() -> ManifestReader.read(yaml, "small.yaml"))
                .hasMessageContaining("output.softmax is 'perhaps'; give auto, true or false");
    }

    @Test
    void knowsTheClassesOfCoco() {
        ModelManifest manifest =
                ManifestReader.read(SMALL.replace("[cat, dog]", "coco"), "small.yaml");
        assertThat(manifest.labels().names())
                .hasSize(80)
                .startsWith("person", "bicycle")
                .contains("tv")
                .endsWith("toothbrush");
    }

    @Test
    void knowsTheClassesOfImageNet() {
        ModelManifest manifest =
                ManifestReader.read(SMALL.replace("[cat, dog]", "imagenet"), "small.yaml");
        assertThat(manifest.labels().names())
                .hasSize(1000)
                .doesNotHaveDuplicates()
                .startsWith("tench", "goldfish")
                .endsWith("toilet tissue");
        assertThat(manifest.labels().names().get(207)).isEqualTo("golden retriever");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: small|name: a b|name is 'a b'; give letters",
                "version: 1.10||version is missing",
                "version: 1.10|version: 1.0.0-with-a-long-tail|at most 20",
                "task: object_detection|task: ocr|task is 'ocr'; the decoder yolox is for object",
                "decoder: yolox|decoder: yolo|decoder is 'yolo'; give one of [yolox, yolov8",
                "decoder: yolox||decoder is missing",
                "file: small.onnx||file is missing",
                "file: small.onnx|fil: small.onnx|unknown key 'fil'; known here: [",
                "file: small.onnx|{file: a|wrong",
                "labels: [cat, dog]||labels is missing",
                "labels: [cat, dog]|labels: kitti|labels is \"kitti\"; give a list",
                "labels: [cat, dog]|labels: [cat, ' ']|labels[1] is \" \"; give a name",
                "file: small.onnx|{file: small.onnx, sha256: AB}|wrong",
                "name: small|sha256: AB|sha256 is 'AB'; give 64",
                "name: small|sha256: [AB, CD]|sha256 is 'AB'; give 64",
                "name: small|size_bytes: 0|size_bytes is 0; give 1 or more",
                "labels: [cat, dog]|labels: {file: names.txt}|labels.file is 'names.txt'",
                "name: small|input: {width: 0}|input.width is 0; give pixels of 1..8192",
                "name: small|input: {heigth: 1}|unknown key 'heigth'",
                "name: small|input: {mean: [1, 2]}|input.mean is [1.0, 2.0]; give three",
                "name: small|input: {standard_deviation: [1, 0, 1]}|other than 0",
                "name: small|input: {scale: 0}|input.scale is 0.0",
                "name: small|input: {pad_value: 256}|input.pad_value is 256",
                "name: small|input: {channels: XYZ}|XYZ",
                "name: small|thresholds: {confidence: 1.5}|thresholds.confidence is 1.5",
                "name: small|thresholds: {iou: -1}|thresholds.iou is -1.0; give a number of 0..1",
                "name: small|thresholds: {max_detections: 0}|thresholds.max_detections is 0",
                "name: small|thresholds: {max_detections: many}|max_detections",
            })
    void refusesAWrongFieldAndNamesFileAndValue(String line, String wrong, String message) {
        String yaml =
                line.startsWith("name") && !wrong.startsWith("name")
                        ? SMALL + wrong
                        : SMALL.replace(line, wrong == null ? "" : wrong);
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> ManifestReader.read(yaml, "small.yaml"))
                .withMessageContaining("small.yaml")
                .withMessageContaining(message)
                .extracting(InferenceException::reason)
                .isEqualTo(InferenceException.Reason.INVALID_MODEL);
    }

    @Test
    void refusesAnEmptyFile() {
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> ManifestReader.read("", "small.yaml"))
                .withMessageContaining("small.yaml");
    }
}
