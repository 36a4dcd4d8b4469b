package ke.co.datacraft.cv.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import ke.co.datacraft.cv.contracts.ModelShare;
import ke.co.datacraft.cv.standalone.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ModelsActivateCommandTest {

    private static ModelsActivateCommand parse(String arguments) {
        ModelsActivateCommand command = new ModelsActivateCommand();
        new CommandLine(command).parseArgs(arguments.split(" "));
        return command;
    }

    @Test
    void argumentsBecomeAnActivation() {
        var activation =
                parse("yolox-nano@0.2.0 --canary 0.3.0 --share 0.1 --shadow 0.4.0")
                        .activation(Instant.EPOCH);

        assertThat(activation.model()).isEqualTo("yolox-nano");
        assertThat(activation.version()).isEqualTo("0.2.0");
        assertThat(activation.canary()).isEqualTo(new ModelShare("0.3.0", 0.1));
        assertThat(activation.shadow()).isEqualTo(new ModelShare("0.4.0", 1));
        assertThat(activation.updatedAt()).isEqualTo(Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yolox-nano | Which version of yolox-nano?",
                "yolox-nano@1 --canary 2 | --canary and --share go together",
                "yolox-nano@1 --share 0.1 | --canary and --share go together",
                "yolox-nano@1 --canary 1 --share 0.1 | canary.version: '1' is the active version",
                "yolox-nano@1 --canary 2 --share 2 | canary.share: '2.0' is out of range",
                "yolox-nano@1 --shadow-share 0.5 | --shadow-share needs --shadow",
                "yolox/nano@1 | model: 'yolox/nano' is no name of a model",
            })
    void wrongArgumentsSayWhatIsWrong(String arguments, String words) {
        assertThatThrownBy(() -> parse(arguments).activation(Instant.EPOCH))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(words);
    }

    @Test
    void clearTakesANameAlone() {
        assertThat(parse("yolox-nano --clear").cleared()).isEqualTo("yolox-nano");
        assertThatThrownBy(() -> parse("yolox-nano@1 --clear").cleared())
                .hasMessageContaining("name alone");
    }
}
