package ke.co.datacraft.cv.standalone.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.FrameSampling;
import ke.co.datacraft.cv.contracts.Playback;
import ke.co.datacraft.cv.contracts.SourceConnection;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceKind;
import ke.co.datacraft.cv.contracts.SourceState;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.jobs.CameraJob;
import ke.co.datacraft.cv.standalone.services.TopicSetup;

/** CameraJob on a cluster of processes, with topics and a folder of its own. */
final class CameraRun implements AutoCloseable {

    static final String TENANT = "acme";

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int STALL_MILLIS = 5000;

    /** Longer than a busy machine takes to begin, or to read the next frame of a file. */
    private static final int OPENING_MILLIS = 10_000;

    private static final int FILM_STALL_MILLIS = 60_000;
    private static final int MAX_PAUSE_MILLIS = 500;

    private final FlinkProcesses flink;
    private final Path folder;
    private final Map<String, String> settings;
    private final CameraTopics topics;
    private String job;

    /**
     * Submits the job.
     *
     * @param folder of recordings and of what the job writes
     * @param name which run it is
     * @param parallelism subtasks of the job
     */
    CameraRun(String servers, FlinkProcesses flink, Path folder, String name, int parallelism)
            throws IOException {
        this.flink = flink;
        this.folder = folder;
        Topics own = new Topics(name + ".");
        TopicSetup.create(servers, own);
        topics = new CameraTopics(servers, own);
        settings =
                new HashMap<>(
                        Map.of(
                                "CV_KAFKA_BOOTSTRAP_SERVERS",
                                servers,
                                "CV_TOPIC_PREFIX",
                                own.prefix(),
                                "CV_REDIS_URL",
                                "none",
                                "CV_STORAGE_BACKEND",
                                "filesystem",
                                "CV_STORAGE_PATH",
                                Files.createDirectories(folder.resolve(name)).toString(),
                                "CV_ALLOWED_FILE_ROOTS",
                                folder.toString(),
                                "CV_CHECKPOINT_INTERVAL_SECONDS",
                                "1",
                                "CV_PARALLELISM",
                                Integer.toString(parallelism)));
        job = flink.submit(FlinkDistribution.ofBuild().jobJar(), CameraJob.class, settings);
    }

    CameraTopics topics() {
        return topics;
    }

    /** A recording at the pace at which it was taken. */
    static SourceDefinition film(String id, Path film, boolean loop, double fps) {
        return source(id, SourceKind.FILE, film.toUri().toString(), true, loop, fps);
    }

    /** A stream that is missed after five seconds and sought twice a second. */
    static SourceDefinition camera(String id, String uri) {
        return source(id, SourceKind.RTSP, uri, true, false, 240);
    }

    /** The same source, paused. */
    static SourceDefinition paused(SourceDefinition film) {
        return source(
                film.id(),
                film.kind(),
                film.uri(),
                false,
                film.playback().loop(),
                film.sampling().fps());
    }

    private static SourceDefinition source(
            String id, SourceKind kind, String uri, boolean enabled, boolean loop, double fps) {
        return new SourceDefinition(
                ContractCodec.SCHEMA_VERSION,
                TENANT,
                id,
                null,
                kind,
                uri,
                null,
                enabled,
                new SourceConnection(
                        null,
                        OPENING_MILLIS,
                        kind == SourceKind.FILE ? FILM_STALL_MILLIS : STALL_MILLIS,
                        MAX_PAUSE_MILLIS),
                kind == SourceKind.FILE ? new Playback(null, loop) : null,
                new FrameSampling(fps, null, null, null),
                null,
                null,
                null,
                List.of(TaskRequest.of(Tasks.OBJECT_DETECTION)),
                null,
                null,
                null,
                null,
                null,
                1L,
                null,
                null);
    }

    void define(SourceDefinition... sources) {
        for (SourceDefinition source : sources) {
            topics.define(source);
        }
    }

    /** Stops the job with a savepoint and goes on from it with another parallelism. */
    void rescale(int parallelism) throws IOException {
        String request = flink.rest().stopWithSavepoint(job, folder.toUri().toString());
        await("the savepoint", () -> flink.rest().savepoint(job, request) != null);
        await("the end of the job", () -> flink.rest().state(job).equals("FINISHED"));
        settings.put("CV_PARALLELISM", Integer.toString(parallelism));
        job =
                flink.submit(
                        FlinkDistribution.ofBuild().jobJar(),
                        CameraJob.class,
                        settings,
                        flink.rest().savepoint(job, request));
    }

    int restarts() throws IOException {
        return flink.rest().restarts(job);
    }

    int restores() throws IOException {
        return flink.rest().restores(job);
    }

    void awaitFrames(String id, int count) {
        await(count + " frames of " + id, () -> topics.frames(id).size() >= count);
    }

    void awaitState(String id, SourceState state) {
        await(id + " is " + state, () -> topics.isIn(id, state));
    }

    void await(String what, Callable<Boolean> condition) {
        Await.until(
                what,
                PATIENCE,
                condition,
                () -> topics.lastStatuses() + System.lineSeparator() + flink.lastWords());
    }

    /** Cancels the job. */
    @Override
    public void close() throws IOException {
        topics.close();
        flink.rest().cancel(job);
        await("the end of job " + job, () -> flink.rest().state(job).equals("CANCELED"));
    }
}
