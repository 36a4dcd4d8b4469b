package ke.co.datacraft.cv.standalone.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CocoDatasetTest {

    @TempDir Path folder;

    @Test
    void filesAndAnnotationsFitTogether() throws IOException {
        CocoDataset dataset = new CocoDataset(folder);
        SceneSeries series = new SceneSeries(3, 640, 360);
        SceneFrame frame = series.frame(0);
        dataset.add(frame);
        dataset.add(series.frame(4));
        JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(dataset.finish()));
        JsonNode image = json.get("images").get(0);
        assertThat(image.get("scene").asText()).isEqualTo("day");
        assertThat(json.get("images").get(1).get("scene").asText()).isEqualTo("dusk");
        Path file = folder.resolve(image.get("file_name").asText());
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(640);
        JsonNode first = json.get("annotations").get(0);
        SceneObject object = frame.objects().get(0);
        assertThat(first.get("image_id").asInt()).isEqualTo(1);
        assertThat(first.get("bbox").get(2).asDouble()).isEqualTo(object.box().width());
        assertThat(first.get("iscrowd").asInt()).isEqualTo(object.ignored() ? 1 : 0);
        String label =
                json.get("categories")
                        .get(first.get("category_id").asInt() - 1)
                        .get("name")
                        .asText();
        assertThat(label).isEqualTo(object.kind().label());
    }
}
