package ke.co.datacraft.cv.bridge.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ke.co.datacraft.cv.bridge.http.AuditSink;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.Interceptor;
import ke.co.datacraft.cv.bridge.http.Principal;
import ke.co.datacraft.cv.bridge.http.RequestTrace;

/**
 * Makes audit records of requests, when their outcome is known. What a handler notes is recorded as
 * it says; a change, a refusal or a reading of results that no handler notes is recorded under the
 * name of its operation.
 */
final class AuditTrail implements AuditSink, Interceptor {

    private static final String NOTES = "cv.audit";
    private static final int BAD_REQUEST = 400;
    private static final Set<Integer> DENIALS = Set.of(401, 403);

    private static final Set<String> READS =
            Set.of(
                    "getJobResults",
                    "getImage",
                    "getImageContent",
                    "getAnnotatedImage",
                    "getSourceSnapshot");

    /** Kind and name of the last thing in a path: {@code /api/v1/jobs/ID/retry}. */
    private static final Pattern OBJECT =
            Pattern.compile("/api/v1/([a-z-]+?)s?/([^/]{1,255})(?:/.*)?");

    private final AuditLog log;
    private final boolean reads;
    private final Clock clock;
    private final ClientAddress addresses;

    /**
     * @param log where records go
     * @param reads whether readings are recorded
     * @param clock what time it is
     * @param addresses where requests come from
     */
    AuditTrail(AuditLog log, boolean reads, Clock clock, ClientAddress addresses) {
        this.log = log;
        this.reads = reads;
        this.clock = clock;
        this.addresses = addresses;
    }

    @Override
    public void record(Call call, String action, String objectType, String objectId) {
        HttpServletRequest request = call.request();
        notes(request, true).add(new AuditRecord.Deed(action, objectType, objectId));
    }

    @Override
    public void completed(
            HttpServletRequest request,
            HttpServletResponse response,
            String operationId,
            Principal principal,
            Duration took) {
        if (operationId == null || principal == null) {
            return;
        }
        int status = response.getStatus();
        List<AuditRecord.Deed> noted = notes(request, false);
        if (!noted.isEmpty()) {
            noted.stream()
                    .filter(deed -> reads || !RequestOrigin.isSafeMethod(request))
                    .forEach(deed -> append(request, principal, deed, outcome(status)));
        } else if (isOfInterest(request, operationId, status)) {
            append(request, principal, deed(request, operationId), outcome(status));
        }
    }

    private boolean isOfInterest(HttpServletRequest request, String operationId, int status) {
        if (DENIALS.contains(status)) {
            return true;
        }
        if (status >= BAD_REQUEST) {
            return false;
        }
        return !RequestOrigin.isSafeMethod(request) || (reads && READS.contains(operationId));
    }

    private static AuditRecord.Deed deed(HttpServletRequest request, String operationId) {
        Matcher object = OBJECT.matcher(request.getRequestURI());
        return object.matches()
                ? new AuditRecord.Deed(operationId, object.group(1), object.group(2))
                : new AuditRecord.Deed(operationId, null, null);
    }

    /** Notes that credentials were shown that do not count. */
    void signInFailed(HttpServletRequest request, String kind) {
        append(request, null, new AuditRecord.Deed("sign_in", kind, null), "denied");
    }

    private void append(
            HttpServletRequest request, Principal who, AuditRecord.Deed deed, String outcome) {
        Instant now = clock.instant();
        log.append(
                new AuditRecord(
                        AuditRecord.id(now),
                        now,
                        who,
                        deed,
                        addresses.of(request),
                        outcome,
                        RequestTrace.id(request)));
    }

    private static String outcome(int status) {
        if (status < BAD_REQUEST) {
            return "success";
        }
        return DENIALS.contains(status) ? "denied" : "failed";
    }

    @SuppressWarnings("unchecked")
    private static List<AuditRecord.Deed> notes(HttpServletRequest request, boolean make) {
        List<AuditRecord.Deed> notes = (List<AuditRecord.Deed>) request.getAttribute(NOTES);
        if (notes == null && make) {
            notes = new ArrayList<>(1);
            request.setAttribute(NOTES, notes);
        }
        return notes == null ? List.of() : notes;
    }
}
