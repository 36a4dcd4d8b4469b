package ke.co.datacraft.cv.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ModelActivation;
import ke.co.datacraft.cv.contracts.ModelReference;
import ke.co.datacraft.cv.contracts.ModelShare;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.inference.image.Sha256;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.inference.testing.TestingDetector;
import ke.co.datacraft.cv.jobs.testing.TestingPipeline;
import ke.co.datacraft.cv.jobs.testing.TestingReferences;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another version is activated while thousands of references flow. */
class HotSwapITCase {

    @RegisterExtension static final MiniClusterExtension CLUSTER = TestingJobs.cluster();

    private static final String OTHER = "0.9.0";
    private static final int MOST = 50_000;
    private static final long PAUSE_NANOS = 5_000_000;
    private static final int ENOUGH = 1000;
    private static final int TRIALS = 20;
    private static final TaskRequest DETECTION = TaskRequest.of(Tasks.OBJECT_DETECTION);

    /** What the sources, which travel serialized, and the test see of each other. */
    private static TestingPipeline pipeline;

    private static Set<Long> sent;
    private static volatile boolean enough;
    private static volatile boolean ordered;
    private static Supplier<ModelActivation> activations;

    @TempDir static Path folder;

    @BeforeAll
    static void writeSamples() throws IOException {
        TestingDetector.write(folder.resolve("models"));
        TestingDetector.write(folder.resolve("models"), OTHER, 0.6f);
        Files.write(folder.resolve("good.jpg"), SampleImages.jpeg(64, 48, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void noImageIsLostAndEveryResultNamesItsVersion(int parallelism) throws Exception {
        run(
                parallelism,
                HotSwapITCase::frame,
                () ->
                        answeredBy(TestingDetector.VERSION) < ENOUGH
                                ? null
                                : activation(OTHER, null));

        assertThat(pipeline.deadLetters()).isEmpty();
        Map<Long, ModelReference> models =
                pipeline.results().stream()
                        .collect(
                                Collectors.toMap(
                                        HotSwapITCase::number,
                                        result -> result.tasks().get(0).model()));
        assertThat(models.keySet()).as("one result for each reference").isEqualTo(sent);
        assertThat(new HashSet<>(models.values()))
                .containsExactlyInAnyOrder(
                        model(TestingDetector.VERSION, 0.9f), model(OTHER, 0.6f));
        assertThat(pipeline.results()).allSatisfy(HotSwapITCase::answersAsItsVersion);
        List<String> inOrder =
                models.keySet().stream()
                        .sorted()
                        .map(number -> models.get(number).version())
                        .toList();
        assertThat(inOrder.subList(0, ENOUGH)).containsOnly(TestingDetector.VERSION);
        assertThat(inOrder.subList(inOrder.size() - ENOUGH / 2, inOrder.size()))
                .containsOnly(OTHER);
        if (parallelism == 1) {
            assertThat(inOrder.subList(inOrder.indexOf(OTHER), inOrder.size()))
                    .as("after the switch all name the new version")
                    .containsOnly(OTHER);
        }
    }

    @Test
    void aShadowIsTriedBehindTheResultsAndLeavesThemAlone() throws Exception {
        run(
                2,
                HotSwapITCase::frameWhenTheLastIsAnswered,
                () -> activation(TestingDetector.VERSION, new ModelShare(OTHER, 1)));

        assertThat(pipeline.deadLetters()).isEmpty();
        assertThat(pipeline.results())
                .hasSize(sent.size())
                .extracting(result -> result.tasks().get(0).model())
                .containsOnly(model(TestingDetector.VERSION, 0.9f));
        assertThat(pipeline.shadowResults())
                .extracting(result -> result.tasks().get(0).model())
                .containsOnly(model(OTHER, 0.6f));
        assertThat(pipeline.results())
                .extracting(ImageResult::imageId)
                .containsAll(pipeline.shadowResults().stream().map(ImageResult::imageId).toList());
    }

    private static void run(int parallelism, Frames frames, Supplier<ModelActivation> activation)
            throws Exception {
        pipeline = new TestingPipeline();
        sent = ConcurrentHashMap.newKeySet();
        enough = false;
        ordered = false;
        activations = activation;
        JobSettings settings =
                TestingJobs.settings(
                        Map.of(
                                "CV_PARALLELISM", Integer.toString(parallelism),
                                "CV_ALLOWED_FILE_ROOTS", folder.toString(),
                                "CV_MODEL_PATH", folder.resolve("models").toString(),
                                "CV_YOLO_MODEL", TestingDetector.NAME));
        StreamExecutionEnvironment environment = TestingJobs.environment(settings);
        String uri = folder.resolve("good.jpg").toUri().toString();
        pipeline.run(
                environment,
                VisionPipeline.Lane.of(settings.vision(), SlotGroups.shared()),
                settings.jobs(),
                new VisionPipeline.Sources(
                        TestingPipeline.source(environment, "images-source"),
                        source(
                                environment,
                                "frames-source",
                                MOST,
                                number -> frames.message(uri, number)),
                        TestingPipeline.source(environment, "commands-source"),
                        source(environment, "models-source", MOST, number -> order())));
    }

    /** The activation, once, when its time has come; a source that waited would hold up Flink. */
    private static byte[] order() {
        if (ordered || enough) {
            return null;
        }
        ModelActivation activation = activations.get();
        ordered = activation != null;
        if (!ordered) {
            LockSupport.parkNanos(PAUSE_NANOS);
            return null;
        }
        return ContractCodec.toBytes(activation);
    }

    /** References flow until the shadow was tried on some. */
    private static byte[] frameWhenTheLastIsAnswered(String uri, long number) {
        enough = enough || pipeline.shadowResults().size() >= TRIALS;
        if (enough) {
            return null;
        }
        if (pipeline.results().size() < sent.size()) {
            LockSupport.parkNanos(PAUSE_NANOS);
            return null;
        }
        return reference(uri, number);
    }

    /** References flow until enough were answered by the new version. */
    private static byte[] frame(String uri, long number) {
        if (number % 100 == 0) {
            enough = enough || answeredBy(OTHER) >= ENOUGH;
        }
        return enough ? null : reference(uri, number);
    }

    private static byte[] reference(String uri, long number) {
        sent.add(number);
        ImageReference frame = TestingReferences.frame("gate", uri, DETECTION);
        return ContractCodec.toBytes(
                new ImageReference(
                        frame.schemaVersion(),
                        frame.tenantId(),
                        null,
                        frame.sourceId(),
                        null,
                        frame.uri(),
                        null,
                        null,
                        null,
                        null,
                        frame.tasks(),
                        null,
                        Instant.ofEpochMilli(number),
                        frame.ingestTime(),
                        null,
                        null));
    }

    private static ModelActivation activation(String version, ModelShare shadow) {
        return new ModelActivation(
                1, TestingDetector.NAME, version, null, shadow, "ann", Instant.EPOCH);
    }

    private static long answeredBy(String version) {
        return pipeline.results().stream()
                .filter(result -> result.tasks().get(0).model().version().equals(version))
                .count();
    }

    private static long number(ImageResult result) {
        return result.captureTime().toEpochMilli();
    }

    private static ModelReference model(String version, float confidence) {
        return new ModelReference(
                TestingDetector.NAME, version, Sha256.hex(TestingDetector.model(confidence)));
    }

    private static void answersAsItsVersion(ImageResult result) {
        double expected = result.tasks().get(0).model().version().equals(OTHER) ? 0.6 : 0.9;
        assertThat(result.tasks().get(0).objects().get(0).confidence()).isEqualTo(expected);
    }

    /** A record's value by its number; null for no record. */
    private interface Message extends Function<Long, byte[]>, Serializable {}

    private interface Frames extends Serializable {
        byte[] message(String uri, long number);
    }

    private static DataStream<SourceRecord> source(
            StreamExecutionEnvironment environment, String uid, long count, Message message) {
        GeneratorFunction<Long, SourceRecord> records =
                number -> {
                    byte[] value = message.apply(number);
                    return new SourceRecord(
                            uid,
                            0,
                            value == null ? -1 : number,
                            0,
                            TestingDetector.NAME.getBytes(StandardCharsets.UTF_8),
                            value == null ? new byte[0] : value,
                            TestingReferences.TENANT,
                            null);
                };
        return environment
                .fromSource(
                        new DataGeneratorSource<>(records, count, ContractTypes.SOURCE_RECORD),
                        WatermarkStrategy.noWatermarks(),
                        uid)
                .setParallelism(1)
                .uid(uid)
                .filter(candidate -> candidate.offset() >= 0)
                .setParallelism(1)
                .uid(uid + "-without-rest");
    }
}
