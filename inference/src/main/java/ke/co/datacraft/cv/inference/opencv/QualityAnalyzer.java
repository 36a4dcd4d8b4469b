package ke.co.datacraft.cv.inference.opencv;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.ModelIdentity;
import ke.co.datacraft.cv.inference.StageTimings;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.OpenCv;

/**
 * Measures sharpness, exposure and contrast of a picture. It has no parameters.
 *
 * <p>Sharpness is the variance of the Laplacian (Pech-Pacheco et al., "Diatom autofocusing in
 * brightfield microscopy", ICPR 2000), contrast the root mean square contrast (Peli, "Contrast in
 * complex images", JOSA A 1990). The score is the geometric mean of three shares, each 0..1:
 * sharpness of 100 (the customary bound of blur), contrast of 0.15, and one less the fourth power
 * of the clipped pixels' share, which spares white paper. A picture that lacks one of them
 * altogether scores 0.
 */
public final class QualityAnalyzer implements Analyzer {

    private static final ModelIdentity MODEL = new ModelIdentity("opencv-quality", "1.0.0", null);
    private static final double SHARP = 100;
    private static final double RICH_IN_CONTRAST = 0.15;

    /** Loads OpenCV. */
    public QualityAnalyzer() {
        OpenCv.initialise();
    }

    @Override
    public String task() {
        return "quality";
    }

    @Override
    public ModelIdentity model() {
        return MODEL;
    }

    /** Every pixel: sharpness depends on the scale, and results must not depend on other tasks. */
    @Override
    public int minimumShortSide(int width, int height) {
        return Integer.MAX_VALUE;
    }

    @Override
    public CompletableFuture<Analysis.Quality> analyze(
            DecodedImage image, Map<String, String> parameters) {
        long start = System.nanoTime();
        GreyStatistics statistics = GreyStatistics.of(image.pixels());
        long measured = System.nanoTime();
        double score = score(statistics);
        StageTimings timings = new StageTimings(0, measured - start, System.nanoTime() - measured);
        return CompletableFuture.completedFuture(
                new Analysis.Quality(
                        statistics.sharpness(),
                        statistics.brightness(),
                        statistics.contrast(),
                        statistics.underexposed(),
                        statistics.overexposed(),
                        score,
                        timings));
    }

    private static double score(GreyStatistics statistics) {
        double sharpness = Math.min(1, statistics.sharpness() / SHARP);
        double contrast = Math.min(1, statistics.contrast() / RICH_IN_CONTRAST);
        double clipped = statistics.underexposed() + statistics.overexposed();
        return Math.cbrt(sharpness * contrast * (1 - Math.pow(clipped, 4)));
    }

    @Override
    public void validate(Map<String, String> parameters) {
        // No parameters, and unknown names are ignored.
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
