package ke.co.datacraft.cv.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModelVersionTest {

    @Test
    void ordersAsSemanticVersionsDo() {
        List<ModelVersion> ascending =
                List.of(
                                "0.9",
                                "1.0.0-alpha",
                                "1.0.0-alpha.1",
                                "1.0.0-alpha.beta",
                                "1.0.0-beta.2",
                                "1.0.0-beta.11",
                                "1.0.0-rc.1",
                                "1.0.0",
                                "1.0.2",
                                "1.0.10",
                                "2",
                                "10.0")
                        .stream()
                        .map(ModelVersion::new)
                        .toList();
        List<ModelVersion> shuffled = new ArrayList<>(ascending);
        Collections.shuffle(shuffled, new Random(7));
        Collections.sort(shuffled);
        assertThat(shuffled).isEqualTo(ascending);
    }

    @Test
    void differentTextsAreDifferentVersions() {
        assertThat(new ModelVersion("1.0")).isNotEqualByComparingTo(new ModelVersion("1.0.0"));
        assertThat(new ModelVersion("1.0")).isEqualByComparingTo(new ModelVersion("1.0"));
    }
}
