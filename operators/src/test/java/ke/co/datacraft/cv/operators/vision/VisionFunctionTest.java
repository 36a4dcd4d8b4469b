package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.inference.batch.BatchingStatistics;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.ReferenceOutcome;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.externalresource.ExternalResourceInfoProvider;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VisionFunctionTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** References under way; static because the function travels serialized. */
    private static final List<ReferenceWork> WORKS = new ArrayList<>();

    private static final List<OptionalInt> GPUS = new ArrayList<>();

    private static final AtomicInteger OPEN = new AtomicInteger();

    /** Does nothing until the test says so. */
    private static final class FakeEngine implements VisionEngine {

        FakeEngine() {
            OPEN.incrementAndGet();
        }

        @Override
        public ReferenceWork start(AdmittedReference admitted, VisionMetrics metrics) {
            ReferenceWork work = new ReferenceWork(admitted, metrics);
            WORKS.add(work);
            return work;
        }

        @Override
        public CompletableFuture<ModelLease> prepare(String model) {
            return CompletableFuture.completedFuture(() -> {});
        }

        @Override
        public long fileBytes() {
            return 0;
        }

        @Override
        public long decodedBytes() {
            return 0;
        }

        @Override
        public int loadedModels() {
            return 3;
        }

        @Override
        public BatchingStatistics batching(String model) {
            return BatchingStatistics.NONE;
        }

        @Override
        public void close() {
            OPEN.decrementAndGet();
        }
    }

    @BeforeEach
    void clear() {
        WORKS.clear();
        GPUS.clear();
    }

    private static OneInputStreamOperatorTestHarness<AdmittedReference, ReferenceOutcome> harness(
            AsyncDataStream.OutputMode mode) throws Exception {
        OneInputStreamOperatorTestHarness<AdmittedReference, ReferenceOutcome> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new AsyncWaitOperatorFactory<>(
                                new VisionFunction(gpu -> new FakeEngine(), TIMEOUT),
                                TIMEOUT.toMillis(),
                                10,
                                mode),
                        ContractTypes.ADMITTED_REFERENCE.createSerializer(
                                new SerializerConfigImpl()));
        harness.open();
        return harness;
    }

    private static AdmittedReference admitted(int number) {
        return TestingVision.admitted(
                TestingVision.reference(
                        "file:/images/" + number + ".jpg", TaskRequest.of(Tasks.QUALITY)));
    }

    private static void finish(int number) {
        ReferenceWork work = WORKS.get(number);
        work.outcome().complete(new ReferenceOutcome(work.admitted(), List.of(), null, 1));
    }

    private static List<String> uris(
            OneInputStreamOperatorTestHarness<AdmittedReference, ReferenceOutcome> harness) {
        return harness.extractOutputValues().stream()
                .map(outcome -> outcome.admitted().reference().uri())
                .toList();
    }

    @Test
    void whoIsDoneFirstLeavesFirst() throws Exception {
        try (OneInputStreamOperatorTestHarness<AdmittedReference, ReferenceOutcome> harness =
                harness(AsyncDataStream.OutputMode.UNORDERED)) {
            for (int i = 0; i < 3; i++) {
                harness.processElement(admitted(i), i);
            }
            finish(2);
            finish(0);
            finish(1);
            harness.endInput();

            assertThat(uris(harness))
                    .containsExactly(
                            "file:/images/2.jpg", "file:/images/0.jpg", "file:/images/1.jpg");
        }
        assertThat(OPEN).hasValue(0);
    }

    @Test
    void orderedKeepsTheOrder() throws Exception {
        try (OneInputStreamOperatorTestHarness<AdmittedReference, ReferenceOutcome> harness =
                harness(AsyncDataStream.OutputMode.ORDERED)) {
            harness.processElement(admitted(0), 0);
            harness.processElement(admitted(1), 1);
            finish(1);
            finish(0);
            harness.endInput();

            assertThat(uris(harness)).containsExactly("file:/images/0.jpg", "file:/images/1.jpg");
        }
    }

    @Test
    void whatTakesTooLongIsOneFailure() throws Exception {
        try (OneInputStreamOperatorTestHarness<AdmittedReference, ReferenceOutcome> harness =
                harness(AsyncDataStream.OutputMode.UNORDERED)) {
            harness.setProcessingTime(0);
            harness.processElement(admitted(0), 0);
            WORKS.get(0).enter(ReferenceWork.Stage.QUEUED);
            harness.setProcessingTime(TIMEOUT.toMillis());
            finish(0);
            harness.endInput();

            assertThat(harness.extractOutputValues()).hasSize(1);
            ReferenceOutcome outcome = harness.extractOutputValues().get(0);
            assertThat(outcome.failure().reason()).isEqualTo(ReasonCode.TIMEOUT);
            assertThat(outcome.failure().message())
                    .contains("10000 ms")
                    .contains("waiting for a worker")
                    .contains("CV_IMAGE_TIMEOUT_SECONDS");
            assertThat(WORKS.get(0).isCancelled()).isTrue();
        }
    }

    @Test
    void engineRunsOnTheCardThatFlinkGives() throws Exception {
        ExternalResourceInfoProvider cards =
                name -> name.equals(VisionFunction.GPU) ? Set.of(new FakeCard("7")) : Set.of();
        try (MockEnvironment environment =
                        new MockEnvironmentBuilder()
                                .setExternalResourceInfoProvider(cards)
                                .build();
                OneInputStreamOperatorTestHarness<AdmittedReference, ReferenceOutcome> harness =
                        new OneInputStreamOperatorTestHarness<>(
                                new AsyncWaitOperatorFactory<>(
                                        new VisionFunction(
                                                gpu -> {
                                                    GPUS.add(gpu);
                                                    return new FakeEngine();
                                                },
                                                TIMEOUT),
                                        TIMEOUT.toMillis(),
                                        10,
                                        AsyncDataStream.OutputMode.UNORDERED),
                                ContractTypes.ADMITTED_REFERENCE.createSerializer(
                                        new SerializerConfigImpl()),
                                environment)) {
            harness.open();

            assertThat(GPUS).containsExactly(OptionalInt.of(7));
        }
    }

    @Test
    void whatIsUnderWayIsDoneAgainAfterARestart() throws Exception {
        org.apache.flink.runtime.checkpoint.OperatorSubtaskState state;
        try (OneInputStreamOperatorTestHarness<AdmittedReference, ReferenceOutcome> harness =
                harness(AsyncDataStream.OutputMode.UNORDERED)) {
            harness.processElement(admitted(0), 0);
            harness.processElement(admitted(1), 1);
            finish(0);
            state = harness.snapshot(1, 1);
        }
        ReferenceWork abandoned = WORKS.get(1);
        assertThat(abandoned.isCancelled()).isTrue();
        WORKS.clear();
        OneInputStreamOperatorTestHarness<AdmittedReference, ReferenceOutcome> restored =
                new OneInputStreamOperatorTestHarness<>(
                        new AsyncWaitOperatorFactory<>(
                                new VisionFunction(gpu -> new FakeEngine(), TIMEOUT),
                                TIMEOUT.toMillis(),
                                10,
                                AsyncDataStream.OutputMode.UNORDERED),
                        ContractTypes.ADMITTED_REFERENCE.createSerializer(
                                new SerializerConfigImpl()));
        try (restored) {
            restored.initializeState(state);
            restored.open();
            assertThat(WORKS)
                    .extracting(work -> work.admitted().reference().uri())
                    .contains("file:/images/1.jpg");
            for (int i = 0; i < WORKS.size(); i++) {
                finish(i);
            }
            restored.endInput();
        }
    }
}
