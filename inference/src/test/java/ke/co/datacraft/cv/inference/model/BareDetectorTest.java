package ke.co.datacraft.cv.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.Resize;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;
import ke.co.datacraft.cv.inference.testing.TinyOnnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a detector without a manifest is taken for. Inputs are 32 x 32: 21 cells. */
class BareDetectorTest {

    private static final String NAMES = "{0: 'a', 1: 'b', 2: 'c'}";

    @TempDir Path folder;

    private LoadedModel load(TinyOnnx tiny) throws IOException {
        Path file = Files.write(folder.resolve("bare.onnx"), tiny.toBytes());
        return new ModelRepository(new ModelRepositorySettings(List.of(), true, OnnxSettings.cpu()))
                .load(file.toString());
    }

    private static TinyOnnx output(long... shape) {
        return outputs(new TinyOnnx(), "output0", shape);
    }

    private static TinyOnnx outputs(TinyOnnx tiny, String name, long... shape) {
        int length = 1;
        for (long dimension : shape) {
            length *= (int) dimension;
        }
        return tiny.output(name, TinyOnnx.FLOAT, shape, new float[length]);
    }

    private static TinyOnnx deployed() {
        TinyOnnx tiny = new TinyOnnx().withPictureSize(TinyOnnx.INT64);
        tiny.output("labels", TinyOnnx.INT64, new long[] {1, 300}, new float[300]);
        return outputs(outputs(tiny, "boxes", 1, 300, 4), "scores", 1, 300);
    }

    private static TinyOnnx counted() {
        TinyOnnx tiny =
                new TinyOnnx()
                        .output("num_dets", TinyOnnx.INT32, new long[] {1, 1}, new float[1])
                        .output("det_boxes", TinyOnnx.FLOAT, new long[] {1, 5, 4}, new float[20])
                        .output("det_scores", TinyOnnx.FLOAT, new long[] {1, 5}, new float[5]);
        return tiny.output("det_classes", TinyOnnx.INT32, new long[] {1, 5}, new float[5]);
    }

    private static TinyOnnx withLogits(String boxes, String logits, int slots) {
        return outputs(outputs(new TinyOnnx(), boxes, 1, 9, 4), logits, 1, 9, slots);
    }

    static Stream<Arguments> families() {
        return Stream.of(
                Arguments.of(DecoderFamily.YOLOX, output(1, 21, 8)),
                Arguments.of(DecoderFamily.YOLOV8, output(1, 7, 21)),
                Arguments.of(DecoderFamily.YOLOV8, output(1, 7, 21).metadata("task", "detect")),
                Arguments.of(DecoderFamily.YOLOV8, output(1, 21, 7)),
                Arguments.of(DecoderFamily.YOLOV8, output(1, 7, 85)),
                Arguments.of(DecoderFamily.YOLOV5, output(1, 63, 8)),
                Arguments.of(DecoderFamily.YOLO_END2END, output(1, 300, 6)),
                Arguments.of(DecoderFamily.YOLO_END2END, counted()),
                Arguments.of(DecoderFamily.RTDETR, output(1, 300, 7)),
                Arguments.of(DecoderFamily.RTDETR, deployed()),
                Arguments.of(DecoderFamily.RTDETR, withLogits("dets", "labels", 3)),
                Arguments.of(DecoderFamily.RTDETR, withLogits("dets", "labels", 4)),
                Arguments.of(DecoderFamily.RTDETR, withLogits("pred_boxes", "logits", 3)));
    }

    @ParameterizedTest
    @MethodSource("families")
    void recognisesEachLayoutWhoseClassesAreNamed(DecoderFamily family, TinyOnnx tiny)
            throws IOException {
        try (LoadedModel model = load(tiny.metadata("names", NAMES))) {
            assertThat(model.manifest().decoder()).isEqualTo(family);
            assertThat(model.manifest().labels().names()).containsExactly("a", "b", "c");
            assertThat(model.manifest().input().width()).isEqualTo(32);
        }
    }

    @Test
    void withoutNamesTheShapesGiveTheNumberOfClasses() throws IOException {
        try (LoadedModel model = load(output(1, 63, 7))) {
            assertThat(model.manifest().decoder()).isEqualTo(DecoderFamily.YOLOV5);
            assertThat(model.manifest().labels().names()).containsExactly("class_0", "class_1");
        }
        try (LoadedModel model = load(output(1, 300, 84))) {
            assertThat(model.manifest().decoder()).isEqualTo(DecoderFamily.RTDETR);
            assertThat(model.manifest().labels().names()).hasSize(80).startsWith("person");
        }
    }

    @Test
    void rfDetrCountsTheCategoriesOfCocoAndWantsTheNormalisationOfImageNet() throws IOException {
        try (LoadedModel model = load(withLogits("dets", "labels", 91))) {
            List<String> names = model.manifest().labels().names();
            assertThat(names).hasSize(91);
            assertThat(names.get(1)).isEqualTo("person");
            // Around each gap, as the data set's annotations have them.
            assertThat(List.of(names.get(11), names.get(13)))
                    .containsExactly("fire hydrant", "stop sign");
            assertThat(List.of(names.get(25), names.get(27), names.get(28), names.get(31)))
                    .containsExactly("giraffe", "backpack", "umbrella", "handbag");
            assertThat(List.of(names.get(44), names.get(46), names.get(65), names.get(67)))
                    .containsExactly("bottle", "wine glass", "bed", "dining table");
            assertThat(List.of(names.get(70), names.get(72), names.get(82), names.get(84)))
                    .containsExactly("toilet", "tv", "refrigerator", "book");
            assertThat(names.get(90)).isEqualTo("toothbrush");
            assertThat(model.manifest().input().mean()).containsExactly(0.485f, 0.456f, 0.406f);
            assertThat(model.manifest().input().standardDeviation())
                    .containsExactly(0.229f, 0.224f, 0.225f);
            assertThat(model.manifest().input().resize()).isEqualTo(Resize.STRETCH);
        }
        try (LoadedModel model = load(withLogits("pred_boxes", "logits", 80))) {
            assertThat(model.manifest().input().mean()).containsExactly(0f, 0f, 0f);
        }
    }

