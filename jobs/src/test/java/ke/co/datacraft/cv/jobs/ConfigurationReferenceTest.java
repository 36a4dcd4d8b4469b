package ke.co.datacraft.cv.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {

    private static final Path FILE = Path.of("..", "docs", "configuration.md");
    private static final String CURE =
            "mvn test -pl jobs -am -Dtest=ConfigurationReferenceTest -Dcv.docs.write=true"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void referenceIsUpToDate() throws IOException {
        String expected = ConfigurationReference.markdown();
        if (Boolean.getBoolean("cv.docs.write")) {
            Files.writeString(FILE, expected);
        }

        assertThat(FILE).as("docs/configuration.md is missing; run: %s", CURE).exists();
        assertThat(Files.readString(FILE))
                .as("docs/configuration.md differs from VisionOptions; run: %s", CURE)
                .isEqualTo(expected);
    }
}
