package ke.co.datacraft.cv.inference.image;

/**
 * How a model wants its picture: size, fit, channel order and normalisation. A value of the tensor
 * is {@code (pixel * scale - mean) / standardDeviation}, pixel being 0..255.
 *
 * @param width of the tensor in pixels, 1 or more
 * @param height of the tensor in pixels, 1 or more
 * @param resize how the picture is fitted in
 * @param channels order of the tensor's three planes, or of a pixel's three values
 * @param mean three values in the tensor's channel order
 * @param standardDeviation three values in the tensor's channel order, none of them 0
 * @param scale factor on the pixel before the mean is taken off; 1 or 1/255 as a rule
 * @param padValue pixel value, 0..255, around a letterboxed picture
 * @param shortSide what {@link Resize#CENTER_CROP} scales the picture's short side to before it
 *     cuts, in pixels, not below the tensor's short side; without effect on the others
 * @param layout order of the tensor's axes
 */
public record PreprocessSpec(
        int width,
        int height,
        Resize resize,
        ChannelOrder channels,
        float[] mean,
        float[] standardDeviation,
        float scale,
        int padValue,
        int shortSide,
        TensorLayout layout) {

    /** How a picture is fitted into the tensor. */
    public enum Resize {
        /** Keeps the aspect ratio; the rest is right of and below the picture. */
        LETTERBOX_TOP_LEFT,
        /** Keeps the aspect ratio; the rest is around the picture. */
        LETTERBOX_CENTER,
        /** Fills the tensor; the aspect ratio changes. */
        STRETCH,
        /** Keeps the aspect ratio and takes the middle; what lies around is not seen. */
        CENTER_CROP
    }

    /** Order of the tensor's axes. */
    public enum TensorLayout {
        /** One plane for each channel. */
        NCHW,
        /** The channels of a pixel side by side. */
        NHWC
    }

    /** Order of the tensor's planes. */
    public enum ChannelOrder {
        RGB,
        BGR
    }

    /** Planes, and nothing cut off. */
    public PreprocessSpec(
            int width,
            int height,
            Resize resize,
            ChannelOrder channels,
            float[] mean,
            float[] standardDeviation,
            float scale,
            int padValue) {
        this(
                width,
                height,
                resize,
                channels,
                mean,
                standardDeviation,
                scale,
                padValue,
                Math.max(width, height),
                TensorLayout.NCHW);
    }

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming field, value and cure
     */
    public PreprocessSpec {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "Size " + width + "x" + height + " is not a tensor: both must be 1 or more.");
        }
        if (padValue < 0 || padValue > 255) {
            throw new IllegalArgumentException(
                    "padValue " + padValue + " is not a pixel value: it must be 0 to 255.");
        }
        if (resize == Resize.CENTER_CROP && shortSide < Math.max(width, height)) {
            throw new IllegalArgumentException(
                    "shortSide "
                            + shortSide
                            + " leaves nothing to cut "
                            + width
                            + "x"
                            + height
                            + " from: it must be "
                            + Math.max(width, height)
                            + " or more.");
        }
        if (mean.length != 3 || standardDeviation.length != 3) {
            throw new IllegalArgumentException(
                    "mean has "
                            + mean.length
                            + " and standardDeviation "
                            + standardDeviation.length
                            + " values: both need 3, one per channel.");
        }
        for (float deviation : standardDeviation) {
            if (deviation == 0 || !Float.isFinite(deviation)) {
                throw new IllegalArgumentException(
                        "standardDeviation holds " + deviation + ": pixels are divided by it.");
            }
        }
        mean = mean.clone();
        standardDeviation = standardDeviation.clone();
    }

    /** Shape of the tensor for one picture. */
    public long[] shape() {
        return shape(layout, width, height);
    }

    /** Shape of a tensor that holds one picture. */
    public static long[] shape(TensorLayout layout, int width, int height) {
        return switch (layout) {
            case NCHW -> new long[] {1, 3, height, width};
            case NHWC -> new long[] {1, height, width, 3};
        };
    }

    /**
     * Short side below which a picture must not be scaled down before it is fitted in, so that it
     * is never enlarged again.
     *
     * @param pictureWidth of the original in pixels, 1 or more
     * @param pictureHeight of the original in pixels, 1 or more
     */
    public int minimumShortSide(int pictureWidth, int pictureHeight) {
        double across = (double) width / pictureWidth;
        double down = (double) height / pictureHeight;
        int side = Math.min(pictureWidth, pictureHeight);
        return switch (resize) {
            // A wide picture in a square tensor is lower than the tensor.
            case LETTERBOX_TOP_LEFT, LETTERBOX_CENTER -> scaled(side, Math.min(across, down));
            case STRETCH -> scaled(side, Math.max(across, down));
            case CENTER_CROP -> shortSide;
        };
    }

    /** Rounded up but for what the division adds. */
    private static int scaled(int side, double scale) {
        return Math.max(1, (int) Math.ceil(side * scale - 1e-6));
    }

    /** Values in the tensor: three planes. */
    public int valueCount() {
        return 3 * width * height;
    }
}
