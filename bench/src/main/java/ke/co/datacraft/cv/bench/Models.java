package ke.co.datacraft.cv.bench;

import java.nio.file.Path;
import java.util.List;
import ke.co.datacraft.cv.inference.model.LoadedModel;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ModelRepositorySettings;
import ke.co.datacraft.cv.inference.onnx.BatchingSettings;
import ke.co.datacraft.cv.inference.onnx.ModelRunner;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;

/** The detector of a benchmark, on the CPU. */
final class Models {

    private Models() {}

    /** Loads it without merged runs. */
    static LoadedModel load(Path file) {
        return load(file, BatchingSettings.automatic());
    }

    /** Loads it, with runs merged as the settings say. */
    static LoadedModel load(Path file, BatchingSettings batching) {
        return new ModelRepository(
                        new ModelRepositorySettings(
                                List.of(), true, OnnxSettings.cpu().with(batching)))
                .load(file.toAbsolutePath().toString());
    }

    /** Shape of the input for one picture. */
    static long[] inputShape(LoadedModel model) {
        return new long[] {
            1, 3, model.manifest().input().height(), model.manifest().input().width()
        };
    }

    /** Shape of the first output for one picture. */
    static long[] outputShape(LoadedModel model) {
        try (ModelRunner runner = model.network().newRunner(inputShape(model))) {
            return runner.outputShape(0);
        }
    }
}
