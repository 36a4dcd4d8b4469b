package ke.co.datacraft.cv.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextScoreTest {

    @Test
    void blanksCaseAccentsAndPunctuationDoNotCount() {
        assertThat(TextScore.share(List.of("Größere Pakete, señor!"), "GROSSEREPAKETE senor"))
                .isEqualTo(1);
    }

    @Test
    void shortWordsDoNotCount() {
        assertThat(TextScore.share(List.of("to be or not"), "nothing but not")).isEqualTo(1);
        assertThat(TextScore.share(List.of("to be"), "")).isEqualTo(1);
    }

    @Test
    void theShareIsThatOfTheWordsRead() {
        assertThat(TextScore.share(List.of("alpha beta", "gamma"), "alpha gamna"))
                .isCloseTo(1.0 / 3, within(1e-9));
        assertThat(TextScore.share(List.of("alpha"), "")).isZero();
    }
}
