package ke.co.datacraft.cv.bench.mot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import ke.co.datacraft.cv.bench.mot.ScoredSequence.Rules;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ScoresTest {

    /** One object for four frames, whose track changes in the middle. */
    @Test
    void aSwitchCosts() {
        List<MotRow> results = List.of(box(1, 7, 0), box(2, 7, 0), box(3, 8, 0), box(4, 8, 0));
        ScoredSequence sequence = ScoredSequence.of(object(1, 0), results, Rules.MOT17);
        ClearScores clear = ClearScores.of(sequence);
        assertThat(clear.switches()).isOne();
        assertThat(clear.fragments()).isZero();
        assertThat(clear.mota()).isEqualTo(0.75);
        assertThat(clear.motp()).isEqualTo(1);
        assertThat(IdentityScores.of(sequence)).isEqualTo(new IdentityScores(2, 2, 2));
        HotaScores hota = HotaScores.of(sequence);
        assertThat(hota.detection()).isCloseTo(1, within(1e-9));
        assertThat(hota.association()).isCloseTo(0.5, within(1e-9));
        assertThat(hota.hota()).isCloseTo(Math.sqrt(0.5), within(1e-9));
    }

    /** Missed in frame 2 while another box is wrong: an interruption. */
    @Test
    void aMissAndAWrongBoxCost() {
        List<MotRow> results = List.of(box(1, 7, 0), box(2, 9, 500), box(3, 7, 0), box(4, 7, 0));
        ScoredSequence sequence = ScoredSequence.of(object(1, 0), results, Rules.MOT17);
        assertThat(ClearScores.of(sequence)).isEqualTo(new ClearScores(3, 1, 1, 0, 1, 3));
        assertThat(ClearScores.of(sequence).mota()).isEqualTo(0.5);
        assertThat(IdentityScores.of(sequence).f1()).isEqualTo(0.75);
        assertThat(HotaScores.of(sequence).detection()).isCloseTo(0.6, within(1e-9));
        assertThat(HotaScores.of(sequence).association()).isCloseTo(0.75, within(1e-9));
    }

    /** Overlap 1/3 counts for the six overlaps up to 0.3 alone. */
    @Test
    void aBoxThatIsOffCountsAsFarAsItOverlaps() {
        List<MotRow> results = List.of(box(1, 7, 50), box(2, 7, 50), box(3, 7, 50), box(4, 7, 50));
        ScoredSequence sequence = ScoredSequence.of(object(1, 0), results, Rules.MOT17);
        assertThat(HotaScores.of(sequence).hota()).isCloseTo(6 / 19.0, within(1e-9));
        assertThat(ClearScores.of(sequence).mota()).isEqualTo(-1);
        assertThat(IdentityScores.of(sequence).f1()).isZero();
    }

    @Test
    void resultsOnDistractorsNeitherHelpNorHarm() {
        List<MotRow> truth = new ArrayList<>(object(1, 0));
        truth.add(new MotRow(1, 2, 500, 0, 100, 100, 0, 8));
        truth.add(new MotRow(1, 3, 900, 0, 100, 100, 0, 1));
        truth.add(new MotRow(1, 4, 1300, 0, 100, 100, 0, 6));
        List<MotRow> results = new ArrayList<>(object(7, 0));
        results.add(box(1, 8, 500));
        assertThat(ClearScores.of(ScoredSequence.of(truth, results, Rules.MOT17)).mota())
                .isEqualTo(1);
        results.add(box(1, 9, 900));
        assertThat(ClearScores.of(ScoredSequence.of(truth, results, Rules.MOT17)).wrong()).isOne();
        results.add(box(1, 10, 1300));
        assertThat(ClearScores.of(ScoredSequence.of(truth, results, Rules.MOT17)).wrong())
                .isEqualTo(2);
        assertThat(ClearScores.of(ScoredSequence.of(truth, results, Rules.MOT20)).wrong()).isOne();
    }

    @Test
    void nothingScoresNothing() {
        ScoredSequence sequence = ScoredSequence.of(object(1, 0), List.of(), Rules.MOT17);
        assertThat(ClearScores.of(sequence)).isEqualTo(new ClearScores(0, 4, 0, 0, 0, 0));
        assertThat(IdentityScores.of(sequence)).isEqualTo(new IdentityScores(0, 4, 0));
        assertThat(HotaScores.of(sequence).hota()).isZero();
    }

    @Test
    void anIdTwiceInAFrameIsToldOf() {
        assertThatThrownBy(
                        () ->
                                ScoredSequence.of(
                                        List.of(),
                                        List.of(box(3, 7, 0), box(3, 7, 300)),
                                        Rules.MOT15))
                .hasMessageContaining("Id 7 is twice in frame 3");
    }

    @Property(tries = 100)
    void perfectResultsScoreOneWhateverTheirIds(@ForAll long seed) {
        List<MotRow> truth = scene(new SplittableRandom(seed), 0);
        ScoredSequence sequence = ScoredSequence.of(truth, renamed(truth), Rules.MOT17);
        assertThat(ClearScores.of(sequence).mota()).isEqualTo(1);
        assertThat(IdentityScores.of(sequence).f1()).isEqualTo(1);
        assertThat(HotaScores.of(sequence).hota()).isCloseTo(1, within(1e-9));
    }

    @Property(tries = 100)
    void idsAreOnlyNames(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<MotRow> truth = scene(random, 0);
        List<MotRow> results = scene(random, 12);
        ScoredSequence one = ScoredSequence.of(truth, results, Rules.MOT17);
        ScoredSequence other = ScoredSequence.of(truth, renamed(results), Rules.MOT17);
        assertThat(ClearScores.of(other)).isEqualTo(ClearScores.of(one));
        assertThat(IdentityScores.of(other)).isEqualTo(IdentityScores.of(one));
        assertThat(HotaScores.of(other).hota()).isCloseTo(HotaScores.of(one).hota(), within(1e-9));
    }

    private static List<MotRow> scene(SplittableRandom random, double noise) {
        List<MotRow> rows = new ArrayList<>();
        for (int frame = 1; frame <= 12; frame++) {
            for (int id = 1; id <= 5; id++) {
                if (random.nextInt(5) > 0 || frame == 1 && id == 1) {
                    rows.add(box(frame, id, 150 * id + 7 * frame + noise * random.nextDouble()));
                }
            }
        }
        return rows;
    }

    private static List<MotRow> renamed(List<MotRow> rows) {
        return rows.stream()
                .map(row -> box(row.frame(), 1000 - 13 * row.id(), row.left()))
                .toList();
    }

    private static List<MotRow> object(int id, double left) {
        return List.of(box(1, id, left), box(2, id, left), box(3, id, left), box(4, id, left));
    }

    private static MotRow box(int frame, int id, double left) {
        return new MotRow(frame, id, left, 0, 100, 100, 1, 1);
    }
}
