package ke.co.datacraft.cv.bridge.job;

import java.util.Set;
import java.util.TreeSet;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Routes;
import ke.co.datacraft.cv.bridge.settings.JobSettings;
import ke.co.datacraft.cv.bridge.settings.UploadSettings;
import ke.co.datacraft.cv.bridge.upload.UploadForm;
import ke.co.datacraft.cv.bridge.upload.UploadFormReader;

/** {@code POST /jobs/upload}. */
final class UploadResource implements Resource {

    private static final Set<String> FIELDS =
            new TreeSet<>(
                    Set.of("tasks", "pipeline", "parameters", "name", "priority", "max_retries"));

    private final UploadJobs jobs;
    private final UploadFormReader reader;
    private final JobSettings jobSettings;
    private final UploadSettings settings;

    UploadResource(UploadJobs jobs, JobSettings jobSettings, UploadSettings settings) {
        this.jobs = jobs;
        this.reader = new UploadFormReader(jobs.uploads(), FIELDS);
        this.jobSettings = jobSettings;
        this.settings = settings;
    }

    @Override
    public void register(Routes routes) {
        routes.on("uploadJob", this::upload);
    }

    private void upload(Call call) {
        jobs.requireRoom(call);
        UploadForm form =
                reader.read(
                        call.tenant(),
                        call,
                        jobSettings.maxReferences(),
                        jobs.limits(settings.maxFileBytes(), "CV_MAX_FILE_SIZE_MB"));
        JobsResource.answer(call, jobs.submit(call, form.files(), () -> UploadRequest.of(form)));
    }
}
