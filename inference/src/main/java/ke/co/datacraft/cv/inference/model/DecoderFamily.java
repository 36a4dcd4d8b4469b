package ke.co.datacraft.cv.inference.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.ChannelOrder;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.Resize;

/** How a model's output is read; each family also has its usual input. */
public enum DecoderFamily {
    /** Raw grid outputs with objectness. */
    YOLOX(
            "yolox",
            "object_detection",
            new InputLayout(
                    null,
                    null,
                    ChannelOrder.BGR,
                    Resize.LETTERBOX_TOP_LEFT,
                    List.of(0f, 0f, 0f),
                    List.of(1f, 1f, 1f),
                    1f,
                    114)),
    /** Boxes in pixels and class scores, without objectness: v8, v5u, 11. */
    YOLOV8("yolov8", "object_detection", yolo()),
    /** Boxes in pixels, objectness and class scores: v5, v7, v6. */
    YOLOV5("yolov5", "object_detection", yolo()),
    /** One row for each object: v10 and exports with NMS in the graph. */
    YOLO_END2END("yolo-end2end", "object_detection", yolo()),
    /**
     * RT-DETR, D-FINE and RF-DETR; mean and standard deviation are open, since the tensors tell
     * RF-DETR, which wants those of ImageNet.
     */
    RTDETR(
            "rtdetr",
            "object_detection",
            new InputLayout(null, null, ChannelOrder.RGB, Resize.STRETCH, null, null, 1 / 255f, 0)),
    /** PP-OCR text detection: a probability map. */
    PPOCR_DET(
            "ppocr-det",
            "ocr",
            new InputLayout(
                    null,
                    null,
                    ChannelOrder.BGR,
                    Resize.STRETCH,
                    List.of(0.485f, 0.456f, 0.406f),
                    List.of(0.229f, 0.224f, 0.225f),
                    1 / 255f,
                    0)),
    /** PP-OCR text recognition: one distribution over the characters per step. */
    PPOCR_REC(
            "ppocr-rec",
            "ocr",
            new InputLayout(
                    null,
                    null,
                    ChannelOrder.BGR,
                    Resize.LETTERBOX_TOP_LEFT,
                    List.of(0.5f, 0.5f, 0.5f),
                    List.of(0.5f, 0.5f, 0.5f),
                    1 / 255f,
                    0)),
    /** Language data of Tesseract, no network of ONNX Runtime; its input says nothing. */
    TESSERACT("tesseract", "ocr", InputLayout.OPEN),
    /** One logit or probability for each class: ViT, MobileNet, ResNet. */
    CLASSIFICATION("classification", "image_classification", imageNet()),
    /** Class, objectness, box and landmarks of each cell of three grids. */
    YUNET(
            "yunet",
            "face_detection",
            new InputLayout(
                    null,
                    null,
                    ChannelOrder.BGR,
                    Resize.LETTERBOX_TOP_LEFT,
                    List.of(0f, 0f, 0f),
                    List.of(1f, 1f, 1f),
                    1f,
                    0)),
    /** A feature vector, or features that are pooled to one. */
    EMBEDDING("embedding", "embedding", imageNet());

    private final String id;
    private final String task;
    private final InputLayout usualInput;

    DecoderFamily(String id, String task, InputLayout usualInput) {
        this.id = id;
        this.task = task;
        this.usualInput = usualInput;
    }

    /** What the models of Ultralytics and their kin take. */
    private static InputLayout yolo() {
        return new InputLayout(
                null,
                null,
                ChannelOrder.RGB,
                Resize.LETTERBOX_CENTER,
                List.of(0f, 0f, 0f),
                List.of(1f, 1f, 1f),
                1 / 255f,
                114);
    }

    /** What models trained on ImageNet take, unless they say otherwise. */
    private static InputLayout imageNet() {
        return new InputLayout(
                null,
                null,
                ChannelOrder.RGB,
                Resize.CENTER_CROP,
                List.of(0.485f, 0.456f, 0.406f),
                List.of(0.229f, 0.224f, 0.225f),
                1 / 255f,
                0);
    }

    /** Limits on what its models find unless a manifest says otherwise. */
    public Thresholds usualThresholds() {
        return switch (this) {
            case YOLOX, YOLOV8, YOLOV5, YOLO_END2END, RTDETR, PPOCR_DET, PPOCR_REC, TESSERACT ->
                    Thresholds.DEFAULT;
            case CLASSIFICATION -> new Thresholds(0.0, 1.0, 5);
            case YUNET -> new Thresholds(0.6, 0.3, 300);
            case EMBEDDING -> Thresholds.DEFAULT;
        };
    }

    /** Its name in a manifest. */
    @JsonValue
    public String id() {
        return id;
    }

    /** The task that its models do. */
    public String task() {
        return task;
    }

    /**
     * What its models take unless a manifest says otherwise; the size, and what differs between the
     * members of a family, is open.
     */
    public InputLayout usualInput() {
        return usualInput;
    }

    /**
     * The family of this name.
     *
     * @throws IllegalArgumentException naming the known ones
     */
    @JsonCreator
    public static DecoderFamily of(String id) {
        return Arrays.stream(values())
                .filter(family -> family.id.equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "decoder is '" + id + "'; give one of " + ids()));
    }

    private static List<String> ids() {
        return Arrays.stream(values()).map(DecoderFamily::id).toList();
    }
}
