package ke.co.datacraft.cv.inference.classify;

import java.util.Map;
import ke.co.datacraft.cv.inference.RequestParameters;
import ke.co.datacraft.cv.inference.model.Thresholds;

/**
 * What a request asks of a classifier.
 *
 * @param topK most classes, 1 or more
 * @param confidence least confidence, 0..1
 */
record ClassificationParameters(int topK, float confidence) {

    static ClassificationParameters of(Map<String, String> parameters, Thresholds defaults) {
        RequestParameters request = new RequestParameters(parameters);
        return new ClassificationParameters(
                request.count("top_k", defaults.maxDetections(), Thresholds.MAX_DETECTIONS),
                request.share("confidence", defaults.confidence()));
    }
}
