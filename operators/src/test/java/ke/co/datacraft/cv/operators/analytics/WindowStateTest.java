package ke.co.datacraft.cv.operators.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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
    void theFirstFormHadOneGridAlone() throws IOException {
        for (int form = 1; form <= 2; form++) {
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            read(form(form)).copy().write(new DataOutputStream(again));

            assertThat(again.toByteArray()).isEqualTo(form(2));
        }
    }

    @Test
    void aLaterFormIsRefused() throws IOException {
        byte[] later = form(2);
        later[0] = 3;

        assertThatThrownBy(() -> read(later)).hasMessageContaining("has form 3, known is 1 to 2");
    }
}
