package ke.co.datacraft.cv.inference.face;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Face;
import ke.co.datacraft.cv.inference.ImagePoint;
import ke.co.datacraft.cv.inference.decode.Candidates;
import ke.co.datacraft.cv.inference.decode.NonMaxSuppression;
import ke.co.datacraft.cv.inference.decode.OutputShape;
import ke.co.datacraft.cv.inference.decode.YunetDecoder;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.Letterbox;
import ke.co.datacraft.cv.inference.image.PreprocessSpec;
import ke.co.datacraft.cv.inference.image.Preprocessor;
import ke.co.datacraft.cv.inference.model.ModelManifest;
import ke.co.datacraft.cv.inference.onnx.ModelOutputs;

/** Scratch memory of one thread that looks for faces. */
final class FaceWorker implements AutoCloseable {

    private final Preprocessor preprocessor;
    private final YunetDecoder decoder;
    private final Candidates candidates = new Candidates();
    private final NonMaxSuppression suppression = new NonMaxSuppression();
    private final float[] landmarks = new float[2 * YunetDecoder.LANDMARKS];

    /**
     * @param manifest tells the input
     * @param outputs of the model
     */
    FaceWorker(ModelManifest manifest, List<OutputShape> outputs) {
        PreprocessSpec spec = manifest.input().toSpec();
        decoder = new YunetDecoder(outputs, spec.width(), spec.height());
        preprocessor = new Preprocessor(spec);
    }

    /** Writes a picture into the model's input. */
    Letterbox write(DecodedImage image, FloatBuffer row) {
        return preprocessor.write(image, row);
    }

    /** Reads the faces of that picture. */
    Analysis.Faces read(ModelOutputs outputs, Letterbox letterbox, FaceParameters parameters) {
        candidates.clear();
        decoder.decode(outputs::output, parameters.confidence(), candidates);
        int count = suppression.select(candidates, parameters.iou(), parameters.maxDetections());
        List<Face> faces = new ArrayList<>(count);
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
                decoder.landmarks(outputs::output, index, landmarks);
                faces.add(new Face(candidates.confidence(index), box, points(letterbox)));
            }
        }
        return new Analysis.Faces(List.copyOf(faces), outputs.timings());
    }

    private List<ImagePoint> points(Letterbox letterbox) {
        List<ImagePoint> points = new ArrayList<>(YunetDecoder.LANDMARKS);
        for (int point = 0; point < YunetDecoder.LANDMARKS; point++) {
            points.add(letterbox.toOriginal(landmarks[2 * point], landmarks[2 * point + 1]));
        }
        return List.copyOf(points);
    }

    @Override
    public void close() {
        preprocessor.close();
    }
}
