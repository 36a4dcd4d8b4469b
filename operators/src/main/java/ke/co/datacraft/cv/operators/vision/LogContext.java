package ke.co.datacraft.cv.operators.vision;

import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.telemetry.TraceContext;
import org.slf4j.MDC;

/** Puts the ids of a reference into every log line of the block that it opens. */
final class LogContext implements AutoCloseable {

    private static final String TENANT = "tenant";
    private static final String OWNER = "owner";
    private static final String REFERENCE = "reference";
    private static final String TRACE_ID = "trace.id";

    private LogContext(AdmittedReference admitted) {
        ImageReference reference = admitted.reference();
        MDC.put(TENANT, reference.tenantId());
        MDC.put(
                OWNER,
                reference.jobId() == null ? reference.sourceId() : reference.jobId().toString());
        MDC.put(REFERENCE, String.valueOf(admitted.referenceId()));
        String traceId = TraceContext.traceId(admitted.traceparent());
        if (traceId != null) {
            MDC.put(TRACE_ID, traceId);
        }
    }

    static LogContext of(AdmittedReference admitted) {
        return new LogContext(admitted);
    }

    @Override
    public void close() {
        MDC.remove(TENANT);
        MDC.remove(OWNER);
        MDC.remove(REFERENCE);
        MDC.remove(TRACE_ID);
    }
}
