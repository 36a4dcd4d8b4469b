package ke.co.datacraft.cv.bridge.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.sql.SQLException;
import ke.co.datacraft.cv.telemetry.Tracing;

/** Spans of work in PostgreSQL, for requests whose trace is recorded. */
public final class DatabaseSpans {

    /** None. */
    public static final DatabaseSpans NONE = new DatabaseSpans(Tracing.NONE);

    private final Tracing tracing;

    /** Spans that this tracing makes. */
    public DatabaseSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    /**
     * Work that may fail.
     *
     * @param <T> what it gives
     */
    public interface Work<T> {

        /** Does it. */
        T run() throws SQLException;
    }

    /**
     * Does work within a span under the current one.
     *
     * @param name such as {@code transaction}
     */
    public <T> T around(String name, Work<T> work) throws SQLException {
        if (!tracing.isEnabled() || !Span.current().isRecording()) {
            return work.run();
        }
        Span span =
                tracing.tracer()
                        .spanBuilder("postgresql " + name)
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute("db.system.name", "postgresql")
                        .startSpan();
        try (Scope scope = span.makeCurrent()) {
            return work.run();
        } catch (SQLException e) {
            span.setAttribute("db.response.status_code", String.valueOf(e.getSQLState()));
            span.setStatus(StatusCode.ERROR);
            throw e;
        } catch (RuntimeException e) {
            span.setAttribute("error.type", e.getClass().getName());
            span.setStatus(StatusCode.ERROR);
            throw e;
        } finally {
            span.end();
        }
    }
}
