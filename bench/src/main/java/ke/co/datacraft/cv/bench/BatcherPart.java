package ke.co.datacraft.cv.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import ke.co.datacraft.cv.inference.batch.BatchingMonitor;
import ke.co.datacraft.cv.inference.batch.BatchingPolicy;
import ke.co.datacraft.cv.inference.model.LoadedModel;
import ke.co.datacraft.cv.inference.onnx.BatchingSettings;
import ke.co.datacraft.cv.inference.onnx.BatchingSettings.Use;
import ke.co.datacraft.cv.inference.onnx.ModelRunner;

/**
 * The runtime with runs merged and not, at one, four and sixteen callers. On a CPU merging saves
 * nothing, so this shows what the batcher itself costs; what it gains needs a graphics card.
 */
final class BatcherPart {

    private static final List<Integer> CALLERS = List.of(1, 4, 16);
    private static final BatchingPolicy POLICY =
            new BatchingPolicy(8, Duration.ZERO, 256, Duration.ofMinutes(5), 2);

    private final BenchSetup setup;

    BatcherPart(BenchSetup setup) {
        this.setup = setup;
    }

    void run(Report report) throws Exception {
        report.section(
                "Batcher: runs of up to 8 images merged, without delay, against runs of one");
        try (LoadedModel given = Models.load(setup.model())) {
            boolean open = given.network().inputs().get(0).shape().get(0) < 0;
            if (!open) {
                report.line("the model has a fixed batch; measured on one with random weights");
            }
            Path model = open ? setup.model() : SyntheticDetector.write(setup.scratch());
            measure(report, model);
        }
    }

    private void measure(Report report, Path file) throws Exception {
        try (LoadedModel single = Models.load(file, settings(Use.NEVER));
                LoadedModel batched = Models.load(file, settings(Use.ALWAYS));
                ModelRunner off = single.network().newRunner(Models.inputShape(single));
                ModelRunner on = batched.network().newRunner(Models.inputShape(batched))) {
            report.columns("image");
            for (int callers : CALLERS) {
                compare(report, callers, off, on);
            }
        }
    }

    private void compare(Report report, int callers, ModelRunner off, ModelRunner on)
            throws Exception {
        ConcurrentLoop loop = new ConcurrentLoop(callers);
        String name = callers == 1 ? ", 1 caller" : ", " + callers + " callers";
        List<Measurement> all =
                new Rounds()
                        .add("batcher off" + name, () -> loop.run(setup.count(), () -> run(off)))
                        .add("batcher on" + name, () -> loop.run(setup.count(), () -> run(on)))
                        .run(setup.rounds());
        all.forEach(report::row);
        report.ratio("  images/s, on / off", all.get(1).rate() / all.get(0).rate());
        if (callers == 1) {
            report.ratio(
                    "  milliseconds that the batcher adds",
                    1000 / all.get(1).rate() - 1000 / all.get(0).rate());
        }
    }

    private static IntConsumer run(ModelRunner runner) {
        return item -> runner.run(row -> null, (none, outputs) -> null).join();
    }

    private static BatchingSettings settings(Use use) {
        return new BatchingSettings(use, POLICY, new BatchingMonitor(), null);
    }
}
