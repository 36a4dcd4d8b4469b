package ke.co.datacraft.cv.bridge.result;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.BridgeServices;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Routes;
import ke.co.datacraft.cv.contracts.ContractCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /jobs/{id}/results}. */
public final class JobResultsResource implements Resource {

    private static final Logger LOG = LoggerFactory.getLogger(JobResultsResource.class);
    private static final int DEFAULT_LIMIT = 100;

    /** Closes the connection, so that the client sees that the answer is not whole. */
    private static final int ABORT = -1;

    private final ResultTable results;
    private final ImageHeadTable heads;

    /**
     * @param services PostgreSQL
     * @param cipher opens kept results
     */
    public JobResultsResource(BridgeServices services, DocumentCipher cipher) {
        this.results = new ResultTable(services.database(), cipher);
        this.heads = new ImageHeadTable(services.database());
    }

    @Override
    public void register(Routes routes) {
        routes.on("getJobResults", this::results);
    }

    private void results(Call call) throws IOException {
        UUID jobId = call.pathId("job_id");
        ResultView view = view(call);
        BoxFormat boxes = BoxFormat.of(call.query("bbox_format").orElse(null));
        call.header("Vary", "Accept");
        ResultFormat format =
                call.query("format")
                        .map(ResultFormat::of)
                        .orElseGet(() -> AcceptedFormat.of(call.header("Accept").orElse(null)));
        call.audit("results.read", "job", jobId.toString());
        if (format == ResultFormat.JSON) {
            page(call, jobId, view, boxes);
        } else {
            export(
                    call,
                    new ExportSource(results, heads, call.tenant(), jobId, view),
                    format,
                    boxes);
        }
    }

    /** What the caller wants to see of results. */
    public static ResultView view(Call call) {
        return new ResultView(
                new HashSet<>(call.queries("task")),
                new HashSet<>(call.queries("label")),
                call.query("min_confidence").map(Double::parseDouble).orElse(0.0));
    }

    private void page(Call call, UUID jobId, ResultView view, BoxFormat boxes) throws IOException {
        ResultPage page =
                results.page(
                        call.tenant(),
                        jobId,
                        ResultCursor.decode(call.query("cursor").orElse(null)),
                        call.queryInt("limit", DEFAULT_LIMIT));
        int size = page.results().stream().mapToInt(JobResultsResource::length).sum();
        ByteArrayOutputStream json = new ByteArrayOutputStream(size + 256);
        json.write(head(jobId, page, boxes));
        boolean isFirst = true;
        int missing = 0;
        for (StoredResult result : page.results()) {
            if (result.document() == null) {
                missing++;
                continue;
            }
            if (!isFirst) {
                json.write(',');
            }
            isFirst = false;
            json.write(Documents.bytes(result.document(), view, boxes));
        }
        json.write(tail(page, missing));
        call.bytes(200, ResultFormat.JSON.contentType(), json.toByteArray());
    }

    private static int length(StoredResult result) {
        return result.document() == null ? 0 : result.document().length() + 1;
    }

    /** Written by hand: what comes between is passed on without being parsed. */
    private static byte[] head(UUID jobId, ResultPage page, BoxFormat boxes) {
        return "{\"job_id\":\"%s\",\"state\":\"%s\",\"bbox_format\":\"%s\",\"items\":["
                .formatted(jobId, page.jobState(), boxes.word())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] tail(ResultPage page, int missing) {
        StringBuilder tail = new StringBuilder("]");
        if (missing > 0) {
            tail.append(",\"not_kept\":").append(missing);
        }
        if (page.formerResults() != null) {
            tail.append(",\"former_results\":").append(page.formerResults());
        }
        if (page.next() != null) {
            tail.append(",\"next_cursor\":").append(ContractCodec.toJson(page.next().encode()));
        }
        return tail.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void export(Call call, ExportSource source, ResultFormat format, BoxFormat boxes)
            throws IOException {
        call.header(
                "Content-Disposition",
                SafeFilename.attachment(source.jobName(), format.extension()));
        call.response().setStatus(200);
        call.response().setContentType(format.contentType());
        try {
            OutputStream out = call.response().getOutputStream();
            format.export().write(source, boxes, out);
            out.flush();
        } catch (IOException e) {
            LOG.debug("The reader of job {} is gone: {}", source.jobId(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("Export of job {} broken off", source.jobId(), e);
            call.response().sendError(ABORT);
        }
    }
}
