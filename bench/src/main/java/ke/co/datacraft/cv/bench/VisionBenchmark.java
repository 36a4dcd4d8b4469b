package ke.co.datacraft.cv.bench;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import ke.co.datacraft.cv.inference.detect.ObjectDetector;
import ke.co.datacraft.cv.inference.model.LoadedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cv bench vision}. */
@Command(
        name = "vision",
        mixinStandardHelpOptions = true,
        description = {
            "Images per second and CPU per image of the bare model, of a plain Java loop and of"
                    + " VisionJob end to end, on the same images and model in one run.",
            "Rounds of the three alternate, so that a drifting machine moves all of them."
        })
final class VisionBenchmark implements Callable<Integer> {

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description =
                    "ONNX detector; without it, one with random weights of YOLOX-nano's cost is"
                            + " made.")
    Path model;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "Folder of JPEG or PNG files; without it, 24 of 640x480 are made.")
    Path images;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Images per round (default: ${DEFAULT-VALUE}).")
    int count;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rounds after one to warm up (default: ${DEFAULT-VALUE}).")
    int rounds;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Callers of the model (default: one per processor).")
    int threads = Runtime.getRuntime().availableProcessors();

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Path scratch = Files.createTempDirectory("cv-bench");
        try {
            Path detector = model == null ? SyntheticDetector.write(scratch) : model;
            List<Path> files = BenchImages.of(images, scratch.resolve("images"));
            out.printf(
                    "%d images of %s, model %s, %d callers, %d rounds of %d%n%n",
                    files.size(),
                    images == null ? "generated 640x480" : images,
                    model == null ? "with random weights" : model.getFileName(),
                    threads,
                    rounds,
                    count);
            out.flush();
            measure(out, scratch, detector, files);
            return 0;
        } finally {
            ScratchFolder.delete(scratch);
        }
    }

    private void measure(PrintWriter out, Path scratch, Path detectorFile, List<Path> files)
            throws Exception {
        LoadedModel loaded = Models.load(detectorFile);
        long[] inputShape = Models.inputShape(loaded);
        long[] outputShape = Models.outputShape(loaded);
        try (ObjectDetector detector = new ObjectDetector(loaded);
                BareRuntimeLoop bare = new BareRuntimeLoop(detectorFile, inputShape, outputShape);
                VisionJobRun job =
                        new VisionJobRun(scratch.resolve("data"), detectorFile, files, threads)) {
            PlainLoop plain = new PlainLoop(detector, files);
            ConcurrentLoop loop = new ConcurrentLoop(threads);
            List<Measurement> all =
                    new Rounds()
                            .add("bare ONNX Runtime loop", () -> loop.run(count, bare::caller))
                            .add(
                                    "plain loop: decode to boxes",
                                    () -> loop.run(count, plain::caller))
                            .add("VisionJob: Kafka to PostgreSQL and Redis", () -> job.run(count))
                            .run(rounds);
            VisionReport.print(out, all.get(0), all.get(1), all.get(2));
        }
    }
}
