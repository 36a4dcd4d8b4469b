package ke.co.datacraft.cv.inference.detect;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.decode.BoxDecoder;
import ke.co.datacraft.cv.inference.decode.Candidates;
import ke.co.datacraft.cv.inference.decode.NonMaxSuppression;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.Letterbox;
import ke.co.datacraft.cv.inference.image.PreprocessSpec;
import ke.co.datacraft.cv.inference.image.Preprocessor;
import ke.co.datacraft.cv.inference.model.LoadedModel;
import ke.co.datacraft.cv.inference.onnx.ModelOutputs;
import ke.co.datacraft.cv.inference.onnx.ModelRunner;

/** Scratch memory of one thread that detects, made once: picture to tensor, tensor to boxes. */
final class DetectionWorker implements AutoCloseable {

    private final List<String> labels;
    private final Preprocessor preprocessor;
    private final BoxDecoder decoder;
    private final Candidates candidates = new Candidates();
    private final NonMaxSuppression suppression = new NonMaxSuppression();

    /**
     * @param model whose manifest tells layouts and labels
     * @param runner whose outputs are read
     */
    DetectionWorker(LoadedModel model, ModelRunner runner) {
        PreprocessSpec spec = model.manifest().input().toSpec();
        labels = model.manifest().labels().names();
        decoder = BoxDecoders.create(model, runner);
        preprocessor = new Preprocessor(spec);
    }

    /** Writes a picture into the model's input. */
    Letterbox write(DecodedImage image, FloatBuffer row) {
        return preprocessor.write(image, row);
    }

    /**
     * Checks what only values tell; the outputs of any picture will do.
     *
     * @return itself
     */
    DetectionWorker requireLayout(ModelOutputs outputs) {
        decoder.requireLayout(outputs::output);
        return this;
    }

    /** Reads the objects of that picture. */
    Analysis.Objects read(
            ModelOutputs outputs, Letterbox letterbox, DetectionParameters parameters) {
        candidates.clear();
        decoder.decode(outputs::output, parameters.filter(), candidates);
        int count = keep(parameters);
        return new Analysis.Objects(detections(count, letterbox), outputs.timings());
    }

    private int keep(DetectionParameters parameters) {
        return decoder.needsSuppression()
                ? suppression.select(
                        candidates,
                        parameters.iou(),
                        parameters.maxDetections(),
                        parameters.classAgnostic())
                : suppression.rank(candidates, parameters.maxDetections());
    }

    private List<Detection> detections(int count, Letterbox letterbox) {
        List<Detection> detections = new ArrayList<>(count);
        for (int rank = 0; rank < count; rank++) {
            int index = suppression.kept(rank);
            BoundingBox box =
                    letterbox.toOriginal(
                            candidates.x(index),
                            candidates.y(index),
                            candidates.width(index),
                            candidates.height(index));
            // What lies wholly in the padding is no part of the picture.
            if (box.width() > 0 && box.height() > 0) {
                int classId = candidates.classId(index);
                detections.add(
                        new Detection(
                                classId,
                                labels.get(classId),
                                Math.min(1, candidates.confidence(index)),
                                box));
            }
        }
        return List.copyOf(detections);
    }

    @Override
    public void close() {
        preprocessor.close();
    }
}
