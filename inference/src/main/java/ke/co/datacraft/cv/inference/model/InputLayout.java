package ke.co.datacraft.cv.inference.model;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import ke.co.datacraft.cv.inference.image.PreprocessSpec;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.ChannelOrder;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.Resize;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.TensorLayout;

/**
 * The picture that a model takes. Each field may be null: the size is then that of the graph, the
 * rest that of the decoder family.
 *
 * @param width pixels, 1 or more
 * @param height pixels, 1 or more
 * @param channels order of the planes
 * @param resize how the picture is fitted in
 * @param mean three values, taken off after scaling
 * @param standardDeviation three values, none of them 0, by which the rest is divided
 * @param scale factor on a pixel of 0..255; above 0
 * @param padValue 0..255, around a letterboxed picture
 * @param shortSide what {@code CENTER_CROP} scales the short side to before it cuts, in pixels; 8/7
 *     of the tensor's longer side (256 for 224) unless given
 * @param layout order of the tensor's axes
 */
public record InputLayout(
        Integer width,
        Integer height,
        ChannelOrder channels,
        Resize resize,
        List<Float> mean,
        List<Float> standardDeviation,
        Float scale,
        Integer padValue,
        Integer shortSide,
        TensorLayout layout) {

    /** A layout that leaves everything open. */
    static final InputLayout OPEN = new InputLayout(null, null, null, null, null, null, null, null);

    /** The usual order of axes, and the usual crop. */
    public InputLayout(
            Integer width,
            Integer height,
            ChannelOrder channels,
            Resize resize,
            List<Float> mean,
            List<Float> standardDeviation,
            Float scale,
            Integer padValue) {
        this(width, height, channels, resize, mean, standardDeviation, scale, padValue, null, null);
    }

    /**
     * Checks what is given.
     *
     * @throws IllegalArgumentException naming field, value and cure
     */
    public InputLayout {
        requireSize("input.width", width);
        requireSize("input.height", height);
        requireSize("input.short_side", shortSide);
        mean = copyOfThree("input.mean", mean);
        standardDeviation = copyOfThree("input.standard_deviation", standardDeviation);
        if (standardDeviation != null && standardDeviation.contains(0f)) {
            throw new IllegalArgumentException(
                    "input.standard_deviation is "
                            + standardDeviation
                            + "; give values other than 0");
        }
        if (scale != null && !(scale > 0)) {
            throw new IllegalArgumentException(
                    "input.scale is " + scale + "; give a factor above 0, such as 1 or 0.0039216");
        }
        if (shortSide != null && width != null && height != null) {
            if (shortSide < Math.max(width, height)) {
                throw new IllegalArgumentException(
                        "input.short_side is "
                                + shortSide
                                + "; give "
                                + Math.max(width, height)
                                + " or more, the longer side of the input");
            }
        }
        if (padValue != null && (padValue < 0 || padValue > 255)) {
            throw new IllegalArgumentException(
                    "input.pad_value is " + padValue + "; give a pixel value of 0..255");
        }
    }

    private static void requireSize(String field, Integer value) {
        if (value != null && (value < 1 || value > 8192)) {
            throw new IllegalArgumentException(field + " is " + value + "; give pixels of 1..8192");
        }
    }

    private static List<Float> copyOfThree(String field, List<Float> values) {
        if (values != null && (values.size() != 3 || values.stream().anyMatch(Objects::isNull))) {
            throw new IllegalArgumentException(
                    field + " is " + values + "; give three values, one for each channel");
        }
        return values == null ? null : List.copyOf(values);
    }

    /** This layout, and the other's values where this one is open. */
    InputLayout orElse(InputLayout other) {
        return new InputLayout(
                either(width, other.width),
                either(height, other.height),
                either(channels, other.channels),
                either(resize, other.resize),
                either(mean, other.mean),
                either(standardDeviation, other.standardDeviation),
                either(scale, other.scale),
                either(padValue, other.padValue),
                either(shortSide, other.shortSide),
                either(layout, other.layout));
    }

    private static <T> T either(T first, T second) {
        return first == null ? second : first;
    }

    /** A layout that only gives the normalisation. */
    static InputLayout ofNormalisation(List<Float> mean, List<Float> standardDeviation) {
        return new InputLayout(null, null, null, null, mean, standardDeviation, null, null);
    }

    /** A layout that only gives the order of axes. */
    static InputLayout ofLayout(boolean pixelByPixel) {
        return new InputLayout(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                pixelByPixel ? TensorLayout.NHWC : TensorLayout.NCHW);
    }

    /** Shape of the tensor for one picture; the size is known. */
    long[] shape() {
        return PreprocessSpec.shape(layout == null ? TensorLayout.NCHW : layout, width, height);
    }

    /** A layout that only gives the size. */
    static InputLayout ofSize(int width, int height) {
        return new InputLayout(width, height, null, null, null, null, null, null);
    }

    /**
     * What a preprocessor needs.
     *
     * @throws IllegalStateException when a field is open; a loaded model's never is
     */
    public PreprocessSpec toSpec() {
        if (Stream.of(width, height, channels, resize, mean, standardDeviation, scale, padValue)
                .anyMatch(Objects::isNull)) {
            throw new IllegalStateException("the input layout " + this + " has open fields");
        }
        return new PreprocessSpec(
                width,
                height,
                resize,
                channels,
                toArray(mean),
                toArray(standardDeviation),
                scale,
                padValue,
                shortSide == null ? Math.round(Math.max(width, height) * 8 / 7f) : shortSide,
                layout == null ? TensorLayout.NCHW : layout);
    }

    private static float[] toArray(List<Float> values) {
        float[] array = new float[values.size()];
        for (int index = 0; index < array.length; index++) {
            array[index] = values.get(index);
        }
        return array;
    }
}
