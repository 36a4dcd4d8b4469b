package ke.co.datacraft.cv.standalone.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.contracts.ZoneKind;
import ke.co.datacraft.cv.contracts.ZoneValidator;
import ke.co.datacraft.cv.inference.BoundingBox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SceneOutlinesTest {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void pixelsOfAnObjectLieWithinItsOutline(long seed) {
        Scene scene = new Scene(seed, StreetPlan.CROSSING, WIDTH, HEIGHT, SceneCondition.DAY);
        SceneOutlines outlines = new SceneOutlines(seed, StreetPlan.CROSSING, WIDTH, HEIGHT);
        int whole = 0;
        for (double seconds = 0; seconds < 12; seconds += 3) {
            Map<Long, SceneOutline> byId =
                    outlines.at(seconds).stream()
                            .collect(Collectors.toMap(SceneOutline::trackId, Function.identity()));
            for (SceneObject object : scene.frame(seconds).wanted()) {
                SceneOutline outline = byId.get(object.trackId());
                assertThat(outline.kind()).isEqualTo(object.kind());
                BoundingBox box = object.box();
                assertThat(box.x()).isGreaterThan(outline.box().x() - 6);
                assertThat(box.y() + box.height())
                        .isLessThan(outline.box().y() + outline.box().height() + 6);
                whole += box.intersectionOverUnion(outline.box()) > 0.6 ? 1 : 0;
                assertThat(outline.inView()).isTrue();
            }
        }
        assertThat(whole).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theZonesOfACrossingAreValidAndCrossed(long seed) throws Exception {
        SceneOutlines outlines = new SceneOutlines(seed, StreetPlan.CROSSING, 960, 540);
        TrafficTruth truth =
                new TrafficTruth(outlines::at, new TrafficTruth.Watch(960, 540, 5, 150, 2));
        int crossings = 0;
        int stays = 0;
        for (ZoneDefinition zone :
                StreetZones.of(seed, StreetPlan.CROSSING, 960, 540, "camera", "tenant")) {
            ZoneValidator.validate("tenant/" + zone.id(), zone);
            if (zone.kind() == ZoneKind.LINE) {
                crossings += truth.crossings(zone).size();
            } else {
                stays += truth.stays(zone).size();
            }
        }
        assertThat(crossings).isPositive();
        assertThat(stays).isGreaterThan(10);
    }
}
