package ke.co.datacraft.cv.bench;

import java.nio.file.Path;
import java.util.List;
import ke.co.datacraft.cv.inference.model.LoadedModel;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ModelRepositorySettings;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;

/** The detector of a benchmark, on the CPU. */
final class Models {

    private Models() {}

    static LoadedModel load(Path file) {
        return new ModelRepository(new ModelRepositorySettings(List.of(), true, OnnxSettings.cpu()))
                .load(file.toAbsolutePath().toString());
    }

    /** Shape of the input for one picture. */
    static long[] inputShape(LoadedModel model) {
        return new long[] {
            1, 3, model.manifest().input().height(), model.manifest().input().width()
        };
    }
}
