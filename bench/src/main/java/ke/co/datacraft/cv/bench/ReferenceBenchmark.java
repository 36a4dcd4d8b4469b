package ke.co.datacraft.cv.bench;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ReferenceValidator;
import ke.co.datacraft.cv.jobs.SlotGroups;
import ke.co.datacraft.cv.jobs.VisionPipeline;
import ke.co.datacraft.cv.operators.pipeline.Pipelines;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import ke.co.datacraft.cv.operators.settings.JobPolicy;
import ke.co.datacraft.cv.operators.settings.LimitSettings;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import ke.co.datacraft.cv.operators.vision.ModelRoutingFunction;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cv bench references}. */
@Command(
        name = "references",
        mixinStandardHelpOptions = true,
        description = {
            "References per second through the whole pipeline with the analysis stubbed: parse,"
                    + " validate, admit, shuffle, asynchronous stage, route, job progress in RocksDB,"
                    + " checkpoints; records come from memory and results are dropped.",
            "Beside it, the same messages parsed, validated and written by a plain loop."
        })
final class ReferenceBenchmark implements Callable<Integer> {

    private static final int ROUNDS = 3;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "300000",
            description = "References per round (default: ${DEFAULT-VALUE}).")
    int count;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Parallelism (default: one per processor).")
    int threads = Runtime.getRuntime().availableProcessors();

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        double[] plain = new double[ROUNDS];
        double[] pipeline = new double[ROUNDS];
        ConcurrentLoop loop = new ConcurrentLoop(threads);
        for (int round = -1; round < ROUNDS; round++) {
            double plainRate = loop.run(count, ReferenceBenchmark::parseAndWrite).imagesPerSecond();
            double pipelineRate = pipeline();
            if (round >= 0) {
                plain[round] = plainRate;
                pipeline[round] = pipelineRate;
            }
        }
        print(Measurement.median(plain), Measurement.median(pipeline));
        return 0;
    }

    private void print(double plain, double pipeline) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%d callers, %d rounds of %d%n%n", threads, ROUNDS, count);
        out.printf(Locale.ROOT, "plain loop: parse, validate, write  %10.0f references/s%n", plain);
        out.printf(
                Locale.ROOT, "pipeline with the analysis stubbed  %10.0f references/s", pipeline);
        out.printf("  (aim >= 20000)  %s%n", pipeline >= 20_000 ? "reached" : "missed");
        out.printf(Locale.ROOT, "pipeline / plain loop               %10.2f%n", pipeline / plain);
        out.flush();
    }

    private static IntConsumer parseAndWrite() {
        return number -> {
            byte[] value = ContractCodec.toBytes(SampleMessages.reference(number));
            try {
                ImageReference reference = ContractCodec.read(value, ImageReference.class);
                ReferenceValidator.validate(reference);
                ContractCodec.toBytes(SampleMessages.result(reference));
            } catch (ContractException e) {
                throw new IllegalStateException("A sample is not valid", e);
            }
        };
    }

    private double pipeline() throws Exception {
        Path checkpoints = Files.createTempDirectory("cv-bench");
        try (StreamExecutionEnvironment environment = environment(checkpoints)) {
            VisionPipeline.define(
                    new VisionPipeline.Lane(
                            new VisionPipeline.Analysis(
                                    ModelRoutingFunction.withoutModels(),
                                    new InstantAnalysis(),
                                    (trial, out) -> out.complete(List.of())),
                            new LimitSettings(1, 1, 1, 64, 1, Duration.ofMinutes(1)),
                            SlotGroups.shared(),
                            Pipelines.NONE),
                    new JobPolicy(Duration.ofMinutes(30), Duration.ofMinutes(30)),
                    new VisionPipeline.Sources(
                            records(environment, count),
                            records(environment, 0),
                            records(environment, 0),
                            records(environment, 0)),
                    new VisionPipeline.Sinks(
                            // Results are serialised for Kafka in the real job, so they are here.
                            results ->
                                    results.map(result -> ContractCodec.toBytes(result).length)
                                            .sinkTo(new DiscardingSink<>()),
                            trials -> trials.sinkTo(new DiscardingSink<>()),
                            statuses -> statuses.sinkTo(new DiscardingSink<>()),
                            letters -> letters.sinkTo(new DiscardingSink<>()),
                            again -> again.sinkTo(new DiscardingSink<>())));
            return count
                    * 1000.0
                    / environment.execute("references").getNetRuntime(TimeUnit.MILLISECONDS);
        } finally {
            ScratchFolder.delete(checkpoints);
        }
    }

    private StreamExecutionEnvironment environment(Path checkpoints) {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(5));
        return StreamExecutionEnvironment.createLocalEnvironment(threads, configuration);
    }

    private static DataStream<SourceRecord> records(
            StreamExecutionEnvironment environment, int count) {
        return environment
                .fromSequence(0, Math.max(0, count - 1))
                .filter(number -> number < count)
                .map(ReferenceBenchmark::sourceRecord, ContractTypes.SOURCE_RECORD);
    }

    private static SourceRecord sourceRecord(long number) {
        ImageReference reference = SampleMessages.reference(number);
        return new SourceRecord(
                "cv.images",
                0,
                number,
                0,
                reference.jobId().toString().getBytes(StandardCharsets.UTF_8),
                ContractCodec.toBytes(reference),
                reference.tenantId(),
                null);
    }
}
