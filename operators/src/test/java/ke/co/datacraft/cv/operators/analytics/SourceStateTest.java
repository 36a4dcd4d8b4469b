package ke.co.datacraft.cv.operators.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import ke.co.datacraft.cv.operators.type.BinaryTypeInformation;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class SourceStateTest {

    private final TypeSerializer<SourceState> serializer =
            BinaryTypeInformation.ofForm(SourceState.Form.class)
                    .createSerializer(new SerializerConfigImpl());

    @Test
    void savepointNamesTheFormThatReadsIt() throws IOException {
        DataOutputSerializer snapshot = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(snapshot, serializer.snapshotConfiguration());
        TypeSerializerSnapshot<SourceState> restored =
                TypeSerializerSnapshot.readVersionedSnapshot(
                        new DataInputDeserializer(snapshot.getCopyOfBuffer()),
                        getClass().getClassLoader());
        SourceState state = state();

        assertThat(bytes(read(restored.restoreSerializer(), bytes(state)))).isEqualTo(bytes(state));
        assertThat(
                        serializer
                                .snapshotConfiguration()
                                .resolveSchemaCompatibility(restored)
                                .isCompatibleAsIs())
                .isTrue();
    }

    @Test
    void copySharesNothing() throws IOException {
        SourceState state = state();
        byte[] before = bytes(state);
        SourceState copy = serializer.copy(state);
        state.buffer.all();
        state.counts.clear();
        state.arrived = 9;

        assertThat(bytes(copy)).isEqualTo(before).isNotEqualTo(bytes(state));
    }

    @Test
    void stateOfALaterReleaseIsRefused() throws IOException {
        byte[] later = bytes(state());
        later[0]++;

        assertThatThrownBy(() -> read(serializer, later))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The state of a source");
    }

    private static SourceState state() {
        SourceState state = new SourceState();
        for (long millis : List.of(1000L, 5000L, 4000L)) {
            state.buffer.offer(TestingFrames.frame("cam", millis));
        }
        state.buffer.due(2000);
        state.counts.put("car", 3);
        state.arrived = 7;
        state.timer = 8;
        return state;
    }

    private byte[] bytes(SourceState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        serializer.serialize(state, out);
        return out.getCopyOfBuffer();
    }

    private static SourceState read(TypeSerializer<SourceState> serializer, byte[] bytes)
            throws IOException {
        return serializer.deserialize(new DataInputDeserializer(bytes));
    }
}
