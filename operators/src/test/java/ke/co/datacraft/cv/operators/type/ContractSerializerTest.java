package ke.co.datacraft.cv.operators.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.GoldenSamples;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.JobCommand;
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.contracts.ModelActivation;
import ke.co.datacraft.cv.contracts.RecordOrigin;
import ke.co.datacraft.cv.operators.StateDescriptors;
import ke.co.datacraft.cv.operators.record.ActiveModel;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.JobEvent;
import ke.co.datacraft.cv.operators.record.ModelChange;
import ke.co.datacraft.cv.operators.record.ModelChoice;
import ke.co.datacraft.cv.operators.record.ReferenceOutcome;
import ke.co.datacraft.cv.operators.record.ShadowRun;
import ke.co.datacraft.cv.operators.testing.TestingRecords;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractSerializerTest {

    record Old(String kept, int gone) {}

    record New(String kept, String added, List<String> addedList) {}

    static Stream<Object> values() throws IOException {
        ImageReference reference = TestingRecords.reference(1, 3);
        AdmittedReference admitted =
                new AdmittedReference(
                        reference,
                        UUID.randomUUID(),
                        new RecordOrigin("cv.images", 1, 2),
                        null,
                        new byte[] {0, -1, 127},
                        "00-trace",
                        5);
        ImageResult result =
                ContractCodec.readTrusted(
                        GoldenSamples.bytes("results.v1.detection"), ImageResult.class);
        Stream<Object> golden = GoldenSamples.COMPLETE.stream().map(ContractSerializerTest::sample);
        return Stream.concat(
                golden,
                Stream.of(
                        admitted,
                        new ReferenceOutcome(admitted, List.of(result), null, 1),
                        admitted.withModels(
                                Map.of(
                                        "plates", new ModelChoice("2", "1", "3"),
                                        "faces", new ModelChoice("1", null, null))),
                        new ShadowRun(admitted, List.of(result)),
                        new ModelChange("plates", null),
                        new ActiveModel(
                                (ModelActivation) sample("models.v1.canary-and-shadow"), "0.1.0"),
                        TestingRecords.record(3, reference),
                        TestingRecords.event(JobEvent.Kind.FAILED, reference, 4),
                        TestingRecords.commandEvent(JobCommand.Type.RETRY, 5)));
    }

    private static Object sample(String name) {
        try {
            return ContractCodec.readTrusted(GoldenSamples.bytes(name), GoldenSamples.type(name));
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsWhatItWroteAndNothingBeyond(Object value) throws Exception {
        TypeSerializer<Object> serializer = serializerOf(value);
        DataOutputSerializer target = new DataOutputSerializer(64);
        serializer.serialize(value, target);
        serializer.serialize(value, target);

        DataInputDeserializer source = new DataInputDeserializer(target.getCopyOfBuffer());
        assertThat(serializer.deserialize(source)).usingRecursiveComparison().isEqualTo(value);
        assertThat(serializer.deserialize(value, source))
                .usingRecursiveComparison()
                .isEqualTo(value);
        assertThat(source.available()).isZero();
    }

    @ParameterizedTest
    @MethodSource("values")
    void copiesBytesWithoutReadingThem(Object value) throws Exception {
        TypeSerializer<Object> serializer = serializerOf(value);
        DataOutputSerializer written = new DataOutputSerializer(64);
        serializer.serialize(value, written);
        DataOutputSerializer copied = new DataOutputSerializer(64);
        serializer.copy(new DataInputDeserializer(written.getCopyOfBuffer()), copied);

        assertThat(copied.getCopyOfBuffer()).isEqualTo(written.getCopyOfBuffer());
        assertThat(serializer.copy(value)).isSameAs(value);
        assertThat(serializer.copy(value, null)).isSameAs(value);
    }

    @ParameterizedTest
    @MethodSource("values")
    void restoresFromItsSnapshot(Object value) throws Exception {
        TypeSerializer<Object> serializer = serializerOf(value);
        DataOutputSerializer target = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(target, serializer.snapshotConfiguration());
        TypeSerializerSnapshot<Object> restored =
                TypeSerializerSnapshot.readVersionedSnapshot(
                        new DataInputDeserializer(target.getCopyOfBuffer()),
                        getClass().getClassLoader());

        assertThat(restored.restoreSerializer()).isEqualTo(serializer);
        assertThat(
                        serializer
                                .snapshotConfiguration()
                                .resolveSchemaCompatibility(restored)
                                .isCompatibleAsIs())
                .isTrue();
        assertThat(InstantiationUtil.clone(serializer)).isEqualTo(serializer);
    }

    @Test
    void toleratesFieldsThatCameAndWent() throws Exception {
        DataOutputSerializer target = new DataOutputSerializer(64);
        serializer(Old.class).serialize(new Old("text", 7), target);

        New read =
                serializer(New.class)
                        .deserialize(new DataInputDeserializer(target.getCopyOfBuffer()));

        assertThat(read).isEqualTo(new New("text", null, null));
    }

    @Test
    void otherRecordsStateIsIncompatible() {
        @SuppressWarnings({"unchecked", "rawtypes"})
        boolean incompatible =
                ((TypeSerializerSnapshot) serializer(New.class).snapshotConfiguration())
                        .resolveSchemaCompatibility(
                                (TypeSerializerSnapshot)
                                        serializer(Old.class).snapshotConfiguration())
                        .isIncompatible();
        assertThat(incompatible).isTrue();
    }

    @Test
    void refusesWhatIsNoRecord() {
        assertThatThrownBy(() -> ContractTypes.of(JobState.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JobState is not a record");
    }

    @Test
    void nothingNeedsKryo() {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        List<TypeInformation<?>> types =
                List.of(
                        ContractTypes.SOURCE_RECORD,
                        ContractTypes.ADMITTED_REFERENCE,
                        ContractTypes.REFERENCE_OUTCOME,
                        ContractTypes.IMAGE_REFERENCE,
                        ContractTypes.IMAGE_RESULT,
                        ContractTypes.DEAD_LETTER,
                        ContractTypes.JOB_EVENT,
                        ContractTypes.JOB_STATUS,
                        ContractTypes.JOB_COMMAND,
                        ContractTypes.MODEL_CHANGE,
                        ContractTypes.SHADOW_RUN);
        assertThat(types).allSatisfy(type -> assertThat(type.createSerializer(config)).isNotNull());
        ExecutionConfig strict =
                new ExecutionConfig(new Configuration().set(PipelineOptions.GENERIC_TYPES, false));
        List<StateDescriptor<?, ?>> states =
                List.of(
                        StateDescriptors.CANCELLED_JOBS,
                        StateDescriptors.ACTIVE_MODELS,
                        StateDescriptors.job(),
                        StateDescriptors.references(),
                        StateDescriptors.activeJobs());
        assertThat(states)
                .allSatisfy(
                        state -> {
                            state.initializeSerializerUnlessSet(strict);
                            assertThat(state.isSerializerInitialized()).isTrue();
                        });
    }

    @SuppressWarnings("unchecked")
    private static TypeSerializer<Object> serializerOf(Object value) {
        return (TypeSerializer<Object>) serializer(value.getClass());
    }

    private static <T> TypeSerializer<T> serializer(Class<T> type) {
        return ContractTypes.of(type).createSerializer(new SerializerConfigImpl());
    }
}
