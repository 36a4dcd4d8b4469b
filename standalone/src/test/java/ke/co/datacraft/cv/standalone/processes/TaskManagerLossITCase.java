package ke.co.datacraft.cv.standalone.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.standalone.processes.FlinkProcesses.TaskManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged job on an ordinary Flink cluster of real processes: when its TaskManager is killed
 * twice in the middle of the work, the rows are those of a run that nothing disturbed.
 */
class TaskManagerLossITCase {

    private static final int JOBS = 4;
    private static final int IMAGES_PER_JOB = 500;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    @Test
    @Timeout(600)
    void killedTaskManagersLeaveTheRowsOfAnUndisturbedRun() throws Exception {
        try (TestingServices services = TestingServices.start(folder.resolve("services"));
                FlinkProcesses flink =
                        FlinkProcesses.start(
                                folder.resolve("flink"), FlinkDistribution.ofBuild())) {
            TaskManager taskManager = flink.startTaskManager();
            ImageBatch batch = ImageBatch.write(folder.resolve("images"), JOBS, IMAGES_PER_JOB);

            Map<String, Map<String, String>> expected;
            try (VisionRun run = new VisionRun(services, flink, batch, 0)) {
                expected = undisturbed(run, batch);
                assertThat(analysedImages(taskManager)).as("metric").isEqualTo(batch.size());
            }
            try (VisionRun run = new VisionRun(services, flink, batch, 1)) {
                disturbed(run, batch, flink, taskManager);
                assertSameRows(expected, run.rows());
                assertComplete(run, batch);
                assertThatALostRowWouldBeSeen(expected, run);
            }
        }
    }

    private static Map<String, Map<String, String>> undisturbed(VisionRun run, ImageBatch batch)
            throws Exception {
        Instant start = Instant.now();
        run.send();
        run.awaitEnd();
        report("undisturbed", "%d images in %d ms", batch.size(), millisecondsSince(start));
        assertThat(run.restarts()).as("restarts of the undisturbed run").isZero();
        assertComplete(run, batch);
        return run.rows();
    }

    private static void disturbed(
            VisionRun run, ImageBatch batch, FlinkProcesses flink, TaskManager first)
            throws Exception {
        Instant start = Instant.now();
        run.send();
        run.awaitImages(batch.size() / 3);
        TaskManager second = replace(run, batch, flink, first);
        run.awaitRestarts(1);
        run.awaitImages(batch.size() * 2L / 3);
        replace(run, batch, flink, second);
        run.awaitRestarts(2);
        run.awaitEnd();
        report("disturbed", "%d images in %d ms", batch.size(), millisecondsSince(start));
        assertThat(run.restores()).as("restores from a checkpoint").isPositive();
    }

    /** Kills a TaskManager in the middle of the work and starts another. */
    private static TaskManager replace(
            VisionRun run, ImageBatch batch, FlinkProcesses flink, TaskManager victim)
            throws Exception {
        victim.process().kill9();
        Instant killed = Instant.now();
        long before = run.images();
        assertThat(before)
                .as("images at the kill; all of them would mean that it came too late")
                .isLessThan(batch.size());
        TaskManager next = flink.startTaskManager();
        run.awaitImages(before + 1);
        report(
                "kill -9",
                "at %d of %d images; first new row after %d ms",
                before,
                batch.size(),
                millisecondsSince(killed));
        return next;
    }

    private static void assertSameRows(
            Map<String, Map<String, String>> expected, Map<String, Map<String, String>> actual) {
        expected.forEach(
                (table, rows) ->
                        assertThat(RowDifference.between(rows, actual.get(table)))
                                .as("differences of " + table)
                                .isEmpty());
    }

    private static void assertComplete(VisionRun run, ImageBatch batch) throws Exception {
        for (String table : List.of("image_processing", "object_detections", "image_quality")) {
            assertThat(run.count(table)).as(table).isEqualTo(batch.size());
        }
        assertThat(
                        run.database()
                                .number(
                                        "SELECT count(DISTINCT file_hash) FROM cv.image_processing"))
                .as("different pictures")
                .isEqualTo(batch.size());
        assertThat(
                        run.database()
                                .number(
                                        "SELECT count(*) FROM cv.processing_jobs WHERE status ="
                                                + " 'COMPLETED' AND failed_images = 0 AND"
                                                + " total_images = %1$d AND completed_images = %1$d"
                                                        .formatted(batch.imagesPerJob())))
                .as("jobs with all their images")
                .isEqualTo(batch.jobs());
        assertThat(run.database().number("SELECT count(*) FROM cv.find_orphans()")).isZero();
        assertThat(run.count("dead_letters")).as("rows of dead letters").isZero();
        assertThat(run.deadLetterMessages()).as("messages of dead letters").isZero();
    }

    /** Guards the comparison itself. */
    private static void assertThatALostRowWouldBeSeen(
            Map<String, Map<String, String>> expected, VisionRun run) throws Exception {
        run.database()
                .execute(
                        "DELETE FROM cv.image_quality WHERE id = (SELECT min(id::text)::uuid FROM"
                                + " cv.image_quality)");
        assertThat(
                        RowDifference.between(
                                expected.get("image_quality"), run.rows().get("image_quality")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("missing ");
    }

    private static long millisecondsSince(Instant start) {
        return Duration.between(start, Instant.now()).toMillis();
    }

    private static void report(String what, String format, Object... values) {
        System.out.println(what + ": " + format.formatted(values));
    }

    /**
     * What the job's own metric says; its reporter lies in {@code lib} beside the job's classes.
     */
    private static long analysedImages(TaskManager taskManager) throws IOException {
        URI metrics = URI.create("http://127.0.0.1:" + taskManager.metricsPort() + "/metrics");
        try (InputStream body = metrics.toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("cv_images_total{"))
                    .mapToLong(
                            line ->
                                    (long)
                                            Double.parseDouble(
                                                    line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }
}
