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
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.standalone.VisionStack;
import ke.co.datacraft.cv.standalone.client.JobRequest;
import ke.co.datacraft.cv.standalone.client.JobSubmitter;
import ke.co.datacraft.cv.standalone.client.ObjectUploader;
import ke.co.datacraft.cv.standalone.client.ResultDatabase;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.JobRow;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.PageRow;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.WordRow;
import ke.co.datacraft.cv.standalone.samples.Sample;
import ke.co.datacraft.cv.standalone.services.Waiting;

/** Sends samples through a running VisionJob and shows what came out. */
final class DemoRun implements AutoCloseable {

    private static final Duration SETTLE = Duration.ofSeconds(20);

    private final Progress progress;
    private final ObjectUploader uploader;
    private final JobSubmitter submitter;
    private final ResultDatabase database;
    private final DemoSamples samples;
    private final Annotator annotator;
    private final Path annotated;

    DemoRun(VisionStack stack, Progress progress) throws IOException {
        Path data = stack.services().data().root();
        this.progress = progress;
        this.annotated = data.resolve("annotated");
        this.uploader = new ObjectUploader(stack.endpoints().s3());
        this.submitter = stack.submitter();
        this.database = stack.database();
        this.samples = new DemoSamples(data.resolve("samples"), uploader, stack.tenant());
        this.annotator = new Annotator(annotated);
    }

    /**
     * Submits samples, waits for their rows, draws them and prints a table.
     *
     * @return what is missing, in words
     */
    List<String> batch(List<Sample> batch, Duration patience, PrintWriter out) throws IOException {
        List<UUID> jobs = submit(batch, true);
        if (!Waiting.until(patience, () -> isDone(jobs))) {
            progress.line("Not done after " + patience.toSeconds() + " s");
        }
        // The rows of a job's state and of its results come by several sinks.
        Waiting.until(SETTLE, () -> missing(batch, jobs).isEmpty());
        List<PageRow> pages = database.pages(jobs);
        Map<UUID, List<WordRow>> words = words(pages);
        annotate(batch, pages, words);
        progress.line("");
        table(pages, words).print(out);
        List<String> missing = missing(batch, jobs);
        failures(jobs).forEach(missing::add);
        return missing;
    }

    /** Submits one more sample, waits for it and says in one line what it holds. */
    void one(Sample sample, boolean inStorage, Duration patience) throws IOException {
        List<UUID> jobs = submit(List.of(sample), inStorage);
        boolean done = Waiting.until(patience, () -> allTerminal(jobs));
        Waiting.until(SETTLE, () -> !done || missing(List.of(sample), jobs).isEmpty());
        List<PageRow> pages = database.pages(jobs);
        annotate(List.of(sample), pages, words(pages));
        for (PageRow page : pages) {
            progress.line(
                    String.format(
                            Locale.ROOT,
                            "%s page %d, %d ms: %s",
                            page.filename(),
                            page.page() + 1,
                            page.milliseconds(),
                            excerpt(page.text())));
        }
        if (!done) {
            progress.line(sample.name() + " is not done after " + patience.toSeconds() + " s");
        }
    }

    private List<UUID> submit(List<Sample> batch, boolean inStorage) throws IOException {
        List<JobRequest> jobs = samples.jobs(batch, inStorage);
        jobs.forEach(submitter::submit);
        return jobs.stream().map(JobRequest::jobId).toList();
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

    private List<String> missing(List<Sample> batch, List<UUID> jobs) {
        List<PageRow> pages = database.pages(jobs);
        return new ArrayList<>(DemoCheck.missing(batch, pages, words(pages)));
    }

    private List<String> failures(List<UUID> jobs) {
        return database.jobs(jobs).values().stream()
                .filter(row -> row.state() != JobState.COMPLETED)
                .map(row -> "a job is " + row.state() + ": " + row.error())
                .toList();
    }

    private Map<UUID, List<WordRow>> words(List<PageRow> pages) {
        return database.words(pages.stream().map(PageRow::imageId).toList());
    }

    private void annotate(List<Sample> batch, List<PageRow> pages, Map<UUID, List<WordRow>> words)
            throws IOException {
        Map<String, Sample> byName = new HashMap<>();
        batch.forEach(sample -> byName.put(sample.name(), sample));
        for (PageRow page : pages) {
            Sample sample = byName.get(page.filename());
            if (sample != null) {
                annotator.write(
                        page.filename(),
                        page.page(),
                        sample.bytes(),
                        words.getOrDefault(page.imageId(), List.of()));
            }
        }
    }

    private static TextTable table(List<PageRow> pages, Map<UUID, List<WordRow>> words) {
        TextTable table =
                new TextTable(
                        "IMAGE", "PAGE", "FORMAT", "SIZE", "READ BY", "BOXES", "QUALITY", "MS",
                        "TEXT");
        for (PageRow page : pages) {
            table.add(
                    page.filename(),
                    page.page() + 1,
                    page.format(),
                    page.width() + "x" + page.height(),
                    page.engine(),
                    words.getOrDefault(page.imageId(), List.of()).size(),
                    page.quality() == null
                            ? null
                            : String.format(Locale.ROOT, "%.2f", page.quality()),
                    page.milliseconds(),
                    excerpt(page.text()));
        }
        return table;
    }

    private static String excerpt(String text) {
        return text == null ? "-" : text.replace("\n", " | ");
    }

    /** Folder of the annotated images. */
    Path annotated() {
        return annotated;
    }

    @Override
    public void close() {
        uploader.close();
        submitter.close();
        database.close();
    }
}
