package ke.co.datacraft.cv.inference.embed;

import java.nio.FloatBuffer;
import java.util.List;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.decode.FeaturePooling;
import ke.co.datacraft.cv.inference.decode.OutputShape;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.Letterbox;
import ke.co.datacraft.cv.inference.image.Preprocessor;
import ke.co.datacraft.cv.inference.model.ModelManifest;
import ke.co.datacraft.cv.inference.model.OutputOptions.Pooling;
import ke.co.datacraft.cv.inference.onnx.ModelOutputs;

/** Scratch memory of one thread that makes feature vectors. */
final class EmbeddingWorker implements AutoCloseable {

    /** What pgvector's column takes. */
    private static final int MAX_DIMENSIONS = 16_000;

    private final ModelManifest manifest;
    private final Preprocessor preprocessor;
    private final int output;
    private final OutputShape shape;
    private final int dimensions;

    /**
     * @param manifest input, and how the output is read
     * @param outputs of the model
     */
    EmbeddingWorker(ModelManifest manifest, List<OutputShape> outputs) {
        this.manifest = manifest;
        output = manifest.output().index(outputs);
        shape = outputs.get(output);
        dimensions = dimensions();
        preprocessor = new Preprocessor(manifest.input().toSpec());
    }

    private int dimensions() {
        long[] axes = shape.dimensions();
        boolean known = axes.length >= 2 && axes.length <= 4 && axes[0] == 1;
        long length = known ? axes[axes.length == 3 ? 2 : 1] : 0;
        if (length < 1 || length > MAX_DIMENSIONS) {
            throw invalid(
                    "expected [1, features], [1, tokens, features] or [1, features, height, width]"
                            + " with 1 to "
                            + MAX_DIMENSIONS
                            + " features; give output.name for another output");
        }
        Pooling pooling = manifest.output().pooling();
        if (axes.length == 3 && pooling == null) {
            throw invalid("give output.pooling: mean or cls");
        }
        if (axes.length == 4 && pooling == Pooling.CLS) {
            throw invalid("a feature map has no first token; give output.pooling: mean");
        }
        return Math.toIntExact(length);
    }

    private InferenceException invalid(String cure) {
        return new InferenceException(
                InferenceException.Reason.INVALID_MODEL,
                "model " + manifest.reference() + " has " + shape + "; " + cure);
    }

    /** Writes a picture into the model's input. */
    Letterbox write(DecodedImage image, FloatBuffer row) {
        return preprocessor.write(image, row);
    }

    /** Reads the vector of that picture. */
    Analysis.Embedding read(ModelOutputs outputs) {
        float[] vector = new float[dimensions];
        FloatBuffer values = outputs.output(output);
        long[] axes = shape.dimensions();
        switch (axes.length) {
            case 4 ->
                    FeaturePooling.meanOfPlaces(values, Math.toIntExact(axes[2] * axes[3]), vector);
            case 3 -> {
                if (manifest.output().pooling() == Pooling.CLS) {
                    FeaturePooling.first(values, vector);
                } else {
                    FeaturePooling.meanOfTokens(values, Math.toIntExact(axes[1]), vector);
                }
            }
            default -> FeaturePooling.first(values, vector);
        }
        if (manifest.output().normalise()) {
            FeaturePooling.normalise(vector);
        }
        if (!FeaturePooling.isFinite(vector)) {
            throw new InferenceException(
                    InferenceException.Reason.ANALYSIS_FAILED,
                    "model "
                            + manifest.reference()
                            + " gave features that are no numbers; check its input's mean,"
                            + " standard_deviation and scale in the manifest");
        }
        return new Analysis.Embedding(vector, outputs.timings());
    }

    @Override
    public void close() {
        preprocessor.close();
    }
}
