package ke.co.datacraft.cv.kubernetes.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellReaderTest {

    @Test
    void readsWhatPagesWrite() {
        assertThat(
                        ShellReader.read(
                                """
                                A='b c' one --x "two $A" \\
                                  'three | four'   # five
                                T=$(K=v ./cv token --role "$(date +%Y)") run < in > out | second && third &
                                for n in a b; do echo x-$n; done
                                """))
                .containsExactly(
                        List.of("one", "--x", "two $A", "three | four"),
                        List.of("date", "+%Y"),
                        List.of("./cv", "token", "--role", "PRINTED"),
                        List.of("run"),
                        List.of("second"),
                        List.of("third"),
                        List.of("for", "n", "in", "a", "b"),
                        List.of("echo", "x-$n"),
                        List.of("done"));
    }
}
