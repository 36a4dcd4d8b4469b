package ke.co.datacraft.cv.operators.camera.redaction;

import java.io.Serializable;
import java.util.List;
import ke.co.datacraft.cv.operators.settings.InferenceSettings;

/**
 * How faces, number plates and objects are found that must not be seen. Processes share one set of
 * detectors per equal settings.
 *
 * @param objectModel detector of objects and vehicles, or null for that of {@code inference}
 * @param faceModel detector of faces
 * @param plateModel detector of number plates, or null to hide the lower parts of vehicles
 * @param vehicleLabels classes of the object model that have number plates
 * @param vehicleShare part of a vehicle's height, from below, in which its plates are, 0..1
 * @param confidence least confidence of objects, vehicles and plates, 0..1
 * @param faceConfidence least confidence of faces, 0..1
 * @param margin by how much of its size a box is grown on each side, 0 and up
 * @param holdFrames stored frames in which a box stays hidden where nothing is found any more, 0
 *     and up
 * @param threads searches at once in one process; 0 for as many as it has processors
 * @param inference models and how they are run
 */
public record RedactionSettings(
        String objectModel,
        String faceModel,
        String plateModel,
        List<String> vehicleLabels,
        double vehicleShare,
        double confidence,
        double faceConfidence,
        double margin,
        int holdFrames,
        int threads,
        InferenceSettings inference)
        implements Serializable {

    /** Copies the list. */
    public RedactionSettings {
        vehicleLabels = List.copyOf(vehicleLabels);
    }
}
