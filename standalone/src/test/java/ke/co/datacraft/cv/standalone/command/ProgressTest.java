package ke.co.datacraft.cv.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final StringWriter out = new StringWriter();

    @Test
    void elsewhereEachChangeIsALine() {
        Progress progress = new Progress(new PrintWriter(out), false);
        progress.update("1 of 2");
        progress.update("1 of 2");
        progress.update("2 of 2");
        progress.line("done");
        assertThat(out.toString().lines()).containsExactly("1 of 2", "2 of 2", "done");
    }

    @Test
    void onATerminalTheLineChanges() {
        Progress progress = new Progress(new PrintWriter(out), true);
        progress.update("1 of 2");
        progress.update("2 of 2");
        progress.line("done");
        assertThat(out.toString()).startsWith("\r\u001b[2K1 of 2\r\u001b[2K2 of 2\r");
        assertThat(out.toString()).endsWith("\u001b[2Kdone" + System.lineSeparator());
    }
}
