package ke.co.datacraft.cv.bench;

import java.util.List;
import java.util.function.IntConsumer;
import ke.co.datacraft.cv.inference.detect.ObjectDetector;
import ke.co.datacraft.cv.inference.model.LoadedModel;
import ke.co.datacraft.cv.inference.onnx.ModelRunner;

/**
 * The bare session against the project's runtime on the same session options, at one, two and four
 * callers: first the runtime alone, with nothing to write and to read, then from file to boxes.
 */
final class RuntimePart {

    private static final List<Integer> CALLERS = List.of(1, 2, 4);

    private final BenchSetup setup;

    RuntimePart(BenchSetup setup) {
        this.setup = setup;
    }

    void run(Report report) throws Exception {
        report.section("Runtime: bare ONNX Runtime session against the project's");
        report.columns("image");
        try (LoadedModel loaded = Models.load(setup.model());
                ObjectDetector detector = new ObjectDetector(Models.load(setup.model()));
                ModelRunner runner = loaded.network().newRunner(Models.inputShape(loaded));
                BareRuntimeLoop bare =
                        new BareRuntimeLoop(
                                setup.model(), Models.inputShape(loaded), runner.outputShape(0))) {
            PlainLoop plain = new PlainLoop(detector, setup.images());
            for (int callers : CALLERS) {
                compare(report, callers, bare, runner, plain);
            }
        }
    }

    private void compare(
            Report report, int callers, BareRuntimeLoop bare, ModelRunner runner, PlainLoop plain)
            throws Exception {
        ConcurrentLoop loop = new ConcurrentLoop(callers);
        IntConsumer runOnly = item -> runner.run(row -> null, (none, outputs) -> null).join();
        String name = callers == 1 ? ", 1 caller" : ", " + callers + " callers";
        List<Measurement> all =
                new Rounds()
                        .add("bare session" + name, () -> loop.run(setup.count(), bare::caller))
                        .add("runtime" + name, () -> loop.run(setup.count(), () -> runOnly))
                        .add("file to boxes" + name, () -> loop.run(setup.count(), plain::caller))
                        .run(setup.rounds());
        all.forEach(report::row);
        double floor = all.get(0).rate();
        report.ratio("  images/s, runtime / bare session", all.get(1).rate() / floor);
        report.ratio("  images/s, file to boxes / bare session", all.get(2).rate() / floor);
    }
}
