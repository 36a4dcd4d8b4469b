package ke.co.datacraft.cv.inference.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.OpenCv;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ModelRepositorySettings;
import ke.co.datacraft.cv.inference.testing.TinyOnnx;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each family from pixels to boxes in the real runtime. Every model finds in its input of 32 x 32 a
 * {@code box} of 0.875 at (4, 12), 8 x 6, and a {@code light} of 0.75 at (16, 10), 8 x 12; families
 * that need suppression also give the light a second time. The picture is 64 x 32.
 */
class DetectorFamiliesTest {

    private static final int CELLS = 21;

    @TempDir Path folder;

    private ObjectDetector open(String decoder, TinyOnnx tiny) throws IOException {
        Files.write(folder.resolve("tiny.onnx"), tiny.toBytes());
        Files.writeString(
                folder.resolve("tiny.yaml"),
                """
                name: tiny
                version: 1.0.0
                task: object_detection
                decoder: %s
                file: tiny.onnx
                labels: [box, light]
                """
                        .formatted(decoder));
        return new ObjectDetector(
                new ModelRepository(ModelRepositorySettings.of(folder)).load("tiny"));
    }

    private static DecodedImage picture(double blue, double green, double red) {
        OpenCv.initialise();
        Mat pixels = new Mat(32, 64, opencv_core.CV_8UC3, new Scalar(blue, green, red, 0));
        return new DecodedImage(pixels, 64, 32);
    }

    private List<Detection> detect(String decoder, TinyOnnx tiny, Map<String, String> parameters)
            throws IOException {
        try (ObjectDetector detector = open(decoder, tiny);
                DecodedImage image = picture(0, 0, 0)) {
            return detector.analyze(image, parameters).join().detections();
        }
    }

    /** {@code [1, anchors, columns]}, the given rows first. */
    private static float[] rows(int anchors, int columns, float... values) {
        float[] all = new float[anchors * columns];
        System.arraycopy(values, 0, all, 0, values.length);
        return all;
    }

    private static float[] transposed(float[] rows, int anchors, int columns) {
        float[] planes = new float[rows.length];
        for (int anchor = 0; anchor < anchors; anchor++) {
            for (int column = 0; column < columns; column++) {
                planes[column * anchors + anchor] = rows[anchor * columns + column];
            }
        }
        return planes;
    }

    private static TinyOnnx yoloV5(TinyOnnx tiny, int type) {
        float[] values =
                rows(
                        3 * CELLS, 7, //
                        8, 15, 8, 6, 0.875f, 1, 0, //
                        20, 16, 8, 12, 0.75f, 0, 1, //
                        20, 16, 8, 11, 0.5f, 0, 1);
        return tiny.output("output0", type, new long[] {1, 3 * CELLS, 7}, values);
    }

    private static TinyOnnx yoloV8(TinyOnnx tiny, int type) {
        float[] values =
                rows(
                        CELLS, 6, //
                        8, 15, 8, 6, 0.875f, 0, //
                        20, 16, 8, 12, 0, 0.75f, //
                        20, 16, 8, 11, 0, 0.5f);
        return tiny.output("output0", type, new long[] {1, 6, CELLS}, transposed(values, CELLS, 6));
    }

    private static TinyOnnx endToEnd(TinyOnnx tiny, int type) {
        float[] values = rows(4, 6, 4, 12, 12, 18, 0.875f, 0, 16, 10, 24, 22, 0.75f, 1);
        return tiny.output("output0", type, new long[] {1, 4, 6}, values);
    }

    private static TinyOnnx counted(TinyOnnx tiny, int floats, int integers) {
        tiny.output("num_dets", integers, new long[] {1, 1}, 2);
        tiny.output(
                "det_boxes",
                floats,
                new long[] {1, 3, 4},
                4,
                12,
                12,
                18,
                16,
                10,
                24,
                22,
                0,
                0,
                9,
                9);
        tiny.output("det_scores", floats, new long[] {1, 3}, 0.875f, 0.75f, 0.5f);
        return tiny.output("det_classes", integers, new long[] {1, 3}, 0, 1, -1);
    }

