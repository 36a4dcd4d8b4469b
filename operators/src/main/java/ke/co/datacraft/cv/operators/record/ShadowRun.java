package ke.co.datacraft.cv.operators.record;

import java.util.List;
import ke.co.datacraft.cv.contracts.ImageResult;

/**
 * What a model in trial is to do, and to be compared with.
 *
 * @param admitted the reference with the steps concerned and the versions in trial
 * @param results what the active versions found
 */
public record ShadowRun(AdmittedReference admitted, List<ImageResult> results) {}
