package ke.co.datacraft.cv.kubernetes.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;

/**
 * How it is.
 *
 * @param observedGeneration generation of the resource that this is about
 * @param version tag of the images that were applied last
 * @param conditions {@code Valid}, {@code Applied}, {@code Ready}
 * @param bridge replicas of the bridge, ready of wanted
 * @param jobs state of each Flink job
 * @param objects what was applied
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComputerVisionStatus(
        @JsonPropertyDescription("Generation of the resource that this is about.")
                Long observedGeneration,
        @JsonPropertyDescription("Tag of the images that were applied last.") String version,
        @JsonPropertyDescription(
                        "Valid: the resource can be used. Applied: the objects are as it says."
                                + " Ready: bridge and jobs run.")
                List<Condition> conditions,
        @JsonPropertyDescription("Replicas of the bridge, ready of wanted.") String bridge,
        @JsonPropertyDescription("State of each Flink job.") Map<String, String> jobs,
        @JsonPropertyDescription("What was applied, to be removed when it is not wanted any more.")
                List<AppliedObject> objects) {

    /** Fills in what is never null. */
    public ComputerVisionStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        objects = objects == null ? List.of() : List.copyOf(objects);
    }

    /** An object in the resource's namespace. */
    public record AppliedObject(String apiVersion, String kind, String name) {

        /** Whether the cluster keeps both as one object, whose API may have several versions. */
        boolean isSameObject(AppliedObject other) {
            return kind.equals(other.kind)
                    && name.equals(other.name)
                    && ObjectKind.group(apiVersion).equals(ObjectKind.group(other.apiVersion));
        }
    }
}
