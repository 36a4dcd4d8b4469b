package ke.co.datacraft.cv.operators.analytics;

import java.time.Instant;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.TracksEvent;
import ke.co.datacraft.cv.operators.OutputTags;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends what comes of the frames of one source on its way, during one call of the function. */
final class AnalysisWriter implements SourceAnalysis.Output {

    /** Sends to a side output, of whatever context there is. */
    interface Side {
        <T> void output(OutputTag<T> tag, T value);
    }

    /** Processing time of the call. */
    final long now;

    private final AnalyticsMetrics metrics;
    private final Collector<AnalyticsEvent> out;
    private final Side side;
    private String key;

    AnalysisWriter(AnalyticsMetrics metrics, Collector<AnalyticsEvent> out, long now, Side side) {
        this.metrics = metrics;
        this.out = out;
        this.now = now;
        this.side = side;
    }

    /** What comes next is of this source. */
    AnalysisWriter of(String source) {
        key = source;
        return this;
    }

    void tracks(TracksEvent event) {
        side.output(OutputTags.TRACKS, event);
    }

    void deadLetter(DeadLetter letter) {
        side.output(OutputTags.DEAD_LETTERS, letter);
    }

    @Override
    public void event(AnalyticsEvent event) {
        metrics.event(key, event);
        out.collect(event.withProcessTime(Instant.ofEpochMilli(now)));
    }

    @Override
    public void count(CountRow row) {
        side.output(OutputTags.COUNTS, row);
    }

    @Override
    public void heat(HeatRow row) {
        side.output(OutputTags.HEAT_MAPS, row);
    }

    @Override
    public void refused(String zoneId, String label) {
        metrics.refusedCount();
    }

    @Override
    public void refusedTracks(long refused) {
        metrics.refusedTracks(key, refused);
    }

    @Override
    public void counts(SourceCounts counts) {
        side.output(OutputTags.SOURCE_COUNTS, counts);
    }
}
