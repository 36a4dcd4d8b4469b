package ke.co.datacraft.cv.operators.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class BinarySerializerTest {

    /** Something that changes. */
    static final class Tally {
        int count;

        Tally(int count) {
            this.count = count;
        }
    }

    /** Second version of the form: the first had a short. */
    public static final class TallyForm implements BinaryForm<Tally> {

        @Override
        public Class<Tally> type() {
            return Tally.class;
        }

        @Override
        public boolean isImmutable() {
            return false;
        }

        @Override
        public Tally copy(Tally value) {
            return new Tally(value.count);
        }

        @Override
        public void write(Tally value, DataOutput out) throws IOException {
            out.writeByte(2);
            out.writeInt(value.count);
        }

        @Override
        public Tally read(DataInput in) throws IOException {
            return new Tally(in.readByte() == 1 ? in.readShort() : in.readInt());
        }
    }

    /** Another form of the same type. */
    public static final class OtherForm implements BinaryForm<Tally> {

        private final TallyForm form = new TallyForm();

        @Override
        public Class<Tally> type() {
            return Tally.class;
        }

        @Override
        public boolean isImmutable() {
            return false;
        }

        @Override
        public Tally copy(Tally value) {
            return form.copy(value);
        }

        @Override
        public void write(Tally value, DataOutput out) throws IOException {
            form.write(value, out);
        }

        @Override
        public Tally read(DataInput in) throws IOException {
            return form.read(in);
        }
    }

    /** Cannot be made. */
    public abstract static class NoForm implements BinaryForm<Tally> {}

    private final TypeSerializer<Tally> serializer =
            BinaryTypeInformation.ofForm(TallyForm.class).createSerializer(null);

    @Test
    void valueComesBack() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize(new Tally(70_000), out);

        assertThat(read(serializer, out).count).isEqualTo(70_000);
    }

    @Test
    void copyIsAnotherInstance() {
        Tally tally = new Tally(1);
        Tally copy = serializer.copy(tally);
        tally.count = 2;

        assertThat(copy.count).isEqualTo(1);
    }

    @Test
    void serializerOfASavepointReadsWhatAnEarlierReleaseWrote() throws IOException {
        DataOutputSerializer snapshot = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(snapshot, serializer.snapshotConfiguration());
        TypeSerializerSnapshot<Tally> restored =
                TypeSerializerSnapshot.readVersionedSnapshot(
                        new DataInputDeserializer(snapshot.getCopyOfBuffer()),
                        getClass().getClassLoader());
        DataOutputSerializer old = new DataOutputSerializer(16);
        old.writeByte(1);
        old.writeShort(7);

        assertThat(read(restored.restoreSerializer(), old).count).isEqualTo(7);
        assertThat(
                        serializer
                                .snapshotConfiguration()
                                .resolveSchemaCompatibility(restored)
                                .isCompatibleAsIs())
                .isTrue();
    }

    @Test
    void anotherFormIsIncompatible() {
        TypeSerializerSnapshot<Tally> other =
                BinaryTypeInformation.ofForm(OtherForm.class)
                        .createSerializer(null)
                        .snapshotConfiguration();

        assertThat(
                        serializer
                                .snapshotConfiguration()
                                .resolveSchemaCompatibility(other)
                                .isIncompatible())
                .isTrue();
    }

    @Test
    void whatCannotBeMadeIsRefusedWhenTheJobIsBuilt() {
        assertThatThrownBy(() -> BinaryTypeInformation.ofForm(NoForm.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("public constructor");
    }

    private static Tally read(TypeSerializer<Tally> serializer, DataOutputSerializer written)
            throws IOException {
        return serializer.deserialize(new DataInputDeserializer(written.getCopyOfBuffer()));
    }
}
