package ke.co.datacraft.cv.operators.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.junit.jupiter.api.Test;

class CameraSerializersTest {

    private final CameraSplitSerializer splits = new CameraSplitSerializer();
    private final CameraEnumeratorStateSerializer states = new CameraEnumeratorStateSerializer();

    @Property
    void whatIsWrittenIsRead(
            @ForAll @Size(5) long[] position, @ForAll @Size(5) long[] counts, @ForAll long base)
            throws IOException {
        CameraSplit split = split("a", base).at(position(position), counts(counts));

        assertThat(splits.deserialize(1, splits.serialize(split))).isEqualTo(split);

        CameraEnumeratorState state = new CameraEnumeratorState(List.of(split, split("b", 7)));
        assertThat(states.deserialize(1, states.serialize(state))).isEqualTo(state);
    }

    @Test
    void noCamerasAreReadAsNone() throws IOException {
        CameraEnumeratorState none = new CameraEnumeratorState(List.of());

        assertThat(states.deserialize(1, states.serialize(none))).isEqualTo(none);
    }

    /** Savepoints of this release have to be read by the next: the form may not change unseen. */
    @Test
    void theFormIsThatOfVersion1() throws IOException {
        CameraSplit split =
                split("a", 3)
                        .at(new CameraPosition(4, 5, 6, 7, 8), new CameraCounts(9, 10, 11, 12, 13));
        byte[] bytes = splits.serialize(split);

        assertThat(splits.getVersion()).isOne();
        assertThat(hex(bytes, 0, 8)).isEqualTo("0006" + hex("acme/a"));
        int numbers = bytes.length - 11 * Long.BYTES;
        StringBuilder expected = new StringBuilder();
        for (long number = 3; number <= 13; number++) {
            expected.append("%016x".formatted(number));
        }
        assertThat(hex(bytes, numbers, bytes.length)).isEqualTo(expected.toString());
        assertThat(hex(bytes, 8, 12)).isEqualTo("%08x".formatted(numbers - 12));

        byte[] state = states.serialize(new CameraEnumeratorState(List.of(split)));
        assertThat(states.getVersion()).isOne();
        assertThat(hex(state, 0, state.length)).isEqualTo("00000001" + hex(bytes, 0, bytes.length));
    }

    @Test
    void anotherVersionIsRefusedWithTheCure() throws IOException {
        byte[] split = splits.serialize(split("a", 1));
        byte[] state = states.serialize(new CameraEnumeratorState(List.of()));

        assertThatThrownBy(() -> splits.deserialize(2, split))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "A camera in state has version 2, this release reads 1; restore with the"
                                + " release that wrote it");
        assertThatThrownBy(() -> states.deserialize(0, state))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "State of cameras has version 0, this release reads 1; restore with the"
                                + " release that wrote it");
    }

    @Test
    void aTornSplitIsRefused() throws IOException {
        byte[] bytes = splits.serialize(split("a", 1));

        assertThatThrownBy(() -> splits.deserialize(1, Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void flinkWritesTheVersionBesideIt() throws IOException {
        CameraSplit split = split("a", 1);
        byte[] bytes = SimpleVersionedSerialization.writeVersionAndSerialize(splits, split);

        assertThat(SimpleVersionedSerialization.readVersionAndDeSerialize(splits, bytes))
                .isEqualTo(split);
    }

    private static CameraSplit split(String id, long base) {
        return CameraSplit.of(TestingCameras.key(id), TestingCameras.film(id), base);
    }

    private static CameraPosition position(long... numbers) {
        return new CameraPosition(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }

    private static CameraCounts counts(long... numbers) {
        return new CameraCounts(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }

    private static String hex(byte[] bytes, int from, int to) {
        return HexFormat.of().formatHex(bytes, from, to);
    }

    private static String hex(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return hex(bytes, 0, bytes.length);
    }
}
