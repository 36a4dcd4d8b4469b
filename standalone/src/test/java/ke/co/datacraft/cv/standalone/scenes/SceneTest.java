package ke.co.datacraft.cv.standalone.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.DataBufferByte;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ke.co.datacraft.cv.inference.BoundingBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SceneTest {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;

    private static byte[] pixels(SceneFrame frame) {
        return ((DataBufferByte) frame.image().getRaster().getDataBuffer()).getData();
    }

    @ParameterizedTest
    @EnumSource(SceneCondition.class)
    void theSameMomentIsTheSamePictureHoweverItWasReached(SceneCondition condition) {
        Scene scene = new Scene(11, WIDTH, HEIGHT, condition);
        SceneFrame early = scene.frame(2.35);
        SceneFrame late = scene.frame(40);
        Scene other = new Scene(11, WIDTH, HEIGHT, condition);
        assertThat(pixels(other.frame(40))).isEqualTo(pixels(late));
        assertThat(pixels(other.frame(2.35))).isEqualTo(pixels(early));
        assertThat(other.frame(2.35).objects()).isEqualTo(early.objects());
        assertThat(pixels(late)).isNotEqualTo(pixels(early));
    }

    @Test
    void anotherSeedIsAnotherPlace() {
        assertThat(pixels(new Scene(1, WIDTH, HEIGHT, SceneCondition.DAY).frame(0)))
                .isNotEqualTo(pixels(new Scene(2, WIDTH, HEIGHT, SceneCondition.DAY).frame(0)));
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 5, 6, 7, 8})
    void boxesHoldAllOfTheObject(long seed) {
        Scene scene = new Scene(seed, WIDTH, HEIGHT);
        List<SceneObject> objects = scene.frame(6).objects();
        Set<BoundingBox> seen = boxesOf(scene.ids());
        assertThat(objects).hasSameSizeAs(seen);
        assertThat(objects)
                .filteredOn(object -> object.visibleShare() == 1)
                .isNotEmpty()
                .allMatch(object -> seen.contains(object.box()));
        assertThat(seen)
                .allMatch(box -> objects.stream().anyMatch(object -> contains(object.box(), box)));
    }

    private static boolean contains(BoundingBox all, BoundingBox part) {
        return all.x() <= part.x()
                && all.y() <= part.y()
                && all.x() + all.width() >= part.x() + part.width()
                && all.y() + all.height() >= part.y() + part.height();
    }

    /** Grown pixel by pixel, unlike the way that the scene counts. */
    private static Set<BoundingBox> boxesOf(IdBuffer ids) {
        int[][] edges = new int[1000][];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int id = ids.at(x, y);
                int[] edge = edges[id];
                if (edge == null) {
                    edges[id] = new int[] {x, y, x, y};
                } else {
                    edges[id] =
                            new int[] {
                                Math.min(edge[0], x),
                                Math.min(edge[1], y),
                                Math.max(edge[2], x),
                                Math.max(edge[3], y)
                            };
                }
            }
        }
        Set<BoundingBox> boxes = new HashSet<>();
        for (int id = 1; id < edges.length; id++) {
            if (edges[id] != null) {
                int[] edge = edges[id];
                boxes.add(
                        new BoundingBox(
                                edge[0], edge[1], edge[2] + 1 - edge[0], edge[3] + 1 - edge[1]));
            }
        }
        return boxes;
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25})
    void truthIsWithinTheFrameAndItsRules(long seed) {
        Scene scene = new Scene(seed, WIDTH, HEIGHT);
        for (int second = 0; second < 20; second += 5) {
            for (SceneObject object : scene.frame(second).objects()) {
                BoundingBox box = object.box();
                assertThat(box.x()).isNotNegative();
                assertThat(box.y()).isNotNegative();
                assertThat(box.x() + box.width()).isLessThanOrEqualTo(WIDTH);
                assertThat(box.y() + box.height()).isLessThanOrEqualTo(HEIGHT);
                assertThat(object.visibleShare()).isGreaterThan(0).isLessThanOrEqualTo(1.0001);
                if (object.visibleShare() < 0.4 || Math.min(box.width(), box.height()) < 10) {
                    assertThat(object.ignored()).as(object.toString()).isTrue();
                }
            }
        }
    }

    @Test
    void everyKindShowsUpAndPlatesCanBeRead() {
        Set<ObjectKind> kinds = new HashSet<>();
        Set<String> plates = new HashSet<>();
        SceneSeries series = new SceneSeries(5, 1280, 720);
        for (int number = 0; number < 32; number += 2) {
            for (SceneObject object : series.frame(number).wanted()) {
                kinds.add(object.kind());
                if (object.plate() != null) {
                    plates.add(object.plate().text());
                    assertThat(object.plate().box().intersectionOverUnion(object.box()))
                            .isPositive();
                }
            }
        }
        assertThat(kinds).containsExactlyInAnyOrder(ObjectKind.values());
        assertThat(plates).isNotEmpty().allMatch(text -> text.matches("K[A-Z]{2} \\d{3}[A-Z]"));
    }

    @Test
    void aTrackKeepsItsKindWhileItMoves() {
        int moved = 0;
        for (long seed = 31; seed < 35; seed++) {
            Scene scene = new Scene(seed, WIDTH, HEIGHT, SceneCondition.DAY);
            List<SceneObject> later = scene.frame(10.5).objects();
            for (SceneObject before : scene.frame(10).objects()) {
                for (SceneObject after : later) {
                    if (before.trackId() == after.trackId()) {
                        assertThat(after.kind()).isEqualTo(before.kind());
                        moved += before.box().equals(after.box()) ? 0 : 1;
                    }
                }
            }
        }
        assertThat(moved).isPositive();
    }

    @Test
    void aSceneHasNoNegativeTimeAndNoTinyFrame() {
        Scene scene = new Scene(1, WIDTH, HEIGHT);
        assertThatThrownBy(() -> scene.frame(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new Scene(1, 100, 50)).hasMessageContaining("100x50");
    }
}
