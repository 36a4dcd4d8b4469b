package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ModelActivation;
import ke.co.datacraft.cv.contracts.ModelShare;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.operators.StateDescriptors;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.ModelChange;
import ke.co.datacraft.cv.operators.record.ModelChoice;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.util.BroadcastOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelRoutingFunctionTest {

    private static final String MODEL = "plates";

    /** Static because the function travels serialized. */
    private static FakeModelLoader loader;

    @BeforeEach
    void startEmpty() {
        loader = new FakeModelLoader();
    }

    private static BroadcastOperatorTestHarness<AdmittedReference, ModelChange, AdmittedReference>
            harness(OperatorSubtaskState snapshot) throws Exception {
        var operator =
                new CoBroadcastWithNonKeyedOperator<>(
                        new ModelRoutingFunction(gpu -> loader),
                        List.of(StateDescriptors.ACTIVE_MODELS));
        BroadcastOperatorTestHarness<AdmittedReference, ModelChange, AdmittedReference> harness =
                new BroadcastOperatorTestHarness<>(operator, 1, 1, 0);
        if (snapshot != null) {
            harness.initializeState(snapshot);
        }
        harness.open();
        return harness;
    }

    private static ModelActivation activation(String version) {
        return activation(version, null, null);
    }

    private static ModelActivation activation(
            String version, ModelShare canary, ModelShare shadow) {
        return new ModelActivation(1, MODEL, version, canary, shadow, "ann", null);
    }

    private static ModelChange activate(String version) {
        return new ModelChange(MODEL, activation(version));
    }

    /** What the next reference gets; null for nothing. */
    private static ModelChoice next(
            BroadcastOperatorTestHarness<AdmittedReference, ModelChange, AdmittedReference> harness)
            throws Exception {
        harness.processElement(
                TestingVision.admitted(
                        TestingVision.reference(
                                "file:/a.jpg", TaskRequest.of(Tasks.OBJECT_DETECTION))),
                0);
        List<AdmittedReference> out = harness.extractOutputValues();
        return out.get(out.size() - 1).choice(MODEL);
    }

    @Test
    void withoutActivationsReferencesPassAsTheyAre() throws Exception {
        try (var harness = harness(null)) {
            assertThat(next(harness)).isNull();
            assertThat(harness.extractOutputValues().get(0).models()).isNull();
            assertThat(loader.loading()).isEmpty();
        }
    }

    @Test
    void theNewVersionServesOnlyOnceItIsLoadedAndTheOldOneIsGivenBackThen() throws Exception {
        try (var harness = harness(null)) {
            harness.processBroadcastElement(activate("1"), 0);
            assertThat(next(harness)).isNull();
            loader.load("plates@1");
            assertThat(next(harness)).isEqualTo(new ModelChoice("1", null, null));

            harness.processBroadcastElement(activate("2"), 0);
            assertThat(next(harness).version()).isEqualTo("1");
            loader.load("plates@2");

            assertThat(next(harness)).isEqualTo(new ModelChoice("2", "1", null));
            assertThat(loader.held()).containsExactly("plates@2");
        }
        assertThat(loader.held()).isEmpty();
    }

    @Test
    void whatCannotBeLoadedLeavesTheOldOneAndIsTriedAgainWhenOrderedAgain() throws Exception {
        try (var harness = harness(null)) {
            harness.processBroadcastElement(activate("1"), 0);
            loader.load("plates@1");
            harness.processBroadcastElement(activate("2"), 0);
            loader.fail("plates@2");
            assertThat(next(harness).version()).isEqualTo("1");
            assertThat(loader.held()).containsExactly("plates@1");

            harness.processBroadcastElement(activate("2"), 0);
            loader.load("plates@2");
            assertThat(next(harness).version()).isEqualTo("2");
        }
    }

    @Test
    void onlyTheLatestOrderCounts() throws Exception {
        try (var harness = harness(null)) {
            harness.processBroadcastElement(activate("1"), 0);
            harness.processBroadcastElement(activate("2"), 0);
            loader.load("plates@2");
            assertThat(next(harness).version()).isEqualTo("2");
            loader.load("plates@1");

            assertThat(next(harness).version()).isEqualTo("2");
            assertThat(loader.held()).containsExactly("plates@2");
        }
    }

    @Test
    void aTombstoneLeavesTheModelToTheRepository() throws Exception {
        try (var harness = harness(null)) {
            harness.processBroadcastElement(activate("1"), 0);
            loader.load("plates@1");
            next(harness);

            harness.processBroadcastElement(new ModelChange(MODEL, null), 0);
            assertThat(next(harness).version()).isEqualTo("1");
            loader.load(MODEL);

            assertThat(next(harness)).isNull();
            assertThat(harness.getBroadcastState(StateDescriptors.ACTIVE_MODELS).entries())
                    .isEmpty();
            assertThat(loader.held()).isEmpty();
        }
    }

    @Test
    void aCanaryThatCannotBeLoadedIsLeftOut() throws Exception {
        try (var harness = harness(null)) {
            harness.processBroadcastElement(
                    new ModelChange(
                            MODEL, activation("1", new ModelShare("2", 1), new ModelShare("3", 1))),
                    0);
            loader.load("plates@1");
            loader.load("plates@3");
            assertThat(next(harness)).as("takes effect as a whole").isNull();
            loader.fail("plates@2");

            assertThat(next(harness)).isEqualTo(new ModelChoice("1", null, "3"));
        }
    }

    @Test
    void afterARestoreTheActivationServesAtOnce() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness(null)) {
            harness.processBroadcastElement(activate("1"), 0);
            loader.load("plates@1");
            harness.processBroadcastElement(activate("2"), 0);
            snapshot = harness.snapshot(1, 1);
        }
        startEmpty();
        try (var harness = harness(snapshot)) {
            assertThat(next(harness)).isEqualTo(new ModelChoice("2", "1", null));
            assertThat(loader.loading()).containsExactly("plates@2");
            loader.load("plates@2");
            assertThat(next(harness)).isEqualTo(new ModelChoice("2", "1", null));
            assertThat(loader.held()).containsExactly("plates@2");
        }
        startEmpty();
        try (var harness = harness(snapshot)) {
            loader.fail("plates@2");
            assertThat(next(harness).version()).isEqualTo("1");
        }
    }

    @Test
    void aCanaryGetsItsShareAndEachReferenceAlwaysTheSame() {
        int count = 20_000;
        ModelRoute small = route(new ModelShare("2", 0.1));
        ModelRoute large = route(new ModelShare("2", 0.3));
        int chosen = 0;
        for (int i = 0; i < count; i++) {
            UUID reference = new UUID(0, i);
            String version = small.choose(reference).version();
            assertThat(small.choose(reference).version()).isEqualTo(version);
            if (version.equals("2")) {
                chosen++;
                assertThat(large.choose(reference).version()).isEqualTo("2");
                assertThat(small.choose(reference).fallback()).isEqualTo("1");
            }
        }

        // Five standard deviations of a binomial distribution.
        double deviation = Math.sqrt(count * 0.1 * 0.9);
        assertThat((double) chosen)
                .isBetween(0.1 * count - 5 * deviation, 0.1 * count + 5 * deviation);
    }

    private static ModelRoute route(ModelShare canary) {
        return new ModelRoute(activation("1", canary, null), null, List.of());
    }

    @Test
    void otherModelsAreChosenForEachReferenceToo() throws Exception {
        try (var harness = harness(null)) {
            harness.processBroadcastElement(activate("1"), 0);
            harness.processBroadcastElement(
                    new ModelChange(
                            "faces", new ModelActivation(1, "faces", "4", null, null, null, null)),
                    0);
            loader.load("plates@1");
            loader.load("faces@4");
            next(harness);

            Map<String, ModelChoice> models = harness.extractOutputValues().get(0).models();
            assertThat(models)
                    .isEqualTo(
                            Map.of(
                                    MODEL,
                                    new ModelChoice("1", null, null),
                                    "faces",
                                    new ModelChoice("4", null, null)));
        }
    }
}
