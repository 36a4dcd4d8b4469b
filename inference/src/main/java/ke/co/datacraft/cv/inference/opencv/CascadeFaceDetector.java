package ke.co.datacraft.cv.inference.opencv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Face;
import ke.co.datacraft.cv.inference.ModelIdentity;
import ke.co.datacraft.cv.inference.RequestParameters;
import ke.co.datacraft.cv.inference.StageTimings;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.OpenCv;
import ke.co.datacraft.cv.inference.onnx.SlotPool;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/**
 * The task {@code face_detection} without a network, with OpenCV's cascade: upright faces seen from
 * the front, without landmarks. Parameters: {@code confidence} (0..1), {@code max_detections} (1
 * and up).
 *
 * <p>Source: Viola and Jones, "Rapid Object Detection using a Boosted Cascade of Simple Features",
 * CVPR 2001. A cascade knows no probability; the confidence is {@code n / (n + 4)} for a face that
 * {@code n} windows agreed on.
 */
public final class CascadeFaceDetector implements Analyzer {

    /** Name of the model. */
    public static final String MODEL = "opencv-frontalface";

    /** Short side that larger pictures are scaled down to: faces of 5 % of it are still found. */
    private static final int SHORT_SIDE = 480;

    private static final int SMALLEST_FACE = 24;
    private static final double SCALE_STEP = 1.1;
    private static final int LEAST_WINDOWS = 5;
    private static final float HALF_SURE = 4;
    private static final int MOST_FACES = 300;

    private final ModelIdentity identity;
    private final SlotPool<CascadeClassifier> classifiers;

    /** Loads OpenCV and the cascade. */
    public CascadeFaceDetector() {
        OpenCv.initialiseDetectors();
        FaceCascade cascade = FaceCascade.load();
        this.identity = new ModelIdentity(MODEL, "1.0.0", cascade.sha256());
        this.classifiers = new SlotPool<>(cascade::open);
        // Made for its checks.
        classifiers.with(classifier -> classifier);
    }

    @Override
    public String task() {
        return "face_detection";
    }

    @Override
    public ModelIdentity model() {
        return identity;
    }

    @Override
    public int minimumShortSide(int width, int height) {
        return SHORT_SIDE;
    }

    private record Parameters(float confidence, int maxDetections) {

        static Parameters of(Map<String, String> parameters) {
            RequestParameters request = new RequestParameters(parameters);
            return new Parameters(
                    request.share("confidence", 0),
                    request.count("max_detections", MOST_FACES, MOST_FACES));
        }
    }

    @Override
    public void validate(Map<String, String> parameters) {
        Parameters.of(parameters);
    }

    @Override
    public CompletableFuture<Analysis.Faces> analyze(
            DecodedImage image, Map<String, String> parameters) {
        try {
            Parameters parsed = Parameters.of(parameters);
            return CompletableFuture.completedFuture(
                    classifiers.with(classifier -> detect(classifier, image, parsed)));
        } catch (RuntimeException exception) {
            return CompletableFuture.failedFuture(exception);
        }
    }

    private static Analysis.Faces detect(
            CascadeClassifier classifier, DecodedImage image, Parameters parameters) {
        long start = System.nanoTime();
        try (PointerScope scope = new PointerScope()) {
            Mat grey = grey(image);
            long prepared = System.nanoTime();
            RectVector boxes = new RectVector();
            IntPointer windows = new IntPointer();
            classifier.detectMultiScale2(
                    grey,
                    boxes,
                    windows,
                    SCALE_STEP,
                    LEAST_WINDOWS,
                    0,
                    new Size(SMALLEST_FACE, SMALLEST_FACE),
                    new Size());
            long detected = System.nanoTime();
            List<Face> faces = new ArrayList<>();
            float scaleX = (float) image.originalWidth() / grey.cols();
            float scaleY = (float) image.originalHeight() / grey.rows();
            for (int index = 0; index < boxes.size(); index++) {
                float confidence = windows.get(index) / (windows.get(index) + HALF_SURE);
                if (confidence >= parameters.confidence()) {
                    BoundingBox box = box(boxes.get(index), scaleX, scaleY);
                    faces.add(new Face(confidence, box, List.of()));
                }
            }
            return new Analysis.Faces(
                    best(faces, parameters.maxDetections()),
                    new StageTimings(
                            prepared - start, detected - prepared, System.nanoTime() - detected));
        }
    }

    /** Always at the same scale, so that the result does not depend on how it was decoded. */
    private static Mat grey(DecodedImage image) {
        Mat grey = new Mat();
        opencv_imgproc.cvtColor(image.pixels(), grey, opencv_imgproc.COLOR_BGR2GRAY);
        double scale = (double) SHORT_SIDE / Math.min(grey.cols(), grey.rows());
        if (scale < 1) {
            Mat smaller = new Mat();
            int width = (int) Math.round(grey.cols() * scale);
            int height = (int) Math.round(grey.rows() * scale);
            opencv_imgproc.resize(
                    grey, smaller, new Size(width, height), 0, 0, opencv_imgproc.INTER_AREA);
            grey = smaller;
        }
        opencv_imgproc.equalizeHist(grey, grey);
        return grey;
    }

    private static BoundingBox box(Rect found, float scaleX, float scaleY) {
        return new BoundingBox(
                found.x() * scaleX,
                found.y() * scaleY,
                found.width() * scaleX,
                found.height() * scaleY);
    }

    /** Of equal ones the upper, then the left one first: OpenCV gives them in no order. */
    private static List<Face> best(List<Face> faces, int max) {
        return faces.stream()
                .sorted(
                        Comparator.comparing(Face::confidence)
                                .reversed()
                                .thenComparing(face -> face.box().y())
                                .thenComparing(face -> face.box().x()))
                .limit(max)
                .toList();
    }

    /** Frees the classifiers; an analysis under way ends first. */
    @Override
    public void close() {
        classifiers.close();
    }
}
