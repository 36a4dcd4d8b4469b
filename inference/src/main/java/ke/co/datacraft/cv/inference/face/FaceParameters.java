package ke.co.datacraft.cv.inference.face;

import java.util.Map;
import ke.co.datacraft.cv.inference.RequestParameters;
import ke.co.datacraft.cv.inference.model.Thresholds;

/**
 * What a request asks of a face detector.
 *
 * @param confidence least confidence, 0..1
 * @param iou overlap above which the lesser of two boxes goes, 0..1
 * @param maxDetections most faces, 1 or more
 */
record FaceParameters(float confidence, float iou, int maxDetections) {

    static FaceParameters of(Map<String, String> parameters, Thresholds defaults) {
        RequestParameters request = new RequestParameters(parameters);
        return new FaceParameters(
                request.share("confidence", defaults.confidence()),
                request.share("iou", defaults.iou()),
                request.count(
                        "max_detections", defaults.maxDetections(), Thresholds.MAX_DETECTIONS));
    }
}
