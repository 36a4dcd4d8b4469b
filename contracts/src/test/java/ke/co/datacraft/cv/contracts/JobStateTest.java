package ke.co.datacraft.cv.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobStateTest {

    @ParameterizedTest
    @CsvSource({
        "PENDING, 0, false",
        "PROCESSING, 1, false",
        "COMPLETED, 2, true",
        "FAILED, 2, true",
        "CANCELLED, 2, true",
    })
    void statesAreRanked(JobState state, int rank, boolean terminal) {
        assertThat(state.rank()).isEqualTo(rank);
        assertThat(state.isTerminal()).isEqualTo(terminal);
        assertThat(JobState.values()).hasSize(5);
    }
}