    private static TinyOnnx rtDetr(TinyOnnx tiny, int type) {
        float[] values =
                rows(
                        4, 6, //
                        8 / 32f, 15 / 32f, 8 / 32f, 6 / 32f, 0.875f, 0.125f, //
                        20 / 32f, 16 / 32f, 8 / 32f, 12 / 32f, 0.125f, 0.75f);
        return tiny.output("output0", type, new long[] {1, 4, 6}, values);
    }

    /** Boxes as shares, which the graph itself multiplies by the size that it is told. */
    private static TinyOnnx deployed(TinyOnnx tiny, int floats, int integers) {
        tiny.withPictureSize(integers).output("labels", integers, new long[] {1, 3}, 0, 1, 0);
        tiny.output(
                "boxes",
                floats,
                new long[] {1, 3, 4},
                rows(
                        3, 4, //
                        4 / 32f, 12 / 32f, 12 / 32f, 18 / 32f, //
                        16 / 32f, 10 / 32f, 24 / 32f, 22 / 32f));
        return tiny.output("scores", floats, new long[] {1, 3}, 0.875f, 0.75f, 0.0625f);
    }

    private static TinyOnnx logits(TinyOnnx tiny, int type, String boxes, String logits) {
        tiny.output(
                boxes,
                type,
                new long[] {1, 2, 4},
                8 / 32f,
                15 / 32f,
                8 / 32f,
                6 / 32f,
                20 / 32f,
                16 / 32f,
                8 / 32f,
                12 / 32f);
        float box = (float) Math.log(7);
        float light = (float) Math.log(3);
        return tiny.output(logits, type, new long[] {1, 2, 3}, box, -9, 9, -9, light, 9);
    }

    static Stream<Arguments> letterboxed() {
        int f32 = TinyOnnx.FLOAT;
        int f16 = TinyOnnx.FLOAT16;
        return Stream.of(
                Arguments.of("yolov5", yoloV5(new TinyOnnx(), f32)),
                Arguments.of("yolov5", yoloV5(half(), f16)),
                Arguments.of("yolov8", yoloV8(new TinyOnnx(), f32)),
                Arguments.of("yolov8", yoloV8(half(), f16)),
                Arguments.of("yolov8", yoloV8(new TinyOnnx(), f16)),
                Arguments.of("yolov8", yoloV8(half(), f32)),
                Arguments.of("yolov8", yoloV8(new TinyOnnx().perPicture(), f32)),
                Arguments.of("yolov8", yoloV8(half().perPicture(), f16)),
                Arguments.of("yolov8", yoloV8(new TinyOnnx().withOpenOutputShape(), f32)),
                Arguments.of("yolov8", yoloV8(half().withOpenOutputShape(), f16)),
                Arguments.of("yolo-end2end", endToEnd(new TinyOnnx(), f32)),
                Arguments.of("yolo-end2end", endToEnd(half(), f16)),
                Arguments.of("yolo-end2end", counted(new TinyOnnx(), f32, TinyOnnx.INT32)),
                Arguments.of("yolo-end2end", counted(half(), f16, TinyOnnx.INT64)));
    }

    static Stream<Arguments> stretched() {
        int f32 = TinyOnnx.FLOAT;
        int f16 = TinyOnnx.FLOAT16;
        TinyOnnx dynamic = new TinyOnnx().perPicture();
        return Stream.of(
                Arguments.of("rtdetr", rtDetr(new TinyOnnx(), f32)),
                Arguments.of("rtdetr", rtDetr(half(), f16)),
                Arguments.of("rtdetr", deployed(new TinyOnnx(), f32, TinyOnnx.INT64)),
                Arguments.of("rtdetr", deployed(dynamic, f32, TinyOnnx.INT64)),
                Arguments.of("rtdetr", deployed(half(), f16, TinyOnnx.INT32)),
                Arguments.of("rtdetr", logits(new TinyOnnx(), f32, "dets", "labels")),
                Arguments.of("rtdetr", logits(half(), f16, "dets", "labels")),
                Arguments.of("rtdetr", logits(new TinyOnnx(), f32, "pred_boxes", "logits")));
    }

    private static TinyOnnx half() {
        return new TinyOnnx().inputType(TinyOnnx.FLOAT16);
    }

