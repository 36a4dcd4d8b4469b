package ke.co.datacraft.cv.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.ObjectRow;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.PageRow;
import ke.co.datacraft.cv.standalone.scenes.ObjectKind;
import ke.co.datacraft.cv.standalone.scenes.SceneCondition;
import ke.co.datacraft.cv.standalone.scenes.SceneFrame;
import ke.co.datacraft.cv.standalone.scenes.SceneObject;
import org.junit.jupiter.api.Test;

class StreetCheckTest {

    private static final UUID IMAGE = UUID.randomUUID();
    private static final SceneFrame FRAME = frame(5);
    private static final DemoImage.Street STREET =
            new DemoImage.Street("street.jpg", FRAME, new byte[0]);

    private static SceneFrame frame(int cars) {
        List<SceneObject> objects = new ArrayList<>();
        for (int i = 0; i < cars; i++) {
            BoundingBox box = new BoundingBox(10 + 50 * i, 20, 40, 30);
            objects.add(new SceneObject(i, ObjectKind.CAR, box, 1, false, null));
        }
        return new SceneFrame(
                new BufferedImage(300, 100, BufferedImage.TYPE_3BYTE_BGR),
                SceneCondition.DAY,
                objects);
    }

    private static List<ObjectRow> firstOnes(int count) {
        return FRAME.objects().stream()
                .limit(count)
                .map(
                        object ->
                                new ObjectRow(
                                        "car",
                                        0.9,
                                        object.box().x() + 1,
                                        object.box().y(),
                                        object.box().width(),
                                        object.box().height()))
                .toList();
    }

    private static List<String> missing(Double quality, List<ObjectRow> objects) {
        return missing(quality, "day", objects);
    }

    private static List<String> missing(Double quality, String light, List<ObjectRow> objects) {
        PageRow page =
                new PageRow(
                        IMAGE,
                        "street.jpg",
                        "file:/street.jpg",
                        0,
                        "JPEG",
                        300,
                        100,
                        5,
                        null,
                        null,
                        quality,
                        "street-objects",
                        light);
        Map<UUID, List<ObjectRow>> rows = objects == null ? Map.of() : Map.of(IMAGE, objects);
        return StreetCheck.missing(List.of(STREET), new DemoRows(List.of(page), Map.of(), rows));
    }

    @Test
    void fourOfFiveAreEnough() {
        assertThat(missing(0.7, firstOnes(4))).isEmpty();
        assertThat(StreetCheck.found(FRAME, firstOnes(4))).isEqualTo("4 of 5");
    }

    @Test
    void fewerAreNot() {
        assertThat(missing(0.7, firstOnes(3)))
                .containsExactly("60 % of the streets' objects were found, 80 % expected");
    }

    @Test
    void rowsThatAreNotThereAreNamed() {
        assertThat(missing(0.7, null)).contains("street.jpg: no row of objects");
        assertThat(missing(null, firstOnes(5))).containsExactly("street.jpg: no quality");
        assertThat(
                        StreetCheck.missing(
                                List.of(STREET), new DemoRows(List.of(), Map.of(), Map.of())))
                .contains("street.jpg: no row");
    }

    @Test
    void wrongLightIsTold() {
        String told = "light and weather of 0 of 1 streets were told, 75 % expected";
        assertThat(missing(0.7, "night", firstOnes(5))).containsExactly(told);
        assertThat(missing(0.7, null, firstOnes(5)))
                .containsExactly("street.jpg: no class of light and weather", told);
    }

    @Test
    void aBoxOutsideTheImageIsNamed() {
        List<ObjectRow> objects = new ArrayList<>(firstOnes(5));
        objects.add(new ObjectRow("car", 0.5, 290, 20, 40, 30));
        assertThat(missing(0.7, objects))
                .containsExactly("street.jpg: an object's box lies outside the image");
    }
}
