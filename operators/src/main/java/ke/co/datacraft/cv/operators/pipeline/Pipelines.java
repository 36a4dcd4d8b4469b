package ke.co.datacraft.cv.operators.pipeline;

import java.io.Serializable;
import java.util.List;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.SafeText;

/**
 * The pipelines that references can ask for.
 *
 * @param definitions each name once
 */
public record Pipelines(List<PipelineDefinition> definitions) implements Serializable {

    /** None. */
    public static final Pipelines NONE = new Pipelines(List.of());

    private static final int MAX_SHOWN = 80;

    /** Keeps the list unchangeable. */
    public Pipelines {
        definitions = List.copyOf(definitions);
    }

    /** Names of all, in order. */
    public List<String> names() {
        return definitions.stream().map(PipelineDefinition::name).sorted().toList();
    }

    /**
     * The reference with the tasks of the pipeline that it names.
     *
     * @return the same reference if it names none
     * @throws ContractException {@link ReasonCode#UNKNOWN_PIPELINE}
     */
    public ImageReference expand(ImageReference reference) throws ContractException {
        if (reference.pipeline() == null) {
            return reference;
        }
        for (PipelineDefinition definition : definitions) {
            if (definition.name().equals(reference.pipeline())) {
                return reference.withTasks(definition.tasks());
            }
        }
        throw new ContractException(
                ReasonCode.UNKNOWN_PIPELINE,
                "pipeline: there is no '"
                        + SafeText.shorten(reference.pipeline(), MAX_SHOWN)
                        + "'; "
                        + (definitions.isEmpty()
                                ? "there are none, set CV_PIPELINE_PATH to a folder with some"
                                : "known are " + String.join(", ", names())));
    }
}