    @ParameterizedTest
    @MethodSource("letterboxed")
    void letterboxedFamiliesFindTheBoxesInTheOriginal(String decoder, TinyOnnx tiny)
            throws IOException {
        List<Detection> found = detect(decoder, tiny, Map.of());
        assertTruth(found);
        // The picture fills rows 8 to 24 of the input, two pixels to one.
        assertClose(found.get(0).box(), 8, 8, 16, 12);
        assertClose(found.get(1).box(), 32, 4, 16, 24);
    }

    @ParameterizedTest
    @MethodSource("stretched")
    void stretchedFamiliesFindTheBoxesInTheOriginal(String decoder, TinyOnnx tiny)
            throws IOException {
        List<Detection> found = detect(decoder, tiny, Map.of());
        assertTruth(found);
        // Two pixels to one across, one to one down.
        assertClose(found.get(0).box(), 8, 12, 16, 6);
        assertClose(found.get(1).box(), 32, 10, 16, 12);
    }

    private static void assertTruth(List<Detection> found) {
        assertThat(found).extracting(Detection::label).containsExactly("box", "light");
        assertThat(found.get(0).confidence()).isCloseTo(0.875f, within(1e-3f));
        assertThat(found.get(1).confidence()).isCloseTo(0.75f, within(1e-3f));
    }

    private static void assertClose(BoundingBox box, float x, float y, float w, float h) {
        assertThat(box.x()).isCloseTo(x, within(0.05f));
        assertThat(box.y()).isCloseTo(y, within(0.05f));
        assertThat(box.width()).isCloseTo(w, within(0.05f));
        assertThat(box.height()).isCloseTo(h, within(0.05f));
    }

    /** The light's confidence is the mean of the normalised input. */
    @ParameterizedTest
    @ValueSource(ints = {TinyOnnx.FLOAT, TinyOnnx.FLOAT16})
    void pixelsReachTheModelBetweenNoughtAndOne(int type) throws IOException {
        float[] values = {4, 12, 12, 18, 0, 0};
        TinyOnnx tiny =
                new TinyOnnx()
                        .inputType(type)
                        .output("output0", type, new long[] {1, 1, 6}, values)
                        .slope(new float[] {0, 0, 0, 0, 1, 0});
        try (ObjectDetector detector = open("yolo-end2end", tiny);
                DecodedImage image = picture(204, 204, 204)) {
            List<Detection> found = detector.analyze(image, Map.of()).join().detections();
            // Half of the input is the picture, the other half padding of 114.
            float mean = (204 + 114) / 2f / 255;
            assertThat(found.get(0).confidence()).isCloseTo(mean, within(1e-3f));
        }
    }

    @Test
    void rfDetrSeesRedFirstAndTheNormalisationOfImageNet() throws IOException {
        TinyOnnx tiny =
                new TinyOnnx()
                        .output("dets", TinyOnnx.FLOAT, new long[] {1, 1, 4}, 0.5f, 0.5f, 1, 1)
                        .output("labels", TinyOnnx.FLOAT, new long[] {1, 1, 2}, 0, -9)
                        .slope(new float[] {1, 0});
        try (ObjectDetector detector = open("rtdetr", tiny);
                DecodedImage image = picture(255, 0, 0)) {
            List<Detection> found = detector.analyze(image, Map.of()).join().detections();
            double red = -0.485 / 0.229;
            double green = -0.456 / 0.224;
            double blue = (1 - 0.406) / 0.225;
            double mean = (red + green + blue) / 3;
            assertThat(found.get(0).confidence())
                    .isCloseTo((float) (1 / (1 + Math.exp(-mean))), within(1e-3f));
        }
    }

    @Test
    void aGraphOfAFixedBatchTakesOnePicture() throws IOException {
        float[] values = rows(8, 6, 4, 12, 12, 18, 0.875f, 0, 16, 10, 24, 22, 0.75f, 1);
        // What the unused rows of the batch hold is nobody's.
        values[4 * 6 + 4] = 1;
        values[4 * 6 + 5] = 77;
        TinyOnnx tiny =
                new TinyOnnx()
                        .input(2, 3, 32, 32)
                        .output("output0", TinyOnnx.FLOAT, new long[] {2, 4, 6}, values);
        assertTruth(detect("yolo-end2end", tiny, Map.of()));
    }

