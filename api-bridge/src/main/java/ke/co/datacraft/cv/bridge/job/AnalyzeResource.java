package ke.co.datacraft.cv.bridge.job;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Routes;
import ke.co.datacraft.cv.bridge.result.BoxFormat;
import ke.co.datacraft.cv.bridge.settings.UploadSettings;
import ke.co.datacraft.cv.bridge.upload.StoredUpload;
import ke.co.datacraft.cv.bridge.upload.UploadForm;
import ke.co.datacraft.cv.bridge.upload.UploadFormReader;
import ke.co.datacraft.cv.bridge.upload.UploadLimits;

/** {@code POST /analyze}: a job of one file, before all others, whose end is waited for. */
final class AnalyzeResource implements Resource {

    private static final Set<String> FIELDS = new TreeSet<>(Set.of("tasks", "pipeline"));

    private final UploadJobs jobs;
    private final UploadFormReader reader;
    private final AnalysisWait wait;
    private final UploadSettings settings;

    AnalyzeResource(UploadJobs jobs, AnalysisWait wait, UploadSettings settings) {
        this.jobs = jobs;
        this.reader = new UploadFormReader(jobs.uploads(), FIELDS);
        this.wait = wait;
        this.settings = settings;
    }

    @Override
    public void register(Routes routes) {
        routes.on("analyzeImage", this::analyze);
    }

    private void analyze(Call call) {
        BoxFormat boxes = BoxFormat.of(call.query("bbox_format").orElse(null));
        JobSubmitter.Accepted accepted = submit(call);
        UUID id = UUID.fromString(JobRows.tree(accepted.json()).get("job_id").asText());
        Optional<byte[]> results = wait.results(call.tenant(), id, longest(call), boxes);
        if (results.isEmpty()) {
            JobsResource.answer(call, accepted);
            return;
        }
        call.location(JobView.path(id));
        call.audit("job.create", "job", id.toString());
        ByteArrayOutputStream json = new ByteArrayOutputStream(results.get().length + 64);
        json.writeBytes(bytes("{\"job_id\":\"" + id + "\",\"results\":"));
        json.writeBytes(results.get());
        json.writeBytes(bytes("}"));
        call.bytes(200, "application/json", json.toByteArray());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private JobSubmitter.Accepted submit(Call call) {
        jobs.requireRoom(call);
        UploadForm form = form(call);
        return jobs.submit(call, form.files(), () -> AnalyzeRequest.of(call, form));
    }

    /** The form, or the body as the only file of one. */
    private UploadForm form(Call call) {
        String type = call.header("Content-Type").orElse("");
        if (type.regionMatches(true, 0, "multipart/", 0, "multipart/".length())) {
            return reader.read(call.tenant(), call, 1, limits());
        }
        StoredUpload file = jobs.uploads().store(call.tenant(), null, call.bodyStream(), limits());
        return new UploadForm(Map.of(), List.of(file));
    }

    private UploadLimits limits() {
        return jobs.limits(settings.analyzeMaxFileBytes(), "CV_ANALYZE_MAX_FILE_SIZE_MB");
    }

    private Duration longest(Call call) {
        Duration limit = settings.analyzeTimeout();
        return call.query("wait_seconds")
                .map(text -> Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000)))
                .filter(asked -> asked.compareTo(limit) < 0)
                .orElse(limit);
    }
}
