package ke.co.datacraft.cv.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.GoldenSamples;
import ke.co.datacraft.cv.contracts.ImageResult;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static List<String> words(String golden) throws IOException {
        return ContractCodec.readTrusted(
                        GoldenSamples.bytes("results.v1." + golden), ImageResult.class)
                .tasks()
                .stream()
                .map(Findings::of)
                .toList();
    }

    @Test
    void everyTaskIsToldInFewWords() throws IOException {
        assertThat(words("finds"))
                .containsExactly(
                        "face 0.94 at 10,20", "EAN_13 4006381333931", "vector of 3 values");
        assertThat(words("chain")).containsExactly("car 0.90", "sports car 0.75, convertible 0.13");
    }
}
