package ke.co.datacraft.cv.standalone.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowDifferenceTest {

    private static final Map<String, String> ROWS = Map.of("1", "one", "2", "two", "3", "three");

    @Test
    void sameRowsDoNotDiffer() {
        assertThat(RowDifference.between(ROWS, Map.copyOf(ROWS))).isEmpty();
    }

    @Test
    void missingAdditionalAndChangedRowsAreNamed() {
        Map<String, String> other = Map.of("1", "one", "2", "deux", "4", "four");

        assertThat(RowDifference.between(ROWS, other))
                .containsExactly("other two / deux", "missing three", "more four");
    }

    @Test
    void manyDifferencesAreCounted() {
        Map<String, String> many =
                IntStream.range(0, 25)
                        .boxed()
                        .collect(Collectors.toMap(i -> "row " + i, i -> "value " + i));

        assertThat(RowDifference.between(Map.of(), many))
                .hasSize(11)
                .last()
                .isEqualTo("and 15 more differences");
    }
}
