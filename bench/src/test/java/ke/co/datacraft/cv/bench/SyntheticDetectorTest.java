package ke.co.datacraft.cv.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ke.co.datacraft.cv.inference.detect.ObjectDetector;
import ke.co.datacraft.cv.inference.model.DecoderFamily;
import ke.co.datacraft.cv.inference.model.LoadedModel;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ModelRepositorySettings;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticDetectorTest {

    @TempDir Path folder;

    @Test
    void isTakenForAYoloxModelAndRuns() throws IOException {
        Path file = Files.write(folder.resolve("synthetic.onnx"), SyntheticDetector.toBytes());
        List<Path> images = BenchImages.of(null, folder.resolve("images"));

        LoadedModel model =
                new ModelRepository(
                                new ModelRepositorySettings(List.of(), true, OnnxSettings.cpu()))
                        .load(file.toString());

        assertThat(model.manifest().decoder()).isEqualTo(DecoderFamily.YOLOX);
        assertThat(model.network().outputs().get(0).shape()).containsExactly(-1L, 3549L, 85L);
        try (ObjectDetector detector = new ObjectDetector(model)) {
            PlainLoop plain = new PlainLoop(detector, images);
            ConcurrentLoop.Round round = new ConcurrentLoop(2).run(4, plain::caller);

            assertThat(round.imagesPerSecond()).isPositive();
            assertThat(round.cpuMillisPerImage()).isPositive();
        }
    }

    @Test
    void isTheSameEachTime() {
        assertThat(SyntheticDetector.toBytes()).isEqualTo(SyntheticDetector.toBytes());
    }
}
