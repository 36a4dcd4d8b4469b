package ke.co.datacraft.cv.operators.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.DetectedFace;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.RecordOrigin;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.operators.record.SourceFrame;

/** The way back from contracts to analyses: what results tell of frames, as trackers read it. */
final class FrameMapper {

    private static final String FACE = "face";

    private FrameMapper() {}

    /**
     * The frame of a result.
     *
     * @throws ContractException {@link ReasonCode#INVALID_FIELD} when it lacks something
     */
    static SourceFrame frame(FrameResult result, RecordOrigin origin) throws ContractException {
        require("tenant_id", result.tenantId());
        require("image_id", result.imageId());
        require("uri", result.uri());
        require("image", result.image());
        require("capture_time", result.time());
        return new SourceFrame(
                result.tenantId(),
                result.sourceId(),
                result.time().toEpochMilli(),
                result.imageId(),
                result.uri(),
                result.image(),
                detections(result),
                origin);
    }

    /**
     * Objects of the whole picture, since what chained steps found in parts of it is about these.
     * Where no objects were looked for, faces.
     */
    private static List<Detection> detections(FrameResult result) throws ContractException {
        List<Detection> detections = new ArrayList<>();
        boolean looked = false;
        for (FrameResult.Step step : result.tasks()) {
            if (step.isWhole() && step.objects() != null) {
                looked = true;
                for (DetectedObject object : step.objects()) {
                    require("label", object.label());
                    detections.add(
                            new Detection(
                                    object.classId(),
                                    object.label(),
                                    (float) object.confidence(),
                                    box(object.bbox())));
                }
            }
        }
        return looked ? detections : faces(result);
    }

    private static List<Detection> faces(FrameResult result) throws ContractException {
        List<Detection> detections = new ArrayList<>();
        for (FrameResult.Step step : result.tasks()) {
            if (step.isWhole() && step.faces() != null) {
                for (DetectedFace face : step.faces()) {
                    detections.add(
                            new Detection(0, FACE, (float) face.confidence(), box(face.bbox())));
                }
            }
        }
        return detections;
    }

    private static BoundingBox box(List<Double> box) throws ContractException {
        if (box == null || box.size() != 4) {
            throw new ContractException(
                    ReasonCode.INVALID_FIELD, "bbox is " + box + "; write [x, y, width, height]");
        }
        return new BoundingBox(
                box.get(0).floatValue(),
                box.get(1).floatValue(),
                box.get(2).floatValue(),
                box.get(3).floatValue());
    }

    private static void require(String field, Object value) throws ContractException {
        if (value == null) {
            throw new ContractException(
                    ReasonCode.INVALID_FIELD, "The result of a source lacks " + field);
        }
    }

    /** The result of a frame as far as it is known; read again it gives the same frame. */
    static ImageResult result(SourceFrame frame) {
        List<DetectedObject> objects =
                frame.detections().stream().map(FrameMapper::object).toList();
        TaskResult task =
                new TaskResult(
                        Tasks.OBJECT_DETECTION,
                        null,
                        null,
                        false,
                        null,
                        null,
                        objects,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        return new ImageResult(
                ContractCodec.SCHEMA_VERSION,
                frame.imageId(),
                frame.tenantId(),
                null,
                frame.sourceId(),
                frame.uri(),
                null,
                0,
                frame.image(),
                null,
                Instant.ofEpochMilli(frame.millis()),
                null,
                null,
                null,
                null,
                List.of(task));
    }

    private static DetectedObject object(Detection detection) {
        BoundingBox box = detection.box();
        return new DetectedObject(
                detection.label(),
                detection.classId(),
                detection.confidence(),
                List.of(
                        (double) box.x(),
                        (double) box.y(),
                        (double) box.width(),
                        (double) box.height()),
                null);
    }
}
