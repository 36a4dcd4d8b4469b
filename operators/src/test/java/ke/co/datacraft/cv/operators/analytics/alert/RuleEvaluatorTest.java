package ke.co.datacraft.cv.operators.analytics.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.EventKind;
import ke.co.datacraft.cv.contracts.EventState;
import ke.co.datacraft.cv.contracts.EventType;
import ke.co.datacraft.cv.contracts.RuleCondition;
import ke.co.datacraft.cv.contracts.RuleDefinition;
import ke.co.datacraft.cv.contracts.RuleSchedule;
import org.junit.jupiter.api.Test;

class RuleEvaluatorTest {

    private static final Instant TIME = Instant.parse("2026-01-02T12:00:00Z");
    private static final List<String> NONE = List.of();

    @Test
    void conditionThatAsksNothingIsFulfilled() {
        assertThat(fulfils(texts(NONE, NONE, NONE, NONE), event("gate", "person", state(null))))
                .isTrue();
    }

    @Test
    void pausedRuleIsNeverFulfilled() {
        RuleDefinition paused = rule(false, texts(NONE, NONE, NONE, NONE), List.of());
        assertThat(RuleEvaluator.fulfils(paused, NONE, event("gate", "person", state(null))))
                .isFalse();
    }

    @Test
    void sourceLabelAndTagMustBeAmongThoseAsked() {
        AnalyticsEvent event = event("gate", "person", state(null));
        assertThat(fulfils(texts(List.of("cam-1"), NONE, NONE, NONE), event)).isTrue();
        assertThat(fulfils(texts(List.of("cam-2"), NONE, NONE, NONE), event)).isFalse();
        assertThat(fulfils(texts(NONE, NONE, List.of("car", "person"), NONE), event)).isTrue();
        assertThat(fulfils(texts(NONE, NONE, List.of("car"), NONE), event)).isFalse();
        assertThat(fulfils(texts(NONE, NONE, NONE, List.of("outdoor")), event)).isTrue();
        assertThat(fulfils(texts(NONE, NONE, NONE, List.of("indoor")), event)).isFalse();
    }

    @Test
    void eventWithoutLabelFulfilsNoLabel() {
        AnalyticsEvent event = event("gate", null, state(null));
        assertThat(fulfils(texts(NONE, NONE, List.of("person"), NONE), event)).isFalse();
    }

    @Test
    void zoneIsTheEventsOwnElseThoseItIsOrWasIn() {
        RuleCondition gate = texts(NONE, List.of("gate"), NONE, NONE);
        RuleCondition yard = texts(NONE, List.of("yard"), NONE, NONE);
        RuleCondition road = texts(NONE, List.of("road"), NONE, NONE);
        assertThat(fulfils(gate, event("gate", "person", state(null)))).isTrue();
        assertThat(fulfils(yard, event("gate", "person", state(null)))).isFalse();
        assertThat(fulfils(yard, event(null, "person", state(null)))).isTrue();
        assertThat(fulfils(road, event(null, "person", state(null)))).isTrue();
        assertThat(fulfils(gate, event(null, "person", state(null)))).isFalse();
    }

    @Test
    void leastsAreReachedAtTheirValueAndNotByWhatIsUntold() {
        RuleCondition fast =
                new RuleCondition(null, null, null, null, null, null, null, null, 50.0, null);
        assertThat(fulfils(fast, event("gate", "car", state(50.0)))).isTrue();
        assertThat(fulfils(fast, event("gate", "car", state(49.9)))).isFalse();
        assertThat(fulfils(fast, event("gate", "car", state(null)))).isFalse();
    }

    @Test
    void bestConfidenceCountsNotThatOfTheLastFrame() {
        assertThat(fulfils(confident(0.9), event("gate", "car", state(null)))).isTrue();
        assertThat(fulfils(confident(0.91), event("gate", "car", state(null)))).isFalse();
    }

    @Test
    void scheduleIsHeldAgainstEventTime() {
        RuleCondition any = texts(NONE, NONE, NONE, NONE);
        AnalyticsEvent event = event("gate", "person", state(null));
        assertThat(RuleEvaluator.fulfils(rule(true, any, at("12:00")), NONE, event)).isTrue();
        assertThat(RuleEvaluator.fulfils(rule(true, any, at("12:01")), NONE, event)).isFalse();
    }

    private static boolean fulfils(RuleCondition when, AnalyticsEvent event) {
        return RuleEvaluator.fulfils(rule(true, when, List.of()), List.of("outdoor"), event);
    }

    private static List<RuleSchedule> at(String from) {
        return List.of(new RuleSchedule(List.of(), from, "13:00", "UTC"));
    }

    private static RuleCondition confident(double least) {
        return new RuleCondition(null, null, null, null, null, null, least, null, null, null);
    }

    private static RuleCondition texts(
            List<String> sources, List<String> zones, List<String> labels, List<String> tags) {
        return new RuleCondition(null, sources, zones, labels, tags, null, null, null, null, null);
    }

    private static RuleDefinition rule(
            boolean enabled, RuleCondition when, List<RuleSchedule> schedules) {
        return new RuleDefinition(
                1, "acme", "rule-1", null, enabled, when, schedules, null, null, null, null, null,
                null, null);
    }

    private static EventState state(Double speedKmh) {
        return new EventState(
                TIME,
                0.4,
                0.9,
                null,
                null,
                List.of("yard"),
                List.of("yard", "road"),
                null,
                null,
                speedKmh,
                null,
                null,
                null,
                null);
    }

    private static AnalyticsEvent event(String zone, String label, EventState state) {
        return new AnalyticsEvent(
                1,
                new UUID(0, 1),
                "acme",
                "cam-1",
                EventKind.values()[0],
                EventType.NEW,
                0,
                zone,
                7L,
                label,
                TIME,
                null,
                null,
                state,
                TIME);
    }
}
