package ke.co.datacraft.cv.kubernetes.operator;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Conditions of a status; the time of one is that of its last change. */
final class Conditions {

    static final String VALID = "Valid";
    static final String APPLIED = "Applied";
    static final String READY = "Ready";

    private final List<Condition> before;
    private final long generation;
    private final String now;
    private final List<Condition> conditions = new ArrayList<>();

    /**
     * @param before conditions until now
     * @param generation generation of the resource
     */
    Conditions(List<Condition> before, long generation, Clock clock) {
        this.before = before;
        this.generation = generation;
        this.now = Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    Conditions yes(String type, String reason, String message) {
        return set(type, "True", reason, message);
    }

    Conditions no(String type, String reason, String message) {
        return set(type, "False", reason, message);
    }

    Conditions unknown(String type, String reason, String message) {
        return set(type, "Unknown", reason, message);
    }

    List<Condition> list() {
        return conditions;
    }

    /** Whether a condition changed its status or reason. */
    boolean isNews(String type) {
        Condition old = find(before, type);
        Condition current = find(conditions, type);
        return current != null
                && (old == null
                        || !Objects.equals(old.getStatus(), current.getStatus())
                        || !Objects.equals(old.getReason(), current.getReason())
                        || !Objects.equals(old.getMessage(), current.getMessage()));
    }

    private Conditions set(String type, String status, String reason, String message) {
        Condition old = find(before, type);
        boolean same = old != null && status.equals(old.getStatus());
        conditions.add(
                new ConditionBuilder()
                        .withType(type)
                        .withStatus(status)
                        .withReason(reason)
                        .withMessage(message)
                        .withObservedGeneration(generation)
                        .withLastTransitionTime(same ? old.getLastTransitionTime() : now)
                        .build());
        return this;
    }

    private static Condition find(List<Condition> conditions, String type) {
        return conditions.stream().filter(c -> type.equals(c.getType())).findFirst().orElse(null);
    }
}
