package ke.co.datacraft.cv.standalone.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import ke.co.datacraft.cv.standalone.processes.FlinkProcesses.TaskManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * AnalyticsJob on an ordinary Flink cluster of real processes: when its TaskManager is killed in
 * the middle of tracks, and when it goes on from a savepoint with twice the subtasks, then events,
 * counts and heat maps are those of a run that nothing disturbed.
 */
class AnalyticsLossITCase {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    @Test
    @Timeout(600)
    void killsAndARescaleLeaveTheRowsOfAnUndisturbedRun() throws Exception {
        try (TestingServices services = TestingServices.start(folder.resolve("services"));
                FlinkProcesses flink =
                        FlinkProcesses.start(
                                folder.resolve("flink"), FlinkDistribution.ofBuild())) {
            TaskManager taskManager = flink.startTaskManager();
            Map<String, Map<String, String>> expected;
            try (AnalyticsRun run = new AnalyticsRun(services, flink, 0, 2)) {
                run.feeds().send(0, run.feeds().frames());
                run.end(folder);
                assertThat(run.deadLetters()).isZero();
                expected = run.rows();
                assertThat(expected.values()).noneMatch(Map::isEmpty);
            }
            try (AnalyticsRun run = new AnalyticsRun(services, flink, 1, 2)) {
                disturb(run, flink, taskManager);
                run.end(folder);

                Map<String, Map<String, String>> actual = run.rows();
                expected.forEach(
                        (table, rows) ->
                                assertThat(RowDifference.between(rows, actual.get(table)))
                                        .as("differences of " + table)
                                        .isEmpty());
                assertThat(run.deadLetters()).isZero();
            }
        }
    }

    private static void disturb(AnalyticsRun run, FlinkProcesses flink, TaskManager victim)
            throws Exception {
        int third = run.feeds().frames() / 3;
        run.feeds().send(0, third);
        run.awaitEvents(50);
        victim.process().kill9();
        run.feeds().send(third, 2 * third);
        flink.startTaskManager();
        flink.startTaskManager();
        run.awaitRestarts(1);
        long before = run.events();
        run.awaitEvents(before + 20);
        assertThat(run.restores()).as("restores from a checkpoint").isPositive();
        run.rescale(folder, 4);
        run.feeds().send(2 * third, run.feeds().frames());
    }
}
