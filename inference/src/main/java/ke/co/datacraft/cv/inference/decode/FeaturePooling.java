package ke.co.datacraft.cv.inference.decode;

import java.nio.FloatBuffer;

/** Makes one vector of a feature model's output. */
public final class FeaturePooling {

    private FeaturePooling() {}

    /**
     * Copies a part of the output.
     *
     * @param output row-major, from index 0
     * @param vector gets the first values
     */
    public static void first(FloatBuffer output, float[] vector) {
        output.get(0, vector);
    }

    /**
     * Mean of each channel of {@code [1, channels, height, width]}.
     *
     * @param output row-major, from index 0
     * @param places height times width
     * @param vector gets one value for each channel
     */
    public static void meanOfPlaces(FloatBuffer output, int places, float[] vector) {
        for (int channel = 0; channel < vector.length; channel++) {
            double sum = 0;
            for (int place = 0; place < places; place++) {
                sum += output.get(channel * places + place);
            }
            vector[channel] = (float) (sum / places);
        }
    }

    /**
     * Mean of each feature of {@code [1, tokens, features]}.
     *
     * @param output row-major, from index 0
     * @param tokens 1 or more
     * @param vector gets one value for each feature
     */
    public static void meanOfTokens(FloatBuffer output, int tokens, float[] vector) {
        double[] sums = new double[vector.length];
        for (int token = 0; token < tokens; token++) {
            for (int feature = 0; feature < vector.length; feature++) {
                sums[feature] += output.get(token * vector.length + feature);
            }
        }
        for (int feature = 0; feature < vector.length; feature++) {
            vector[feature] = (float) (sums[feature] / tokens);
        }
    }

    /** Gives the vector the length 1; one of zeros stays as it is. */
    public static void normalise(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        if (squares > 0) {
            double length = Math.sqrt(squares);
            for (int index = 0; index < vector.length; index++) {
                vector[index] = (float) (vector[index] / length);
            }
        }
    }

    /** Whether every value is a number. */
    public static boolean isFinite(float[] vector) {
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
