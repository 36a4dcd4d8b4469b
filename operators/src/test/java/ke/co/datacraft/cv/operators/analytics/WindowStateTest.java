package ke.co.datacraft.cv.operators.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What older builds wrote is read. */
class WindowStateTest {

    private static final int COLUMNS = 64;
    private static final int ROWS = 36;

    private static byte[] form(int form) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(form);
        out.writeLong(7);
        out.writeLong(200);
        out.writeInt(1);
        out.writeLong(3_600_000);
        out.writeInt(3600);
        out.writeLong(5);
        out.writeLong(1000);
        out.writeLong(0);
        out.writeInt(0);
        out.writeInt(COLUMNS * ROWS);
        for (int i = 0; i < COLUMNS * ROWS; i++) {
            out.writeInt(i);
        }
        if (form == 2) {
            out.writeInt(COLUMNS);
        }
        out.writeBoolean(true);
        out.writeInt(1);
        out.writeLong(3_600_001);
        out.writeInt(0);
        return bytes.toByteArray();
    }

    private static WindowState read(byte[] bytes) throws IOException {
        return WindowState.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Test
    void olderFormsHadAGridOfAllClassesAlone() throws IOException {
        ByteArrayOutputStream of = new ByteArrayOutputStream();
        read(form(1)).copy().write(new DataOutputStream(of));
        for (int form = 1; form <= 2; form++) {
            WindowState state = read(form(form));
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            state.copy().write(new DataOutputStream(again));

            assertThat(again.toByteArray()).isEqualTo(of.toByteArray());
            CountWindow window = state.windows.get(0);
            assertThat(window.heat.columns).isEqualTo(COLUMNS);
            assertThat(window.heat.rows).isEqualTo(ROWS);
            assertThat(window.heat.grids).containsOnlyKeys("");
            assertThat(window.heat.grids.get("").cells)
                    .isEqualTo(IntStream.range(0, COLUMNS * ROWS).toArray());
            assertThat(state.recent).containsOnlyKeys(3_600_001L);
        }
    }

    @Test
    void aLaterFormIsRefused() throws IOException {
        byte[] later = form(2);
        later[0] = 4;

        assertThatThrownBy(() -> read(later)).hasMessageContaining("has form 4, known is 1 to 3");
    }

    @Test
    void anyCountFitsItsForm() throws IOException {
        for (int number : new int[] {0, 127, 128, 16_383, 16_384, Integer.MAX_VALUE}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Binary.count(new DataOutputStream(bytes), number);

            assertThat(
                            Binary.count(
                                    new DataInputStream(
                                            new ByteArrayInputStream(bytes.toByteArray()))))
                    .isEqualTo(number);
        }
    }
}
