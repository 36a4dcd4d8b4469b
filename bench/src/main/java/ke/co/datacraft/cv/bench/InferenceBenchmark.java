package ke.co.datacraft.cv.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cv bench inference}. */
@Command(
        name = "inference",
        mixinStandardHelpOptions = true,
        description = {
            "The parts of inference, each beside its baseline: the runtime at 1, 2 and 4 callers and"
                    + " the bare session, the batcher on and off, the decoder and TurboJPEG, the"
                    + " recogniser and tesseract processes, detection rows and COPY, VisionJob and"
                    + " Node with sharp and onnxruntime-node.",
            "Rounds of the compared ways alternate, so that a drifting machine moves all of them."
        })
final class InferenceBenchmark implements Callable<Integer> {

    /** Parts by the names of {@code --part}. */
    enum Part {
        RUNTIME,
        BATCHER,
        DECODE,
        OCR,
        ROWS,
        PEER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

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
            names = "--part",
            paramLabel = "NAME",
            split = ",",
            description = "Parts to measure: ${COMPLETION-CANDIDATES} (default: all).")
    List<Part> parts = List.of(Part.values());

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Images per round (default: ${DEFAULT-VALUE}).")
    int count;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rounds after one to warm up (default: ${DEFAULT-VALUE}).")
    int rounds;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (count < 1 || rounds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--count and --rounds must be 1 or more");
        }
        Report report = new Report(spec.commandLine().getOut());
        Path scratch = Files.createTempDirectory("cv-bench");
        try {
            BenchSetup setup =
                    new BenchSetup(
                            model == null ? SyntheticDetector.write(scratch) : model,
                            BenchImages.of(images, scratch.resolve("images")),
                            scratch,
                            count,
                            rounds);
            report.line(
                    "%d images of %s, model %s, %d processors, %d rounds of %d",
                    setup.images().size(),
                    images == null ? "generated 640x480" : images,
                    model == null ? "with random weights" : model.getFileName(),
                    Runtime.getRuntime().availableProcessors(),
                    rounds,
                    count);
            for (Part part : parts) {
                measure(part, setup, report);
            }
            report.section("GPU: not measured, this command runs on the CPU");
            return 0;
        } finally {
            ScratchFolder.delete(scratch);
        }
    }

    private static void measure(Part part, BenchSetup setup, Report report) throws Exception {
        switch (part) {
            case RUNTIME -> new RuntimePart(setup).run(report);
            case BATCHER -> new BatcherPart(setup).run(report);
            case DECODE -> new DecodePart(setup).run(report);
            case OCR -> new OcrPart(setup).run(report);
            case ROWS -> new RowsPart(setup).run(report);
            case PEER -> new PeerPart(setup).run(report);
        }
    }
}