    @Test
    void aManifestsLabelsOfCocoBecomeCategoriesWhereTheModelCountsThem() throws IOException {
        Files.write(folder.resolve("rf.onnx"), withLogits("dets", "labels", 91).toBytes());
        Files.writeString(
                folder.resolve("rf.yaml"),
                """
                name: rf
                version: 1.0.0
                task: object_detection
                decoder: rtdetr
                file: rf.onnx
                labels: coco
                input: {mean: [0, 0, 0]}
                """);
        try (LoadedModel model =
                new ModelRepository(ModelRepositorySettings.of(folder)).load("rf")) {
            assertThat(model.manifest().labels().names()).hasSize(91).contains("person");
            assertThat(model.manifest().input().mean()).containsExactly(0f, 0f, 0f);
            assertThat(model.manifest().input().standardDeviation())
                    .containsExactly(0.229f, 0.224f, 0.225f);
        }
    }

    @Test
    void theExportersWordsTellTwoClassesOfRtDetrFromRowsOfSix() throws IOException {
        String two = "{0: 'a', 1: 'b'}";
        TinyOnnx rtDetr = output(1, 300, 6).metadata("names", two);
        try (LoadedModel model =
                load(rtDetr.metadata("description", "Ultralytics rtdetr-l model"))) {
            assertThat(model.manifest().decoder()).isEqualTo(DecoderFamily.RTDETR);
        }
        TinyOnnx end2end = output(1, 300, 6).metadata("names", two);
        try (LoadedModel model = load(end2end.metadata("args", "{'nms': True}"))) {
            assertThat(model.manifest().decoder()).isEqualTo(DecoderFamily.YOLO_END2END);
        }
        assertRefused(output(1, 300, 6).metadata("names", two), "[1, 300, 6]", "write a manifest");
    }

    @Test
    void otherTasksAreNotTakenForDetectors() {
        assertRefused(output(1, 56, 21).metadata("task", "pose"), "task 'pose'", "'detect'");
        assertRefused(output(1, 7, 85), "tensor 'output0' of shape [1, 7, 85]");
        assertRefused(
                outputs(output(1, 116, 21), "output1", 1, 32, 8, 8),
                "tensor 'output0' of shape [1, 116, 21]",
                "tensor 'output1' of shape [1, 32, 8, 8]",
                "[1, 63, 5 + classes] (yolov5)");
    }

    @Test
    void rowsOfBoxesDoNotTellTheClasses() {
        assertRefused(output(1, 300, 6), "yolo-end2end", "list the labels in a manifest");
        assertRefused(deployed(), "rtdetr", "list the labels in a manifest");
    }

    @Test
    void labelsThatAreGivenStandForThoseThatAreMissing() throws IOException {
        Path file = Files.write(folder.resolve("deployed.onnx"), deployed().toBytes());
        Path labels = Files.writeString(folder.resolve("names.txt"), "a\nb\n");
        ModelFolder models = new ModelFolder(folder.resolve("models"), OnnxSettings.cpu());
        ModelAddition addition = new ModelAddition(file, null, null, null, labels, null);
        ModelManifest manifest = models.add(addition, LoadedModel::close);
        assertThat(manifest.decoder()).isEqualTo(DecoderFamily.RTDETR);
        assertThat(manifest.labels().names()).containsExactly("a", "b");
        assertThat(manifest.input().mean()).containsExactly(0f, 0f, 0f);
    }

    @Test
    void namesThatCannotBeReadHarmNoManifestWithItsOwn() throws IOException {
        byte[] bytes = output(1, 7, 21).metadata("names", "{0: 'a', 7: 'b'}").toBytes();
        Files.write(folder.resolve("gaps.onnx"), bytes);
        Files.writeString(
                folder.resolve("gaps.yaml"),
                """
                name: gaps
                version: 1.0.0
                task: object_detection
                decoder: yolov8
                file: gaps.onnx
                labels: [x, y, z]
                """);
        try (LoadedModel model =
                new ModelRepository(ModelRepositorySettings.of(folder)).load("gaps")) {
            assertThat(model.manifest().labels().names()).containsExactly("x", "y", "z");
        }
        assertRefused(
                output(1, 7, 21).metadata("names", "{0: 'a', 7: 'b'}"),
                "without gaps",
                "give the labels in a manifest");
    }

    private void assertRefused(TinyOnnx tiny, String... parts) {
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> load(tiny))
                .satisfies(
                        refused -> {
                            assertThat(refused.getMessage()).contains(parts);
                            assertThat(refused.reason())
                                    .isEqualTo(InferenceException.Reason.INVALID_MODEL);
                        });
    }
}
