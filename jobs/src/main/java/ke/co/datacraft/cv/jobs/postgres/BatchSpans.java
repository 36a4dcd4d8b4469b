package ke.co.datacraft.cv.jobs.postgres;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import ke.co.datacraft.cv.telemetry.TraceContext;
import ke.co.datacraft.cv.telemetry.Tracing;

/** Spans of a batch of rows: one in each trace that has a row in it, all of the same time. */
final class BatchSpans {

    private final Tracing tracing;
    private final String table;
    private final Set<String> traces = new LinkedHashSet<>();
    private int size;

    BatchSpans(Tracing tracing, String table) {
        this.tracing = tracing;
        this.table = table;
    }

    /** Writes a batch. */
    interface Write {
        int[] run() throws SQLException;
    }

    void add(String traceparent) {
        size++;
        if (TraceContext.isSampled(traceparent)) {
            traces.add(traceparent);
        }
    }

    /** Writes the batch and tells its traces, in time or with the error. */
    int[] around(Write write) throws SQLException {
        Instant start = Instant.now();
        try {
            int[] counts = write.run();
            tell(start, null);
            return counts;
        } catch (SQLException e) {
            tell(start, e);
            throw e;
        } finally {
            // A batch that is tried again is bound again.
            traces.clear();
            size = 0;
        }
    }

    private void tell(Instant start, SQLException error) {
        Instant end = Instant.now();
        for (String trace : traces) {
            Span span =
                    tracing.tracer()
                            .spanBuilder("INSERT " + table)
                            .setParent(TraceContext.parent(trace))
                            .setSpanKind(SpanKind.CLIENT)
                            .setStartTimestamp(start)
                            .startSpan();
            span.setAttribute("db.system.name", "postgresql");
            span.setAttribute("db.operation.name", "INSERT");
            span.setAttribute("db.collection.name", table);
            span.setAttribute("db.operation.batch.size", size);
            if (error != null) {
                span.setAttribute("db.response.status_code", String.valueOf(error.getSQLState()));
                span.setStatus(StatusCode.ERROR);
            }
            span.end(end);
        }
    }
}
