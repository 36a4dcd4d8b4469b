package ke.co.datacraft.cv.operators.vision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.ModelChoice;
import ke.co.datacraft.cv.operators.record.ReferenceOutcome;
import ke.co.datacraft.cv.operators.record.ShadowRun;

/**
 * Which models in trial are to see a reference. Steps on whole images only: what a chained step
 * sees depends on what the step before it found.
 */
final class ShadowPlan {

    /** Below every priority that a reference can have. */
    private static final int LAST = 0;

    private ShadowPlan() {}

    /**
     * Plans the trial of a reference that has its results.
     *
     * @return null where there is none
     */
    static ShadowRun of(ReferenceOutcome outcome) {
        AdmittedReference admitted = outcome.admitted();
        if (admitted.models() == null || !outcome.succeeded()) {
            return null;
        }
        Map<String, ModelChoice> trials = new HashMap<>();
        admitted.models()
                .forEach(
                        (model, choice) -> {
                            if (choice.shadow() != null) {
                                trials.put(model, inTrial(choice));
                            }
                        });
        if (trials.isEmpty()) {
            return null;
        }
        List<TaskRequest> requests =
                admitted.reference().tasks().stream()
                        .filter(request -> isConcerned(request, outcome, trials))
                        .toList();
        return requests.isEmpty()
                ? null
                : new ShadowRun(
                        new AdmittedReference(
                                last(admitted.reference().withTasks(requests)),
                                admitted.referenceId(),
                                admitted.origin(),
                                null,
                                null,
                                null,
                                admitted.traceparent(),
                                admitted.admittedAt(),
                                trials),
                        outcome.results());
    }

    private static ModelChoice inTrial(ModelChoice choice) {
        return new ModelChoice(choice.shadow(), choice.version(), null);
    }

    private static boolean isConcerned(
            TaskRequest request, ReferenceOutcome outcome, Map<String, ModelChoice> trials) {
        boolean versionOpen = request.model() == null || request.model().indexOf('@') < 0;
        return versionOpen
                && request.on() == null
                && outcome.results().stream()
                        .flatMap(result -> result.tasks().stream())
                        .filter(result -> result.stepName().equals(request.stepName()))
                        .anyMatch(result -> differs(result, trials));
    }

    private static boolean differs(TaskResult result, Map<String, ModelChoice> trials) {
        ModelChoice trial = trials.get(result.model().name());
        return trial != null && !trial.version().equals(result.model().version());
    }

    private static ImageReference last(ImageReference reference) {
        return new ImageReference(
                reference.schemaVersion(),
                reference.tenantId(),
                reference.jobId(),
                reference.sourceId(),
                reference.imageId(),
                reference.uri(),
                reference.page(),
                reference.originalFilename(),
                reference.contentType(),
                LAST,
                reference.tasks(),
                reference.pipeline(),
                reference.captureTime(),
                reference.ingestTime(),
                reference.attempt(),
                reference.job());
    }
}
