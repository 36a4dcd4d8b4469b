package ke.co.datacraft.cv.bridge.job;

import java.util.List;
import ke.co.datacraft.cv.bridge.BridgeServices;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.result.DocumentCipher;
import ke.co.datacraft.cv.bridge.result.JobDocuments;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.bridge.upload.UploadJanitor;
import ke.co.datacraft.cv.bridge.upload.Uploads;
import ke.co.datacraft.cv.contracts.Topics;

/** Everything about jobs, put together. */
public final class JobServices implements AutoCloseable {

    private final List<Resource> resources;
    private final UploadJanitor janitor;

    /**
     * @param services what it works with
     */
    public JobServices(BridgeServices services) {
        BridgeSettings settings = services.settings();
        Topics topics = settings.kafka().topics();
        Uploads uploads = new Uploads(services.database(), services.storage(), services.clock());
        this.janitor =
                new UploadJanitor(
                        services.database(),
                        uploads,
                        settings.uploads().timeout(),
                        services.metrics().registry());
        Submissions submissions =
                new Submissions(
                        settings.jobs(),
                        new ReferenceRules(settings.jobs(), services.storage()),
                        services.clock());
        JobSubmitter submitter =
                new JobSubmitter(services.database(), services.outbox(), topics, settings.jobs());
        JobCommands commands =
                new JobCommands(
                        services.database(),
                        services.outbox(),
                        topics,
                        submitter,
                        services.clock());
        UploadJobs jobs =
                new UploadJobs(
                        submissions,
                        submitter,
                        uploads,
                        settings.uploads().timeout(),
                        services.clock());
        AnalysisWait wait =
                new AnalysisWait(
                        services.jobEvents(),
                        new JobDocuments(
                                services.database(), new DocumentCipher(services.fieldCipher())),
                        services.database(),
                        settings.uploads().analyzeMaxWaiting());
        this.resources =
                List.of(
                        new JobsResource(
                                services.database(),
                                submissions,
                                submitter,
                                commands,
                                new JobRemoval(services.database(), uploads)),
                        new UploadResource(jobs, settings.jobs(), settings.uploads()),
                        new AnalyzeResource(jobs, wait, settings.uploads()));
    }

    /** What answers requests. */
    public List<Resource> resources() {
        return resources;
    }

    /** Begins to clean up. */
    public void start() {
        janitor.start();
    }

    @Override
    public void close() {
        janitor.close();
    }
}
