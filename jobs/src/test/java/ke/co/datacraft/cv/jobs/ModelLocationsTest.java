package ke.co.datacraft.cv.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class ModelLocationsTest {

    @Test
    void defaults() {
        assertThat(ModelLocations.read(new Configuration()))
                .isEqualTo(new ModelLocations(List.of(), "data/models", 10L << 30));
    }

    @Test
    void everyKeyReachesItsField() {
        ModelLocations locations =
                ModelLocations.read(
                        Environment.toConfiguration(
                                Map.of(
                                        "CV_MODEL_PATH", "/m,/cache",
                                        "CV_MODEL_CACHE_PATH", "/cache",
                                        "CV_MODEL_CACHE_SIZE", "500mb")));
        assertThat(locations)
                .isEqualTo(new ModelLocations(List.of("/m", "/cache"), "/cache", 500L << 20));
        assertThat(locations.searched()).containsExactly("/m", "/cache");
    }
}
