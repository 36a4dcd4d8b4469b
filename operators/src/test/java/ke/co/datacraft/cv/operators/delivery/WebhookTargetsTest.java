package ke.co.datacraft.cv.operators.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookTargetsTest {

    private static final String GOOD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "name: x | is no YAML list of webhooks",
                "- {name: x, url: 'https://h/', secrets: [GOOD], secret: y} | has the key 'secret'",
                "- {url: 'https://h/', secrets: [GOOD]} | is no id",
                "- {name: x, url: 'https://h/'} | 'x': has no secrets",
                "- {name: x, url: 'https://h/', secrets: [hunter2]} | openssl rand -base64 32",
                "- {name: x, url: 'https://h/', secrets: [whsec_c2hvcnQ=]} | has 5 bytes, not 24",
                "- {name: x, url: 'ftp://h/', secrets: [GOOD]} | not of the form https://host/path",
                "- {name: x, url: 'https://u:hunter2@h/', secrets: [GOOD]} | without user",
                "- {name: x, url: 'https://h/ hunter2', secrets: [GOOD]} | its url is none",
                "- {name: x, url: 'https://h/', secrets: [GOOD], headers: {Host: a}} | 'Host' cannot",
                "- {name: x, url: 'https://h/', secrets: [GOOD], headers: {Webhook-Id: a}} | cannot",
                "- {name: x, url: 'https://h/', secrets: [GOOD], headers: {'a b': a}} | 'a b' cannot",
            })
    void refusesWhatItCannotUseAndTellsNoSecret(String yaml, String message) throws IOException {
        Path file = folder.resolve("webhooks.yaml");
        Files.writeString(file, yaml.replace("GOOD", GOOD));
        assertThatThrownBy(() -> new WebhookTargets(file.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("CV_WEBHOOK_TARGETS_PATH: ")
                .hasMessageContaining(message)
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("MfKQ9r8G");
    }

    @Test
    void aNameComesOnce() throws IOException {
        Path file = folder.resolve("webhooks.yaml");
        String entry = "- {name: x, url: 'https://h/', secrets: [%s]}\n".formatted(GOOD);
        Files.writeString(file, entry + entry);
        assertThatThrownBy(() -> new WebhookTargets(file.toString()))
                .hasMessageContaining("entry 2: name 'x' comes twice");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new WebhookTargets(folder.resolve("none.yaml").toString()))
                .hasMessageContaining("none.yaml cannot be read");
    }

    @Test
    void withoutAFileThereIsNone() {
        assertThatThrownBy(() -> new WebhookTargets(null).find("acme", "x"))
                .isInstanceOf(DeliveryException.class);
    }

    @Test
    void printsNoSecret() throws Exception {
        Path file = folder.resolve("webhooks.yaml");
        Files.writeString(
                file, "- {name: x, url: 'https://h/token', secrets: [%s]}".formatted(GOOD));
        assertThat(new WebhookTargets(file.toString()).find("acme", "x"))
                .hasToString("WebhookTarget[x]");
    }
}
