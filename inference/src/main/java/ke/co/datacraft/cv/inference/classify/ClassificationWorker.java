package ke.co.datacraft.cv.inference.classify;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.ClassScore;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.decode.ClassRanking;
import ke.co.datacraft.cv.inference.decode.OutputShape;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.Letterbox;
import ke.co.datacraft.cv.inference.image.Preprocessor;
import ke.co.datacraft.cv.inference.model.ModelManifest;
import ke.co.datacraft.cv.inference.model.OutputOptions;
import ke.co.datacraft.cv.inference.onnx.ModelOutputs;

/** Scratch memory of one thread that classifies. */
final class ClassificationWorker implements AutoCloseable {

    private final Preprocessor preprocessor;
    private final ClassRanking ranking;
    private final int output;
    private final List<String> labels;
    private final Boolean softmax;

    /**
     * @param manifest input, labels, and how the output is read
     * @param outputs of the model
     */
    ClassificationWorker(ModelManifest manifest, List<OutputShape> outputs) {
        output = manifest.output().index(outputs);
        int classes = outputs.get(output).elementCount();
        labels = labels(manifest, outputs.get(output), classes);
        softmax = softmax(manifest.output().softmax());
        ranking = new ClassRanking(classes);
        preprocessor = new Preprocessor(manifest.input().toSpec());
    }

    private static Boolean softmax(OutputOptions.Softmax option) {
        return switch (option) {
            case AUTO -> null;
            case TRUE -> true;
            case FALSE -> false;
        };
    }

    private static List<String> labels(ModelManifest manifest, OutputShape output, int classes) {
        if (manifest.labels() == null) {
            return IntStream.range(0, classes).mapToObj(id -> "class_" + id).toList();
        }
        List<String> names = manifest.labels().names();
        if (names.size() != classes) {
            throw new InferenceException(
                    InferenceException.Reason.INVALID_MODEL,
                    "model "
                            + manifest.reference()
                            + " has "
                            + output
                            + "; expected [1, "
                            + names.size()
                            + "], one score for each of its "
                            + names.size()
                            + " labels: correct the labels, or output.name");
        }
        return names;
    }

    /** Writes a picture into the model's input. */
    Letterbox write(DecodedImage image, FloatBuffer row) {
        return preprocessor.write(image, row);
    }

    /** Reads the classes of that picture. */
    Analysis.Classes read(ModelOutputs outputs, ClassificationParameters parameters) {
        int count =
                ranking.rank(
                        outputs.output(output),
                        softmax,
                        parameters.confidence(),
                        parameters.topK());
        List<ClassScore> classes = new ArrayList<>(count);
        for (int rank = 0; rank < count; rank++) {
            int id = ranking.classId(rank);
            classes.add(new ClassScore(id, labels.get(id), ranking.confidence(rank)));
        }
        return new Analysis.Classes(List.copyOf(classes), outputs.timings());
    }

    @Override
    public void close() {
        preprocessor.close();
    }
}
