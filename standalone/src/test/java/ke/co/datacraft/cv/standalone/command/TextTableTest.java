package ke.co.datacraft.cv.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TextTableTest {

    private static String printed(TextTable table) {
        StringWriter out = new StringWriter();
        table.print(new PrintWriter(out));
        return out.toString();
    }

    @Test
    void columnsLineUp() {
        TextTable table = new TextTable("A", "B");
        table.add("long cell", 1);
        table.add(null, 22);
        assertThat(printed(table).lines())
                .containsExactly("A          B", "long cell  1", "-          22");
    }

    @Test
    void controlCharactersDoNotReachTheTerminal() {
        TextTable table = new TextTable("A");
        table.add("red \u001b[31m\nline");
        assertThat(printed(table)).doesNotContain("\u001b").contains("red  [31m line");
    }

    @Test
    void longCellsAreCut() {
        TextTable table = new TextTable("A");
        table.add("x".repeat(100));
        assertThat(printed(table).lines().skip(1)).containsExactly("x".repeat(59) + "…");
    }
}