    @Test
    void suppressionIsOnlyWhereTheFamilyNeedsIt() throws IOException {
        assertThat(detect("yolov8", yoloV8(new TinyOnnx(), TinyOnnx.FLOAT), Map.of("iou", "1")))
                .hasSize(3);
        float[] twice = {4, 12, 12, 18, 0.875f, 0, 4, 12, 12, 18, 0.75f, 0};
        TinyOnnx tiny =
                new TinyOnnx().output("output0", TinyOnnx.FLOAT, new long[] {1, 2, 6}, twice);
        assertThat(detect("yolo-end2end", tiny, Map.of("iou", "0"))).hasSize(2);
        assertThat(detect("yolo-end2end", tiny, Map.of("max_detections", "1"))).hasSize(1);
    }

    @Test
    void classAgnosticSuppressionKeepsTheBestWhateverItsClass() throws IOException {
        float[] rows = rows(CELLS, 6, 8, 15, 8, 6, 0.875f, 0, 8, 15, 8, 6, 0, 0.75f);
        float[] values = transposed(rows, CELLS, 6);
        TinyOnnx tiny =
                new TinyOnnx().output("output0", TinyOnnx.FLOAT, new long[] {1, 6, CELLS}, values);
        assertThat(detect("yolov8", tiny, Map.of())).hasSize(2);
        assertThat(detect("yolov8", tiny, Map.of("class_agnostic", "false"))).hasSize(2);
        assertThat(detect("yolov8", tiny, Map.of("class_agnostic", "true")))
                .extracting(Detection::label)
                .containsExactly("box");
    }

    /** Boxes and offsets of the cell at the lower right of the finest grid, the 16th. */
    private static TinyOnnx lowerRightCell(float x, float y) {
        float[] values = new float[CELLS * 7];
        System.arraycopy(new float[] {x, y, 4, 4, 0.875f, 1, 0}, 0, values, 15 * 7, 7);
        return new TinyOnnx().output("output", TinyOnnx.FLOAT, new long[] {1, CELLS, 7}, values);
    }

    @Test
    void decodedYoloxIsNotTakenForARawOneNorTheOtherWayRound() throws IOException {
        assertThat(detect("yolov5", lowerRightCell(28, 22), Map.of())).hasSize(1);
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> open("yolox", lowerRightCell(28, 22)))
                .withMessageContaining("tensor 'output' of shape [1, 21, 7]")
                .withMessageContaining("found pixels")
                .withMessageContaining("decoder is yolov5")
                .extracting(InferenceException::reason)
                .isEqualTo(InferenceException.Reason.INVALID_MODEL);
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> open("yolov5", lowerRightCell(0.5f, -1.5f)))
                .withMessageContaining("tensor 'output' of shape [1, 21, 7]")
                .withMessageContaining("decoder is yolox");
    }

    @Test
    void aSecondInputThatIsNoSizeIsRefusedNamingIt() {
        TinyOnnx tiny = endToEnd(new TinyOnnx().withInput("mask", 1, 32, 32), TinyOnnx.FLOAT);
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> open("yolo-end2end", tiny))
                .withMessageContaining("tensor 'mask' FLOAT [1, 32, 32]")
                .withMessageContaining("expected one picture")
                .extracting(InferenceException::reason)
                .isEqualTo(InferenceException.Reason.INVALID_MODEL);
    }

    @Test
    void outputsOfAnotherFamilyAreRefusedNamingThem() {
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> open("rtdetr", yoloV8(new TinyOnnx(), TinyOnnx.FLOAT)))
                .withMessageContaining("tensor 'output0' of shape [1, 6, 21]")
                .withMessageContaining("expected [1, queries, 6] (rtdetr");
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(
                        () ->
                                open(
                                        "yolo-end2end",
                                        deployed(new TinyOnnx(), TinyOnnx.FLOAT, TinyOnnx.INT64)
                                                .output(
                                                        "masks",
                                                        TinyOnnx.FLOAT,
                                                        new long[] {1, 1},
                                                        0)))
                .withMessageContaining("tensor 'masks' of shape [1, 1]");
    }
}
