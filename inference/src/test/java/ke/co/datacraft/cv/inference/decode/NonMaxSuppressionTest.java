package ke.co.datacraft.cv.inference.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;

class NonMaxSuppressionTest {

    private record Box(float x, float y, float w, float h, float confidence, int classId) {}

    private final NonMaxSuppression suppression = new NonMaxSuppression();

    private static Candidates candidates(List<Box> boxes) {
        Candidates candidates = new Candidates();
        for (Box box : boxes) {
            candidates.addCentered(
                    box.x + box.w / 2,
                    box.y + box.h / 2,
                    box.w,
                    box.h,
                    box.confidence,
                    box.classId);
        }
        return candidates;
    }

    private List<Integer> select(Candidates candidates, float threshold, int max) {
        int count = suppression.select(candidates, threshold, max);
        List<Integer> kept = new ArrayList<>();
        for (int rank = 0; rank < count; rank++) {
            kept.add(suppression.kept(rank));
        }
        return kept;
    }

    @Test
    void ofTooManyCandidatesTheBestAreCompared() {
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i <= NonMaxSuppression.MAX_CANDIDATES; i++) {
            // The first is the worst; all lie on one spot but the first.
            boxes.add(new Box(i == 0 ? 500 : 0, 0, 10, 10, i == 0 ? 0.1f : 0.5f, 0));
        }
        assertThat(select(candidates(boxes), 0.45f, 300)).containsExactly(1);
        boxes.remove(1);
        assertThat(select(candidates(boxes), 0.45f, 300)).containsExactly(1, 0);
    }

    @Test
    void keepsTheBetterOfTwoThatOverlap() {
        Candidates candidates =
                candidates(
                        List.of(
                                new Box(0, 0, 10, 10, 0.5f, 0),
                                new Box(1, 0, 10, 10, 0.9f, 0),
                                new Box(1, 0, 10, 10, 0.4f, 1),
                                new Box(50, 50, 10, 10, 0.3f, 0)));
        assertThat(select(candidates, 0.45f, 300)).containsExactly(1, 2, 3);
        assertThat(select(candidates, 0.9f, 300)).containsExactly(1, 0, 2, 3);
        assertThat(select(candidates, 0.45f, 2)).containsExactly(1, 2);
    }

    @Test
    void ofEqualConfidencesTheEarlierComesFirst() {
        Candidates candidates =
                candidates(
                        List.of(
                                new Box(0, 0, 10, 10, 0.5f, 0),
                                new Box(0, 0, 10, 10, 0.5f, 0),
                                new Box(30, 0, 10, 10, 0.5f, 0)));
        assertThat(select(candidates, 0.45f, 300)).containsExactly(0, 2);
    }

    @Test
    void acrossClassesTheBetterOfTwoStaysWhateverItsClass() {
        Candidates candidates =
                candidates(
                        List.of(
                                new Box(0, 0, 10, 10, 0.5f, 0),
                                new Box(1, 0, 10, 10, 0.9f, 1),
                                new Box(50, 50, 10, 10, 0.3f, 2)));
        assertThat(suppression.select(candidates, 0.45f, 300, true)).isEqualTo(2);
        assertThat(List.of(suppression.kept(0), suppression.kept(1))).containsExactly(1, 2);
        assertThat(suppression.select(candidates, 0.45f, 300, false)).isEqualTo(3);
    }

    @Test
    void rankingKeepsWhatOverlaps() {
        Candidates candidates =
                candidates(
                        List.of(
                                new Box(0, 0, 10, 10, 0.5f, 0),
                                new Box(0, 0, 10, 10, 0.9f, 0),
                                new Box(0, 0, 10, 10, 0.5f, 0)));
        assertThat(suppression.rank(candidates, 300)).isEqualTo(3);
        assertThat(List.of(suppression.kept(0), suppression.kept(1), suppression.kept(2)))
                .containsExactly(1, 0, 2);
        assertThat(suppression.rank(candidates, 2)).isEqualTo(2);
        assertThat(suppression.rank(new Candidates(), 2)).isZero();
    }

    @Test
    void holdsMoreThanItStartedWith() {
        List<Box> boxes = new ArrayList<>();
        for (int index = 0; index < 5000; index++) {
            boxes.add(new Box(index * 20, 0, 10, 10, index / 5000f, 0));
        }
        List<Integer> kept = select(candidates(boxes), 0.45f, Integer.MAX_VALUE);
        assertThat(kept).hasSize(5000).startsWith(4999, 4998).endsWith(0);
    }

    @Property(tries = 300)
    void keepsASubsetByFallingConfidenceWithoutOverlapsWithinAClass(
            @ForAll("boxes") List<Box> boxes, @ForAll @FloatRange(max = 1) float threshold) {
        Candidates candidates = candidates(boxes);
        List<Integer> kept = select(candidates, threshold, boxes.size());
        assertThat(new HashSet<>(kept)).hasSameSizeAs(kept);
        assertThat(kept).allMatch(index -> index >= 0 && index < boxes.size());
        for (int rank = 0; rank < kept.size(); rank++) {
            for (int earlier = 0; earlier < rank; earlier++) {
                int better = kept.get(earlier);
                int worse = kept.get(rank);
                assertThat(boxes.get(better).confidence)
                        .isGreaterThanOrEqualTo(boxes.get(worse).confidence);
                if (boxes.get(better).classId == boxes.get(worse).classId) {
                    assertThat(candidates.intersectionOverUnion(better, worse))
                            .isLessThanOrEqualTo(threshold);
                }
            }
        }
    }

    @Property(tries = 300)
    void whatIsDroppedOverlapsABetterOneOfItsClass(
            @ForAll("boxes") List<Box> boxes, @ForAll @FloatRange(max = 1) float threshold) {
        Candidates candidates = candidates(boxes);
        List<Integer> kept = select(candidates, threshold, boxes.size());
        for (int index = 0; index < boxes.size(); index++) {
            int box = index;
            assertThat(
                            kept.contains(box)
                                    || kept.stream()
                                            .anyMatch(
                                                    better ->
                                                            suppresses(
                                                                    candidates,
                                                                    better,
                                                                    box,
                                                                    threshold)))
                    .isTrue();
        }
    }

    private static boolean suppresses(
            Candidates candidates, int better, int worse, float threshold) {
        return candidates.classId(better) == candidates.classId(worse)
                && candidates.confidence(better) >= candidates.confidence(worse)
                && candidates.intersectionOverUnion(better, worse) > threshold;
    }

    @Property(tries = 300)
    void aSecondTimeChangesNothing(
            @ForAll("boxes") List<Box> boxes, @ForAll @FloatRange(max = 1) float threshold) {
        List<Box> once =
                select(candidates(boxes), threshold, boxes.size()).stream()
                        .map(boxes::get)
                        .toList();
        List<Integer> twice = select(candidates(once), threshold, once.size());
        assertThat(twice).hasSameSizeAs(once).isSorted();
    }

    @Property(tries = 300)
    void classesDoNotTouchEachOther(
            @ForAll("boxes") List<Box> boxes, @ForAll @FloatRange(max = 1) float threshold) {
        Set<Box> together = new HashSet<>();
        select(candidates(boxes), threshold, boxes.size())
                .forEach(index -> together.add(boxes.get(index)));
        Set<Box> apart = new HashSet<>();
        for (int classId = 0; classId < 3; classId++) {
            int wanted = classId;
            List<Box> ofClass = boxes.stream().filter(box -> box.classId == wanted).toList();
            select(candidates(ofClass), threshold, ofClass.size())
                    .forEach(index -> apart.add(ofClass.get(index)));
        }
        assertThat(together).isEqualTo(apart);
    }

    @Provide
    Arbitrary<List<Box>> boxes() {
        Arbitrary<Float> position = Arbitraries.integers().between(0, 40).map(value -> value / 2f);
        Arbitrary<Float> length = Arbitraries.integers().between(0, 30).map(value -> value / 2f);
        Arbitrary<Float> share = Arbitraries.integers().between(0, 20).map(value -> value / 20f);
        return Combinators.combine(
                        position,
                        position,
                        length,
                        length,
                        share,
                        Arbitraries.integers().between(0, 2))
                .as(Box::new)
                .list()
                .ofMaxSize(40);
    }
}
