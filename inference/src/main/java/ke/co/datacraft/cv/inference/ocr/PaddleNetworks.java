package ke.co.datacraft.cv.inference.ocr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.PreprocessSpec;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.ChannelOrder;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.Resize;
import ke.co.datacraft.cv.inference.image.Preprocessor;
import ke.co.datacraft.cv.inference.onnx.FloatResult;
import ke.co.datacraft.cv.inference.opencv.Quadrilateral;
import ke.co.datacraft.cv.inference.opencv.TextRegions;

/**
 * Runs the PP-OCR networks for one thread at a time; keeps its input buffer. Sizes, normalisation
 * and thresholds are those with which the networks were trained and published.
 */
final class PaddleNetworks implements AutoCloseable {

    private static final int MULTIPLE = 32;
    private static final int LINE_HEIGHT = 48;
    private static final int SHORTEST_LINE = 320;
    private static final int LONGEST_LINE = 4096;
    private static final int DIRECTION_WIDTH = 192;
    private static final float SURELY_TURNED = 0.9f;
    private static final int MIDDLE_GREY = 127;
    private static final float[] HALF = {0.5f, 0.5f, 0.5f};
    private static final TextRegions REGIONS = new TextRegions(0.3f, 0.5f, 1.6f);

    private final PaddleModels models;
    private FloatBuffer input = FloatBuffer.allocate(0);

    PaddleNetworks(PaddleModels models) {
        this.models = models;
    }

    /**
     * Finds lines of text.
     *
     * @param maxSide longest side to look at
     * @return in the pixels at hand of the image
     */
    List<Quadrilateral> lines(DecodedImage image, int maxSide) {
        int longest = Math.max(image.width(), image.height());
        double scale = Math.min(1, (double) maxSide / longest);
        int width = multiple(image.width() * scale);
        int height = multiple(image.height() * scale);
        PreprocessSpec spec =
                new PreprocessSpec(
                        width,
                        height,
                        Resize.STRETCH,
                        ChannelOrder.BGR,
                        new float[] {0.485f, 0.456f, 0.406f},
                        new float[] {0.229f, 0.224f, 0.225f},
                        1 / 255f,
                        0);
        FloatResult map = models.detection().run(tensor(image, spec), 1, 3, height, width);
        float horizontal = (float) image.width() / width;
        float vertical = (float) image.height() / height;
        return REGIONS.find(map.values(), width, height).stream()
                .map(region -> region.scaled(horizontal, vertical))
                .toList();
    }

    private static int multiple(double length) {
        return Math.max(MULTIPLE, (int) Math.round(length / MULTIPLE) * MULTIPLE);
    }

    /** Whether a cut-out line stands on its head. */
    boolean isTurned(DecodedImage line) {
        PreprocessSpec spec = lineSpec(DIRECTION_WIDTH);
        FloatResult result =
                models.direction().run(tensor(line, spec), 1, 3, LINE_HEIGHT, DIRECTION_WIDTH);
        return result.values().get(1) > SURELY_TURNED;
    }

    /**
     * Reads a cut-out line.
     *
     * @return the text; its positions count steps over {@link #usedShare} of the width
     */
    CharacterSet.Reading read(DecodedImage line) {
        int width = tensorWidth(line);
        FloatResult scores =
                models.recognition().run(tensor(line, lineSpec(width)), 1, 3, LINE_HEIGHT, width);
        return models.characters().decode(scores.values(), (int) scores.shape()[1]);
    }

    /** The share of the tensor's width that a cut-out line fills; the rest is padding. */
    static float usedShare(DecodedImage line) {
        float wanted = (float) LINE_HEIGHT * line.width() / line.height();
        return Math.min(1, wanted / tensorWidth(line));
    }

    private static int tensorWidth(DecodedImage line) {
        double wanted = Math.ceil((double) LINE_HEIGHT * line.width() / line.height());
        return (int) Math.max(SHORTEST_LINE, Math.min(LONGEST_LINE, wanted));
    }

    private static PreprocessSpec lineSpec(int width) {
        return new PreprocessSpec(
                width,
                LINE_HEIGHT,
                Resize.LETTERBOX_TOP_LEFT,
                ChannelOrder.BGR,
                HALF,
                HALF,
                1 / 255f,
                MIDDLE_GREY);
    }

    private FloatBuffer tensor(DecodedImage image, PreprocessSpec spec) {
        if (input.capacity() < spec.valueCount()) {
            input =
                    ByteBuffer.allocateDirect(spec.valueCount() * Float.BYTES)
                            .order(ByteOrder.nativeOrder())
                            .asFloatBuffer();
        }
        input.clear().limit(spec.valueCount());
        try (Preprocessor preprocessor = new Preprocessor(spec)) {
            preprocessor.write(image, input);
        }
        return input;
    }

    @Override
    public void close() {
        input = FloatBuffer.allocate(0);
    }
}
