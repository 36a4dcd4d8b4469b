package ke.co.datacraft.cv.bridge.system;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Whether the bridge can take requests.
 *
 * @param status {@code ready}, {@code degraded} or {@code not_ready}
 * @param checkedAt when the oldest check was made
 * @param components what it depends on
 */
record Readiness(String status, Instant checkedAt, List<Component> components) {

    /** Something that the bridge depends on, as it is told. */
    record Component(
            String name,
            String state,
            boolean required,
            Double latencyMs,
            String reason,
            Instant checkedAt) {}

    private enum Status {
        READY,
        DEGRADED,
        NOT_READY
    }

    static Readiness of(List<DependencyState> states) {
        Status status = Status.READY;
        for (DependencyState state : states) {
            if (!state.isUp() && state.required()) {
                status = Status.NOT_READY;
            } else if (!state.isUp() && status == Status.READY) {
                status = Status.DEGRADED;
            }
        }
        return new Readiness(
                status.name().toLowerCase(Locale.ROOT),
                states.stream()
                        .map(DependencyState::checkedAt)
                        .min(Instant::compareTo)
                        .orElseThrow(),
                states.stream().map(Readiness::component).toList());
    }

    boolean isReady() {
        return !status.equals("not_ready");
    }

    private static Component component(DependencyState state) {
        return new Component(
                state.name(),
                state.state().word(),
                state.required(),
                state.latencyMs() == null ? null : Math.round(state.latencyMs() * 100) / 100.0,
                state.reason(),
                state.checkedAt());
    }
}
