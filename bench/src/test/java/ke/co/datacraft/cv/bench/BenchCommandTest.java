package ke.co.datacraft.cv.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import ke.co.datacraft.cv.standalone.CommandProvider;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {

    @Test
    void commandLineFindsIt() {
        assertThat(ServiceLoader.load(CommandProvider.class))
                .flatExtracting(CommandProvider::commands)
                .hasAtLeastOneElementOfType(BenchCommand.class);
    }

    @Test
    void helpNamesTheBenchmarks() {
        assertThat(new CommandLine(new BenchCommand()).getUsageMessage())
                .contains("vision")
                .contains("micro");
    }

    @Test
    void wrongOptionIsAUsageError() {
        assertThat(
                        new CommandLine(new BenchCommand())
                                .setErr(new java.io.PrintWriter(new java.io.StringWriter()))
                                .execute("vision", "--rounds", "many"))
                .isEqualTo(CommandLine.ExitCode.USAGE);
    }
}
