package ke.co.datacraft.cv.operators.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.CrossingDirection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WindowAggregatorTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Map<UUID, CountRow> rows = new LinkedHashMap<>();
    private final Map<UUID, HeatRow> heat = new LinkedHashMap<>();
    private WindowState state = new WindowState();
    private final List<CountRow> writes = new ArrayList<>();
    private int heatWrites;
    private final Set<String> refused = new TreeSet<>();
    private WindowOptions options = WindowOptions.DEFAULT;

    @AfterEach
    void nothingIsLeftButTheWindowsOfTheLastFrame() {
        aggregator().finish();
        assertThat(state.recent).isEmpty();
        assertThat(state.windows).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void countsAreThoseOfTheirWindowAndOfAll() {
        frame(59);
        aggregator().crossed(at(59), "line", 1, "car", CrossingDirection.IN);
        frame(60);
        aggregator().crossed(at(60), "line", 2, "car", CrossingDirection.OUT);
        aggregator().crossed(at(60), "line", 3, "bus", CrossingDirection.IN);
        aggregator().crossed(at(60), "line", 2, "car", CrossingDirection.IN);
        aggregator().finish();
        assertThat(row("line", "car", 0, 60)).extracting(CountRow::countIn).isEqualTo(1L);
        assertThat(row("line", "car", 60, 60)).extracting(CountRow::countIn).isEqualTo(1L);
        assertThat(row("line", "car", 60, 60)).extracting(CountRow::countOut).isEqualTo(1L);
        assertThat(row("line", "", 60, 60)).extracting(CountRow::countIn).isEqualTo(2L);
        assertThat(row("line", "", 60, 60)).extracting(CountRow::uniqueTracks).isEqualTo(2L);
        assertThat(row("line", "", 0, 3600)).extracting(CountRow::uniqueTracks).isEqualTo(3L);
        assertThat(row("line", "", 0, 3600).zoneKind()).isEqualTo("line");
        assertThat(rows).hasSize(8);
    }

    @Test
    void occupancyIsOverAllFramesAndTakesWhatIsToldLate() {
        for (int second = 0; second < 10; second++) {
            frame(second);
            if (second >= 4) {
                aggregator().inside(at(second), "yard", 1, "car");
            }
        }
        for (int second = 4; second < 7; second++) {
            aggregator().inside(at(second), "yard", 2, "person");
        }
        aggregator().finish();
        CountRow all = row("yard", "", 0, 60);
        assertThat(all.occupancyMean()).isCloseTo(0.9, within(1e-9));
        assertThat(all.occupancyMax()).isEqualTo(2);
        assertThat(row("yard", "person", 0, 60).occupancyMean()).isCloseTo(0.3, within(1e-9));
        assertThat(row("yard", "person", 0, 60).occupancyMax()).isEqualTo(1);
    }

    @Test
    void staysAreOfTheWindowInWhichTheyEnd() {
        frame(0);
        aggregator().entered(at(0), "yard", 1, "car");
        frame(70);
        for (int i = 1; i <= 11; i++) {
            aggregator().exited(at(70), "yard", i, "car", i);
        }
        aggregator().finish();
        assertThat(row("yard", "car", 0, 60).countIn()).isEqualTo(1);
        assertThat(row("yard", "car", 0, 60).dwellMeanSeconds()).isNull();
        CountRow later = row("yard", "car", 60, 60);
        assertThat(later.countOut()).isEqualTo(11);
        assertThat(later.dwellCount()).isEqualTo(11);
        assertThat(later.dwellMeanSeconds()).isEqualTo(6);
        assertThat(later.dwellP50Seconds()).isEqualTo(6);
        assertThat(later.dwellP90Seconds()).isEqualTo(10);
        assertThat(later.dwellMaxSeconds()).isEqualTo(11);
    }

    @Test
    void whatIsToldAfterTheGraceGoesToTheOldestOpenWindow() {
        frame(0);
        frame(300);
        frame(301);
        aggregator().crossed(at(0), "line", 1, "car", CrossingDirection.IN);
        aggregator().finish();
        assertThat(row("line", "car", 300, 60).countIn()).isEqualTo(1);
        assertThat(row("line", "car", 0, 3600).countIn()).isEqualTo(1);
    }

    @Test
    void whatAFrameEndsAfterALongSilenceIsOfTheWindowInWhichItEnded() {
        frame(50);
        aggregator().entered(at(50), "yard", 1, "car");
        frame(700);
        aggregator().exited(at(50), "yard", 1, "car", 0);
        aggregator().finish();
        assertThat(row("yard", "car", 0, 60).countOut()).isEqualTo(1);
        assertThat(row("yard", "car", 0, 60).dwellCount()).isEqualTo(1);
    }

    @Test
    void aFrameCountsForTheTimeUntilTheNextOne() {
        frame(0);
        frame(9);
        aggregator().present(at(9), 1, "car", 0.5, 0.5);
        frame(10);
        aggregator().present(at(10), 1, "car", 0.5, 0.5);
        aggregator().finish();
        // Nine seconds without it, one with it, and the last frame stands for one more.
        assertThat(row("", "car", 0, 60).occupancyMean()).isCloseTo(2 / 11.0, within(1e-4));
    }

    @Test
    void aSilenceCountsForAMinuteAtMost() {
        frame(0);
        aggregator().present(at(0), 1, "car", 0.5, 0.5);
        frame(660);
        aggregator().finish();
        assertThat(row("", "car", 0, 3600).occupancyMean()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void classesBeyondTheLimitCountAmongAllAlone() {
        options = WindowOptions.DEFAULT.withLimits(10, 3);
        frame(0);
        for (int i = 0; i < 5; i++) {
            aggregator().present(at(0), i, "class-" + i, 0.5, 0.5);
        }
        aggregator().finish();
        assertThat(rows.values())
                .filteredOn(row -> row.bucketSeconds() == 60)
                .extracting(CountRow::label)
                .containsExactlyInAnyOrder("", "class-0", "class-1");
        assertThat(row("", "", 0, 60).uniqueTracks()).isEqualTo(5);
        assertThat(row("", "", 0, 60).occupancyMax()).isEqualTo(5);
        assertThat(refused).containsExactly("class-2", "class-3", "class-4");
    }

    @Test
    void manyStaysHavePercentilesWithinOnePercent() {
        options = WindowOptions.DEFAULT.withLimits(100, 10);
        frame(0);
        WindowAggregator aggregator = aggregator();
        for (int i = 1; i <= 10_000; i++) {
            aggregator.exited(at(0), "yard", i, "car", i / 10.0);
        }
        aggregator().finish();
        CountRow stays = row("yard", "car", 0, 60);
        assertThat(stays.dwellCount()).isEqualTo(10_000);
        assertThat(stays.dwellP50Seconds()).isCloseTo(500, within(5.1));
        assertThat(stays.dwellP90Seconds()).isCloseTo(900, within(9.1));
        assertThat(stays.dwellMaxSeconds()).isEqualTo(1000);
        assertThat(stays.dwellMeanSeconds()).isCloseTo(500.05, within(0.01));
    }

    @Test
    void aWindowThatIsOverIsNotWrittenAgainUnlessItChanges() {
        frame(59);
        aggregator().present(at(59), 1, "car", 0.5, 0.5);
        frame(70);
        frame(80);
        Instant minute = at(0);
        writes.clear();
        frame(90);
        frame(100);
        assertThat(writes)
                .noneMatch(row -> row.bucketStart().equals(minute) && row.bucketSeconds() == 60);
        aggregator().present(at(59), 2, "car", 0.5, 0.5);
        frame(110);
        assertThat(row("", "car", 0, 60).uniqueTracks()).isEqualTo(2);
        assertThat(row("", "car", 0, 60).occupancyMax()).isEqualTo(2);
    }

    @Test
    void tracksThatEndedAreForgottenWithTheirWindows() {
        int size = 0;
        for (int minute = 0; minute < 180; minute++) {
            for (int frame = 0; frame < 6; frame++) {
                int second = minute * 60 + frame * 10;
                frame(second);
                aggregator().present(at(second), second, "car", 0.5, 0.5);
            }
            if (minute == 58) {
                size = bytes();
            }
        }
        assertThat(bytes()).isLessThan(size + size / 5);
    }

    @Test
    void openWindowsAreWrittenNowAndThenAndSettledOnesAreForgotten() {
        for (int second = 0; second < 40; second++) {
            frame(second);
            aggregator().present(at(second), 1, "car", 0.99, 0.5);
        }
        // At 10, 20 and 30 s: a minute and an hour, the class and all.
        assertThat(writes).hasSize(3 * 4);
        assertThat(row("", "car", 0, 60).occupancyMean()).isCloseTo(1.0, within(0.05));
        frame(60 + 61);
        frame(60 + 62);
        assertThat(state.windows).extracting(window -> window.seconds).containsExactly(3600, 60);
    }

    @Test
    void theHeatMapTellsWhereObjectsStood() {
        frame(0);
        aggregator().present(at(0), 1, "car", 0, 0);
        aggregator().present(at(0), 2, "car", 1, 1);
        aggregator().present(at(0), 3, "person", 0.5, 0.5);
        aggregator().finish();

        assertThat(map("").cells()).hasSize(64 * 36);
        assertThat(standing(map(""))).containsOnlyKeys(0, 18 * 64 + 32, 64 * 36 - 1);
        assertThat(standing(map("car"))).containsOnlyKeys(0, 64 * 36 - 1);
        assertThat(standing(map("person"))).containsOnlyKeys(18 * 64 + 32);
        assertThat(heat.values()).extracting(HeatRow::frames).containsOnly(1L);
        assertThat(heat).hasSize(3);
    }

    @Test
    void aHeatMapTellsOfFramesThatShowNothing() {
        frame(0);
        aggregator().present(at(0), 1, "car", 0, 0);
        for (int second = 1; second < 100; second++) {
            frame(second);
        }
        assertThat(map("").frames()).as("at the last full minute").isEqualTo(61);
        aggregator().finish();

        assertThat(map("").frames()).isEqualTo(100);
        assertThat(map("car").frames()).isEqualTo(100);
        assertThat(standing(map("car"))).containsOnly(Map.entry(0, 1));
    }

    @Test
    void whatAHeatMapCostsHasLimits() {
        WindowAggregator aggregator = live();
        int classes = 40;
        for (int second = 0; second < 3600; second += 5) {
            aggregator.frame(at(second));
            for (int one = 0; one < classes; one++) {
                aggregator.present(at(second), one, "class " + one, second / 3600.0, 0.5);
            }
        }
        aggregator.finish();

        int limit = WindowOptions.DEFAULT.heatClasses();
        assertThat(heat).as("rows of an hour").hasSize(1 + limit);
        assertThat(refused).contains("class 10").doesNotContain("class 9");
        assertThat(heatWrites).as("a minute").isLessThanOrEqualTo(60 * (1 + limit));
        assertThat(map("").cells().stream().mapToInt(Integer::intValue).sum())
                .as("all count among all")
                .isEqualTo(720 * classes);
        assertThat(map("class 3").cells().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(720);
        // 40 classes would have 370 KB of cells.
        assertThat(bytes()).as("state").isLessThan(45_000);
    }

    @Test
    void withoutClassesThereIsOneMapAndNothingIsMissed() {
        options = WindowOptions.DEFAULT.withHeat(4, 2, 0);
        frame(0);
        aggregator().present(at(0), 1, "car", 0, 0);
        aggregator().finish();

        assertThat(heat.values()).extracting(HeatRow::label).containsExactly("");
        assertThat(refused).isEmpty();
    }

    @Test
    void aHeatMapThatHasBegunKeepsItsGrid() {
        options = WindowOptions.DEFAULT.withHeat(4, 2, 10);
        frame(0);
        aggregator().present(at(0), 1, "car", 0.99, 0);
        options = WindowOptions.DEFAULT.withHeat(2, 4, 10);
        frame(1);
        aggregator().present(at(1), 1, "bus", 0.99, 0.99);
        frame(3600);
        aggregator().present(at(3600), 1, "car", 0.99, 0.99);
        aggregator().finish();

        assertThat(heat.values())
                .extracting(
                        map -> map.label() + " " + map.columns() + "x" + map.rows() + map.cells())
                .containsExactlyInAnyOrder(
                        " 4x2[0, 0, 0, 1, 0, 0, 0, 1]",
                        "bus 4x2[0, 0, 0, 0, 0, 0, 0, 1]",
                        "car 4x2[0, 0, 0, 1, 0, 0, 0, 0]",
                        " 2x4[0, 0, 0, 0, 0, 0, 0, 1]",
                        "car 2x4[0, 0, 0, 0, 0, 0, 0, 1]");
    }

    @Test
    void whoFallsSilentAndComesBackCountsOn() {
        frame(0);
        aggregator().present(at(0), 1, "car", 0, 0);
        aggregator().crossed(at(0), "line", 1, "car", CrossingDirection.IN);
        aggregator().finish();
        frame(45);
        aggregator().present(at(45), 2, "car", 0, 0);
        aggregator().crossed(at(45), "line", 2, "car", CrossingDirection.IN);
        aggregator().finish();
        frame(1800);
        aggregator().crossed(at(1800), "line", 3, "car", CrossingDirection.IN);
        aggregator().finish();

        assertThat(row("line", "car", 0, 60).countIn()).isEqualTo(2);
        assertThat(row("line", "car", 0, 3600).countIn()).isEqualTo(3);
        assertThat(row("", "car", 0, 3600).uniqueTracks()).isEqualTo(2);
        assertThat(standing(map("car"))).containsOnly(Map.entry(0, 2));
        assertThat(map("").frames()).isEqualTo(3);

        frame(7200);
        assertThat(state.windows).as("those of the new hour").hasSize(2);
    }

    private HeatRow map(String label) {
        return heat.values().stream()
                .filter(one -> one.label().equals(label))
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    private static Map<Integer, Integer> standing(HeatRow map) {
        Map<Integer, Integer> cells = new TreeMap<>();
        for (int i = 0; i < map.cells().size(); i++) {
            if (map.cells().get(i) > 0) {
                cells.put(i, map.cells().get(i));
            }
        }
        return cells;
    }

    private WindowAggregator aggregator() {
        roundTrip();
        return live();
    }

    /** Without a state that is written and read before. */
    private WindowAggregator live() {
        return new WindowAggregator(
                state,
                "acme",
                "gate",
                options,
                new WindowSink() {
                    @Override
                    public void count(CountRow row) {
                        rows.put(row.id(), row);
                        writes.add(row);
                    }

                    @Override
                    public void heat(HeatRow row) {
                        heat.put(row.id(), row);
                        heatWrites++;
                    }

                    @Override
                    public void refused(String zoneId, String label) {
                        refused.add(label);
                    }
                });
    }

    private void roundTrip() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            state.write(new DataOutputStream(out));
            state =
                    WindowState.read(
                                    new DataInputStream(
                                            new ByteArrayInputStream(out.toByteArray())))
                            .copy();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private int bytes() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            state.write(new DataOutputStream(out));
            return out.size();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void frame(int second) {
        aggregator().frame(at(second));
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    private CountRow row(String zone, String label, int start, int seconds) {
        return rows.values().stream()
                .filter(
                        row ->
                                row.zoneId().equals(zone)
                                        && row.label().equals(label)
                                        && row.bucketStart().equals(at(start))
                                        && row.bucketSeconds() == seconds)
                .findFirst()
                .orElseThrow();
    }
}
