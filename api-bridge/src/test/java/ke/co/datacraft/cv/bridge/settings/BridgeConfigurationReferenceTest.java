package ke.co.datacraft.cv.bridge.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BridgeConfigurationReferenceTest {

    private static final Path FILE = Path.of("..", "docs", "bridge-configuration.md");

    /**
     * {@code mvn -pl api-bridge test -Dtest=BridgeConfigurationReferenceTest -Dcv.docs.write=true}.
     */
    @Test
    void thePageIsWhatTheDeclarationsSay() throws IOException {
        if (Boolean.getBoolean("cv.docs.write")) {
            Files.writeString(FILE, BridgeConfigurationReference.markdown());
        }
        assertThat(FILE).content().isEqualTo(BridgeConfigurationReference.markdown());
    }
}
