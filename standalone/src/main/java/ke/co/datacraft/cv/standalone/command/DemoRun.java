package ke.co.datacraft.cv.standalone.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.standalone.VisionStack;
import ke.co.datacraft.cv.standalone.client.BridgeClient;
import ke.co.datacraft.cv.standalone.client.ResultDatabase;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.JobRow;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.PageRow;
import ke.co.datacraft.cv.standalone.samples.Sample;
import ke.co.datacraft.cv.standalone.services.Waiting;

/** Sends images through a running VisionJob and shows what came out. */
final class DemoRun implements AutoCloseable {

    private static final Duration SETTLE = Duration.ofSeconds(20);

    private final Progress progress;
    private final BridgeClient bridge;
    private final ResultDatabase database;
    private final Annotator annotator;
    private final Path annotated;

    /**
     * @param bridge takes the images
     */
    DemoRun(VisionStack stack, BridgeClient bridge, Progress progress) throws IOException {
        Path data = stack.services().data().root();
        this.progress = progress;
        this.annotated = data.resolve("annotated");
        this.bridge = bridge;
        this.database = stack.database();
        this.annotator = new Annotator(annotated);
    }

    /**
     * Submits images, waits for their rows, draws them and prints tables.
     *
     * @return what is missing, in words
     */
    List<String> batch(List<DemoImage> batch, Duration patience, PrintWriter out)
            throws IOException {
        List<UUID> jobs = submit(batch);
        if (!Waiting.until(patience, () -> isDone(jobs))) {
            progress.line("Not done after " + patience.toSeconds() + " s");
        }
        // The rows of a job's state and of its results come by several sinks.
        Waiting.until(SETTLE, () -> missing(batch, jobs).isEmpty());
        DemoRows rows = DemoRows.of(database, jobs);
        annotate(batch, jobs);
        progress.line("");
        DemoTables.print(batch, rows, out);
        List<String> missing = missing(batch, jobs);
        failures(jobs).forEach(missing::add);
        return missing;
    }

    /** Submits one more image, waits for it and says in one line what it holds. */
    void one(DemoImage image, Duration patience) throws IOException {
        List<UUID> jobs = submit(List.of(image));
        boolean done = Waiting.until(patience, () -> allTerminal(jobs));
        Waiting.until(SETTLE, () -> !done || isWritten(image, jobs));
        DemoRows rows = DemoRows.of(database, jobs);
        annotate(List.of(image), jobs);
        for (PageRow page : rows.pages()) {
            progress.line(DemoTables.line(page, rows));
        }
        if (!done) {
            progress.line(image.name() + " is not done after " + patience.toSeconds() + " s");
        }
    }

    /** One street may show too little for its share of right ones to say anything. */
    private boolean isWritten(DemoImage image, List<UUID> jobs) {
        DemoRows rows = DemoRows.of(database, jobs);
        return image instanceof DemoImage.Street
                ? rows.pages().stream()
                        .anyMatch(page -> page.imageClass() != null && page.quality() != null)
                : missing(List.of(image), jobs).isEmpty();
    }

    private List<UUID> submit(List<DemoImage> batch) {
        return DemoSamples.uploads(batch).stream().map(bridge::upload).toList();
    }

    private boolean isDone(List<UUID> jobs) {
        Collection<JobRow> rows = database.jobs(jobs).values();
        int done = rows.stream().mapToInt(row -> row.completed() + row.failed()).sum();
        int total = rows.stream().mapToInt(JobRow::total).sum();
        long ended = rows.stream().filter(row -> row.state().isTerminal()).count();
        progress.update(
                String.format(
                        Locale.ROOT,
                        "Analysing: %d of %d images, %d of %d jobs ended",
                        done,
                        total,
                        ended,
                        jobs.size()));
        return ended == jobs.size();
    }

    private boolean allTerminal(List<UUID> jobs) {
        Map<UUID, JobRow> rows = database.jobs(jobs);
        return rows.size() == jobs.size()
                && rows.values().stream().allMatch(row -> row.state().isTerminal());
    }

    private List<String> missing(List<DemoImage> batch, List<UUID> jobs) {
        DemoRows rows = DemoRows.of(database, jobs);
        List<Sample> texts = new ArrayList<>();
        List<DemoImage.Street> streets = new ArrayList<>();
        for (DemoImage image : batch) {
            if (image instanceof DemoImage.Street street) {
                streets.add(street);
            } else if (image instanceof DemoImage.Text text) {
                texts.add(text.sample());
            }
        }
        List<String> missing =
                new ArrayList<>(DemoCheck.missing(texts, rows.pages(), rows.words()));
        missing.addAll(StreetCheck.missing(streets, rows));
        return missing;
    }

    private List<String> failures(List<UUID> jobs) {
        return database.jobs(jobs).values().stream()
                .filter(row -> row.state() != JobState.COMPLETED)
                .map(row -> "a job is " + row.state() + ": " + row.error())
                .toList();
    }

    private void annotate(List<DemoImage> batch, List<UUID> jobs) throws IOException {
        Map<String, DemoImage> byName = new HashMap<>();
        batch.forEach(image -> byName.put(image.name(), image));
        for (UUID job : jobs) {
            for (ImageResult result : bridge.results(job)) {
                String name = result.originalFilename();
                DemoImage image = byName.get(name);
                if (image != null) {
                    annotator.write(name, result, image.bytes());
                }
            }
        }
    }

    /** Folder of the annotated images. */
    Path annotated() {
        return annotated;
    }

    @Override
    public void close() {
        database.close();
    }
}
