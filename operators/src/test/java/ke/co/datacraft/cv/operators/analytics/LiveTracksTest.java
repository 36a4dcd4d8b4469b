package ke.co.datacraft.cv.operators.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ResultBox;
import ke.co.datacraft.cv.contracts.TracksEvent;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.track.TrackedObject;
import ke.co.datacraft.cv.operators.sink.RedisMappers;
import ke.co.datacraft.cv.operators.sink.RedisWrite;
import ke.co.datacraft.cv.operators.testing.TestingMetricGroup;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class LiveTracksTest {

    private final TestingMetricGroup group = new TestingMetricGroup();
    private final AnalyticsMetrics metrics = new AnalyticsMetrics(group);
    private final LiveTracks live = new LiveTracks(500, metrics);
    private final List<TracksEvent> told = new ArrayList<>();

    @Test
    void eachSourceHasItsOwnPauseAndWhatIsLeftOutIsCounted() {
        show("gate", 1000, List.of());
        show("yard", 1001, List.of());
        show("gate", 1499, List.of());
        show("gate", 1500, List.of());
        show("gate", 300, List.of());

        assertThat(told)
                .extracting(event -> event.sourceId() + " " + event.processTime().toEpochMilli())
                .as("a clock that was set back makes no pause")
                .containsExactly("gate 1000", "yard 1001", "gate 1500", "gate 300");
        assertThat(group.value("cv_analytics_live_frames_total{result=told}")).isEqualTo(4);
        assertThat(group.value("cv_analytics_live_frames_total{result=left_out}")).isEqualTo(1);
    }

    @Test
    void aSourceThatComesBackIsShownAtOnce() {
        show("gate", 1000, List.of());
        live.forget("acme/gate");
        show("gate", 1001, List.of());

        assertThat(told).hasSize(2);
    }

    @Test
    void ofManyTheMostCertainAreShown() {
        List<TrackedObject> objects =
                IntStream.rangeClosed(1, 201)
                        .mapToObj(
                                id ->
                                        new TrackedObject(
                                                id,
                                                0,
                                                "person",
                                                id == 77 ? 0.1f : 0.9f,
                                                new BoundingBox(id, 2, 3, 4)))
                        .toList();
        show("gate", 1000, objects);

        assertThat(told.get(0).objects()).isEqualTo(201);
        assertThat(told.get(0).boxes())
                .hasSize(200)
                .extracting(ResultBox::trackId)
                .doesNotContain(77L);
    }

    @Test
    void theStreamHasItUnderAnIdOfItsOwn() {
        show("gate", 1000, List.of());
        TracksEvent event = told.get(0);

        assertThat(RedisMappers.tracks(Duration.ofMinutes(5), 100).map(event))
                .singleElement()
                .extracting(RedisWrite::toString)
                .asString()
                .contains("tracks", event.imageId() + ":tracks", "gate");
        assertThat(RedisMappers.tracks(Duration.ofMinutes(5), 0).map(event)).isEmpty();
        assertThat(ContractCodec.toJson(event)).contains("\"objects\":0");
    }

    private void show(String source, long now, List<TrackedObject> objects) {
        AnalysisWriter writer =
                new AnalysisWriter(
                        metrics,
                        null,
                        now,
                        new AnalysisWriter.Side() {
                            @Override
                            public <T> void output(OutputTag<T> tag, T value) {
                                told.add((TracksEvent) value);
                            }
                        });
        live.show(TestingFrames.frame(source, 5000), objects, writer);
    }
}
