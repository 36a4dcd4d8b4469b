package ke.co.datacraft.cv.inference.image;

/**
 * How a model wants its picture: size, fit, channel order and normalisation. A value of the tensor
 * is {@code (pixel * scale - mean) / standardDeviation}, pixel being 0..255.
 *
 * @param width of the tensor in pixels, 1 or more
 * @param height of the tensor in pixels, 1 or more
 * @param resize how the picture is fitted in
 * @param channels order of the tensor's three planes
 * @param mean three values in the tensor's channel order
 * @param standardDeviation three values in the tensor's channel order, none of them 0
 * @param scale factor on the pixel before the mean is taken off; 1 or 1/255 as a rule
 * @param padValue pixel value, 0..255, around a letterboxed picture
 */
public record PreprocessSpec(
        int width,
        int height,
        Resize resize,
        ChannelOrder channels,
        float[] mean,
        float[] standardDeviation,
        float scale,
        int padValue) {

    /** How a picture is fitted into the tensor. */
    public enum Resize {
        /** Keeps the aspect ratio; the rest is right of and below the picture. */
        LETTERBOX_TOP_LEFT,
        /** Keeps the aspect ratio; the rest is around the picture. */
        LETTERBOX_CENTER,
        /** Fills the tensor; the aspect ratio changes. */
        STRETCH
    }

    /** Order of the tensor's planes. */
    public enum ChannelOrder {
        RGB,
        BGR
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

    /** Values in the tensor: three planes. */
    public int valueCount() {
        return 3 * width * height;
    }
}
