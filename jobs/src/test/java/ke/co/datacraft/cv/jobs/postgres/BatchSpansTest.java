package ke.co.datacraft.cv.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import ke.co.datacraft.cv.telemetry.TestingCollector;
import ke.co.datacraft.cv.telemetry.TestingCollector.ReceivedSpan;
import ke.co.datacraft.cv.telemetry.Tracing;
import ke.co.datacraft.cv.telemetry.TracingSettings;
import org.junit.jupiter.api.Test;

class BatchSpansTest {

    private static final String ONE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String TWO = "00-1af7651916cd43dd8448eb211c80319c-c7ad6b7169203331-01";
    private static final String NOT_KEPT =
            "00-2af7651916cd43dd8448eb211c80319c-d7ad6b7169203331-00";

    @Test
    void eachTraceOfABatchHearsOfItOnceAndOfEachTry() throws Exception {
        try (TestingCollector collector = new TestingCollector()) {
            Tracing tracing = Tracing.of(new TracingSettings(true, collector.endpoint(), 1, "x"));
            BatchSpans spans = new BatchSpans(tracing, "cv.t");
            spans.add(ONE);
            spans.add(ONE);
            spans.add(NOT_KEPT);
            assertThatThrownBy(
                            () ->
                                    spans.around(
                                            () -> {
                                                throw new SQLException("gone", "08006");
                                            }))
                    .isInstanceOf(SQLException.class);
            spans.add(ONE);
            spans.add(TWO);
            assertThat(spans.around(() -> new int[] {1, 1})).containsExactly(1, 1);
            assertThat(spans.around(() -> new int[0])).as("nothing is left").isEmpty();
            tracing.flush(Duration.ofSeconds(30));

            assertThat(collector.spans())
                    .extracting(ReceivedSpan::parentId)
                    .containsExactlyInAnyOrder(
                            "b7ad6b7169203331", "b7ad6b7169203331", "c7ad6b7169203331");
            assertThat(collector.spans().get(0).attributes())
                    .containsEntry("db.response.status_code", "08006")
                    .containsEntry("db.operation.batch.size", "3");
        }
    }
}
