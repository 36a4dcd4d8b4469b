package ke.co.datacraft.cv.operators.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.EventKind;
import ke.co.datacraft.cv.contracts.EventType;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.ResultBox;
import ke.co.datacraft.cv.contracts.TracksEvent;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.StateDescriptors;
import ke.co.datacraft.cv.operators.record.DefinitionChange;
import ke.co.datacraft.cv.operators.record.SourceFrame;
import ke.co.datacraft.cv.operators.settings.SourceAnalyticsSettings;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class SourceAnalyticsFunctionTest {

    private static final String KEY = "acme/cam";
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final List<SourceFrame> FRAMES = TestingFrames.crossing("cam", 60);

    @Test
    void oneEndPerEventAndCountsOfACrossing() throws Exception {
        try (Harness harness = open(settings(false), false, null)) {
            define(harness);
            feed(harness, FRAMES);
            harness.setProcessingTime(IDLE.toMillis());

            List<AnalyticsEvent> events = harness.extractOutputValues();
            assertThat(kinds(events, EventType.NEW))
                    .containsExactlyInAnyOrder(EventKind.TRACK, EventKind.ZONE, EventKind.LINE);
            assertThat(kinds(events, EventType.END))
                    .containsExactlyInAnyOrder(EventKind.TRACK, EventKind.ZONE, EventKind.LINE);
            assertThat(events).allMatch(event -> event.processTime() != null);
            assertThat(last(harness).stream().filter(row -> row.zoneId().equals("line")))
                    .isNotEmpty()
                    .allMatch(row -> row.countIn() + row.countOut() == 1);
        }
    }

    @Test
    void shuffledWithinTheLatenessGivesTheSame() throws Exception {
        List<SourceFrame> shuffled = new ArrayList<>();
        for (int from = 0; from < FRAMES.size(); from += 10) {
            List<SourceFrame> part = new ArrayList<>(FRAMES.subList(from, from + 10));
            Collections.shuffle(part, new Random(from));
            shuffled.addAll(part);
        }

        assertThat(run(shuffled)).isEqualTo(run(FRAMES)).isNotEmpty();
        assertThat(rows(shuffled)).isEqualTo(rows(FRAMES)).isNotEmpty();
    }

    /** Counts and heat maps as they stand in the end. */
    private static List<String> rows(List<SourceFrame> frames) throws Exception {
        try (Harness harness = open(settings(false), false, null)) {
            define(harness);
            feed(harness, frames);
            harness.setProcessingTime(IDLE.toMillis());
            Map<UUID, HeatRow> heat = new HashMap<>();
            values(harness, OutputTags.HEAT_MAPS).forEach(row -> heat.put(row.id(), row));
            return Stream.concat(last(harness).stream(), heat.values().stream())
                    .map(Object::toString)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void restoredInTheMiddleOfATrackGivesTheSame() throws Exception {
        List<AnalyticsEvent> events = new ArrayList<>();
        OperatorSubtaskState snapshot;
        try (Harness harness = open(settings(false), false, null)) {
            define(harness);
            feed(harness, FRAMES.subList(0, 33));
            snapshot = harness.snapshot(1, 1);
            events.addAll(harness.extractOutputValues());
        }
        try (Harness harness = open(settings(false), false, snapshot)) {
            // The source reads again what it had read after the checkpoint, and some before it.
            feed(harness, FRAMES.subList(25, FRAMES.size()));
            harness.setProcessingTime(IDLE.toMillis());
            events.addAll(harness.extractOutputValues());
        }

        assertThat(told(events)).isEqualTo(run(FRAMES));
    }

    @Test
    void timeInWhichTheJobDidNotRunIsNoSilence() throws Exception {
        OperatorSubtaskState snapshot;
        try (Harness harness = open(settings(false), false, null)) {
            define(harness);
            feed(harness, FRAMES.subList(0, 33));
            snapshot = harness.snapshot(1, 1);
        }
        try (Harness harness = harness(settings(false), false)) {
            harness.setProcessingTime(Duration.ofHours(1).toMillis());
            harness.initializeState(snapshot);
            harness.open();
            long restart = Duration.ofHours(1).toMillis() + 1;
            harness.setProcessingTime(restart);
            harness.setProcessingTime(restart + IDLE.toMillis() - 1);
            assertThat(harness.extractOutputValues()).isEmpty();

            harness.setProcessingTime(restart + IDLE.toMillis());
            assertThat(kinds(harness.extractOutputValues(), EventType.END))
                    .contains(EventKind.TRACK);
        }
    }

    @Test
    void framesWaitForDefinitionsAfterAFreshStart() throws Exception {
        try (Harness harness = open(settings(false), false, null)) {
            feed(harness, FRAMES);
            assertThat(harness.extractOutputValues()).isEmpty();
            define(harness);
            harness.setProcessingTime(IDLE.toMillis());

            assertThat(told(harness.extractOutputValues())).isEqualTo(run(FRAMES));
        }
    }

    @Test
    void removedSourceEndsItsEventsAndLeavesNothing() throws Exception {
        try (Harness harness = open(settings(false), false, null)) {
            define(harness);
            feed(harness, FRAMES.subList(0, 40));
            harness.processBroadcastElement(
                    DefinitionChange.removed(DefinitionChange.Kind.SOURCE, KEY), 0);

            List<AnalyticsEvent> events = harness.extractOutputValues();
            assertThat(kinds(events, EventType.END))
                    .containsExactlyInAnyOrderElementsOf(kinds(events, EventType.NEW));
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(values(harness, OutputTags.SOURCE_COUNTS).reduce((a, b) -> b).orElseThrow())
                    .as("what is told of it last")
                    .satisfies(
                            counts -> {
                                assertThat(counts.gone()).isTrue();
                                assertThat(counts.byLabel()).containsOnly(Map.entry("car", 0));
                            });

            feed(harness, FRAMES.subList(40, 60));
            harness.setProcessingTime(IDLE.toMillis());
            assertThat(harness.numKeyedStateEntries()).as("late frames").isZero();
            assertThat(harness.numProcessingTimeTimers()).as("timers").isZero();
            assertThat(harness.extractOutputValues()).hasSameSizeAs(events);
        }
    }

    @Test
    void aDisabledSourceEndsItsEventsAndCountsOnWhenItIsBack() throws Exception {
        try (Harness harness = open(settings(false), false, null)) {
            define(harness);
            feed(harness, FRAMES);
            harness.processBroadcastElement(
                    DefinitionChange.of(KEY, TestingFrames.source("cam", false)), 0);
            List<AnalyticsEvent> events = harness.extractOutputValues();
            assertThat(kinds(events, EventType.END))
                    .containsExactlyInAnyOrderElementsOf(kinds(events, EventType.NEW));
            feed(harness, later(FRAMES, Duration.ofSeconds(30)));
            harness.setProcessingTime(IDLE.toMillis());
            assertThat(harness.extractOutputValues()).as("disabled").hasSameSizeAs(events);
            assertThat(harness.numProcessingTimeTimers()).as("timers").isZero();

            harness.processBroadcastElement(
                    DefinitionChange.of(KEY, TestingFrames.source("cam", true)), 0);
            feed(harness, later(FRAMES, Duration.ofMinutes(2)));
            harness.setProcessingTime(2 * IDLE.toMillis());

            assertThat(harness.extractOutputValues())
                    .filteredOn(event -> event.type() == EventType.END)
                    .filteredOn(event -> event.kind() == EventKind.TRACK)
                    .extracting(AnalyticsEvent::trackId)
                    .containsExactly(1L, 2L);
            assertThat(last(harness))
                    .filteredOn(row -> row.zoneId().equals("line") && row.bucketSeconds() == 3600)
                    .isNotEmpty()
                    .allMatch(row -> row.countIn() + row.countOut() == 2)
                    .allMatch(row -> row.uniqueTracks() == 2);
        }
    }

    @Test
    void aSilentSourceCountsOnWhenItIsBack() throws Exception {
        try (Harness harness = open(settings(false), false, null)) {
            define(harness);
            feed(harness, FRAMES);
            harness.setProcessingTime(IDLE.toMillis());
            feed(harness, later(FRAMES, Duration.ofMinutes(2)));
            harness.setProcessingTime(2 * IDLE.toMillis());

            assertThat(last(harness))
                    .filteredOn(row -> row.zoneId().equals("line") && row.bucketSeconds() == 3600)
                    .isNotEmpty()
                    .allMatch(row -> row.countIn() + row.countOut() == 2);
        }
    }

    private static List<SourceFrame> later(List<SourceFrame> frames, Duration by) {
        return frames.stream().map(frame -> at(frame, frame.millis() + by.toMillis())).toList();
    }

    @Test
    void whatWasRemovedWhileTheJobWasDownEndsWhenDefinitionsAreRead() throws Exception {
        OperatorSubtaskState snapshot;
        try (Harness harness = open(settings(false), false, null)) {
            define(harness);
            feed(harness, FRAMES.subList(0, 40));
            snapshot = harness.snapshot(1, 1);
        }
        try (Harness harness = open(settings(false), false, snapshot)) {
            harness.processBroadcastElement(DefinitionChange.caughtUp(), 0);

            assertThat(kinds(harness.extractOutputValues(), EventType.END))
                    .contains(EventKind.TRACK);
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.getBroadcastState(StateDescriptors.DEFINITIONS).immutableEntries())
                    .hasSize(1);
        }
    }

    @Test
    void tracksThatEndedLeaveNoStateBehind() throws Exception {
        try (Harness harness = open(settings(false), false, null)) {
            define(harness);
            feed(harness, FRAMES);
            assertThat(harness.state().scene.isEmpty()).isFalse();
            harness.setProcessingTime(IDLE.toMillis());

            SourceState state = harness.state();
            assertThat(state.scene.isEmpty()).isTrue();
            assertThat(state.tracks.isEmpty()).isTrue();
            assertThat(state.buffer.size()).isZero();
            assertThat(state.counts.values()).containsOnly(0);
            assertThat(state.windows.recent).isEmpty();
            assertThat(harness.numProcessingTimeTimers()).isZero();
        }
    }

    @Test
    void tracksOfTheNewestFrameAreShownLiveNowAndThen() throws Exception {
        SourceAnalyticsSettings live = settings(false).withLivePause(Duration.ofMillis(500));
        try (Harness harness = open(live, false, null)) {
            define(harness);
            feed(harness, FRAMES.subList(0, 20));
            harness.setProcessingTime(499);
            feed(harness, FRAMES.subList(20, 30));
            assertThat(values(harness, OutputTags.TRACKS)).as("too soon").hasSize(1);

            harness.setProcessingTime(500);
            feed(harness, FRAMES.subList(30, 31));
            TracksEvent event =
                    values(harness, OutputTags.TRACKS).skip(1).findFirst().orElseThrow();
            // Frames are held back for two seconds, which are ten of them.
            SourceFrame newest = FRAMES.get(20);
            assertThat(event.imageId()).isEqualTo(newest.imageId());
            assertThat(event.captureTime().toEpochMilli()).isEqualTo(newest.millis());
            assertThat(event.processTime().toEpochMilli()).isEqualTo(500);
            BoundingBox box = newest.detections().get(0).box();
            assertThat(event.objects()).isOne();
            assertThat(event.boxes())
                    .containsExactly(new ResultBox("object", "car", 0.9, EventBook.box(box), 1L));

            feed(harness, FRAMES.subList(31, 60));
            assertThat(values(harness, OutputTags.TRACKS)).hasSize(2);
        }
    }

    @Test
    void ofFramesThatGoOnTogetherTheNewestIsShown() throws Exception {
        SourceAnalyticsSettings live = settings(false).withLivePause(Duration.ofMillis(500));
        try (Harness harness = open(live, false, null)) {
            feed(harness, FRAMES);
            define(harness);

            assertThat(values(harness, OutputTags.TRACKS))
                    .extracting(TracksEvent::imageId)
                    .containsExactly(FRAMES.get(49).imageId());
        }
    }

    @Test
    void withoutAPauseNothingIsShownLive() throws Exception {
        try (Harness harness = open(settings(false), false, null)) {
            define(harness);
            feed(harness, FRAMES);

            assertThat(harness.getSideOutput(OutputTags.TRACKS)).isNullOrEmpty();
        }
    }

    @Test
    void lateFramesBecomeDeadLettersWhereThatIsWanted() throws Exception {
        try (Harness harness = open(settings(true), false, null)) {
            define(harness);
            feed(harness, FRAMES.subList(1, 60));
            feed(harness, FRAMES.subList(0, 1));
            feed(harness, FRAMES.subList(1, 2));

            assertThat(harness.getSideOutput(OutputTags.DEAD_LETTERS))
                    .extracting(letter -> letter.getValue().reason())
                    .containsExactly(ReasonCode.LATE_FRAME);
            assertThat(harness.getSideOutput(OutputTags.DEAD_LETTERS).peek().getValue().sourceId())
                    .isEqualTo("cam");
        }
    }

    @Test
    void clockThatIsSetBackEndsEventsAndGoesOn() throws Exception {
        List<SourceFrame> later = later(FRAMES, Duration.ofHours(1));
        try (Harness harness = open(settings(false), false, null)) {
            define(harness);
            feed(harness, later);
            feed(harness, FRAMES);
            harness.setProcessingTime(IDLE.toMillis());

            List<AnalyticsEvent> events = harness.extractOutputValues();
            assertThat(kinds(events, EventType.END).stream().filter(EventKind.TRACK::equals))
                    .hasSize(2);
        }
    }

    @Test
    void everythingEndsWithTheInputOfABoundedRun() throws Exception {
        try (Harness harness = open(settings(false), true, null)) {
            define(harness);
            feed(harness, FRAMES);
            harness.processWatermark(Watermark.MAX_WATERMARK);
            harness.processBroadcastWatermark(Watermark.MAX_WATERMARK);

            assertThat(told(harness.extractOutputValues())).isEqualTo(run(FRAMES));
        }
    }

    @Test
    void framesOfUnknownSourcesArePassedOver() throws Exception {
        try (Harness harness = open(settings(false), false, null)) {
            define(harness);
            feed(harness, TestingFrames.crossing("unknown", 60));

            assertThat(harness.extractOutputValues()).isEmpty();
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    private static SourceFrame at(SourceFrame frame, long millis) {
        return new SourceFrame(
                frame.tenantId(),
                frame.sourceId(),
                millis,
                new UUID(1, millis),
                frame.uri(),
                frame.image(),
                frame.detections(),
                frame.origin());
    }

    private static List<String> run(List<SourceFrame> frames) throws Exception {
        try (Harness harness = open(settings(false), false, null)) {
            define(harness);
            feed(harness, frames);
            harness.setProcessingTime(IDLE.toMillis());
            return told(harness.extractOutputValues());
        }
    }

    /** Messages without their process time, each once, in the order of their number. */
    private static List<String> told(List<AnalyticsEvent> events) {
        return events.stream()
                .map(event -> event.withProcessTime(null).toString())
                .distinct()
                .sorted()
                .toList();
    }

    private static List<EventKind> kinds(List<AnalyticsEvent> events, EventType type) {
        return events.stream()
                .filter(event -> event.type() == type)
                .map(AnalyticsEvent::kind)
                .toList();
    }

    /** The last row of each id. */
    private static Collection<CountRow> last(Harness harness) {
        return values(harness, OutputTags.COUNTS)
                .collect(Collectors.toMap(CountRow::id, row -> row, (one, other) -> other))
                .values();
    }

    private static <T> Stream<T> values(Harness harness, OutputTag<T> tag) {
        return harness.getSideOutput(tag).stream().map(record -> record.getValue());
    }

    private static void define(Harness harness) throws Exception {
        harness.processBroadcastElement(
                DefinitionChange.of("acme/area", TestingFrames.zone("area", "cam")), 0);
        harness.processBroadcastElement(
                DefinitionChange.of(KEY, TestingFrames.source("cam", true)), 0);
        harness.processBroadcastElement(
                DefinitionChange.of("acme/line", TestingFrames.line("line", "cam")), 0);
        harness.processBroadcastElement(DefinitionChange.caughtUp(), 0);
    }

    private static void feed(Harness harness, List<SourceFrame> frames) throws Exception {
        for (SourceFrame frame : frames) {
            harness.processElement(frame, 0);
        }
    }

    private static SourceAnalyticsSettings settings(boolean deadLetters) {
        return new SourceAnalyticsSettings(
                Duration.ofSeconds(2),
                deadLetters,
                1000,
                10,
                IDLE,
                Duration.ofSeconds(10),
                new SourceAnalyticsSettings.TrackingDefaults(0.1, 0.5, 3, 2));
    }

    private static Harness open(
            SourceAnalyticsSettings settings, boolean bounded, OperatorSubtaskState state)
            throws Exception {
        Harness harness = harness(settings, bounded);
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private static Harness harness(SourceAnalyticsSettings settings, boolean bounded)
            throws Exception {
        return new Harness(new SourceAnalyticsFunction(settings, bounded));
    }

    /** Names the types once. */
    private static final class Harness
            extends KeyedBroadcastOperatorTestHarness<
                    String, SourceFrame, DefinitionChange, AnalyticsEvent> {

        Harness(SourceAnalyticsFunction function) throws Exception {
            super(
                    new CoBroadcastWithKeyedOperator<>(
                            function, List.of(StateDescriptors.DEFINITIONS)),
                    SourceFrame::key,
                    Types.STRING,
                    1,
                    1,
                    0);
        }

        int numKeyedStateEntries() {
            return backend().numKeyValueStateEntries();
        }

        /** Of the one source. */
        SourceState state() throws Exception {
            backend().setCurrentKey(KEY);
            return backend()
                    .getPartitionedState(
                            VoidNamespace.INSTANCE,
                            VoidNamespaceSerializer.INSTANCE,
                            StateDescriptors.source())
                    .value();
        }

        @SuppressWarnings("unchecked")
        private HeapKeyedStateBackend<String> backend() {
            CoBroadcastWithKeyedOperator<String, ?, ?, ?> analytics =
                    (CoBroadcastWithKeyedOperator<String, ?, ?, ?>) operator;
            return (HeapKeyedStateBackend<String>) analytics.<String>getKeyedStateBackend();
        }
    }
}
