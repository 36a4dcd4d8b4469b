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
     * @throws ContractException {@link ReasonCode#INVALID_FIELD} when it lacks something or says
     *     what cannot be
     */
    static SourceFrame frame(FrameResult result, RecordOrigin origin) throws ContractException {
        return new SourceFrame(
                FrameChecks.text("tenant_id", result.tenantId(), FrameChecks.MAX_TENANT),
                result.sourceId(),
                FrameChecks.millis(result.time()),
                FrameChecks.present("image_id", result.imageId()),
                FrameChecks.text("uri", result.uri(), FrameChecks.MAX_URI),
                FrameChecks.image(result.image()),
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
            FrameChecks.present("a task", step);
            if (step.isWhole() && step.objects() != null) {
                looked = true;
                for (DetectedObject object : step.objects()) {
                    FrameChecks.present("an object", object);
                    detections.add(
                            new Detection(
                                    object.classId(),
                                    FrameChecks.text(
                                            "label", object.label(), FrameChecks.MAX_LABEL),
                                    FrameChecks.confidence(object.confidence()),
                                    FrameChecks.box(object.bbox())));
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
                    FrameChecks.present("a face", face);
                    detections.add(
                            new Detection(
                                    0,
                                    FACE,
                                    FrameChecks.confidence(face.confidence()),
                                    FrameChecks.box(face.bbox())));
                }
            }
        }
        return detections;
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
