package ke.co.datacraft.cv.inference.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Locale;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.decode.OutputShape;

/**
 * How the output of a classifier or feature model is read; null stands for the default.
 *
 * @param name of the output in the graph; the first one by default
 * @param softmax whether scores still become probabilities; {@link Softmax#AUTO} by default
 * @param pooling how features of several places become one vector; {@link Pooling#MEAN} of feature
 *     maps {@code [1, channels, height, width]} by default, and to be given for {@code [1, tokens,
 *     features]}
 * @param normalise whether a feature vector gets the length 1; true by default
 */
public record OutputOptions(String name, Softmax softmax, Pooling pooling, Boolean normalise) {

    /** Leaves everything to the defaults. */
    static final OutputOptions DEFAULT = new OutputOptions(null, null, null, null);

    /** Fills in the defaults. */
    public OutputOptions {
        softmax = softmax == null ? Softmax.AUTO : softmax;
        normalise = normalise == null || normalise;
    }

    /**
     * Place of the output among those of the graph.
     *
     * @throws InferenceException {@code INVALID_MODEL} when there is none of this name
     */
    public int index(List<OutputShape> outputs) {
        if (name == null) {
            return 0;
        }
        for (int index = 0; index < outputs.size(); index++) {
            if (outputs.get(index).name().equals(name)) {
                return index;
            }
        }
        throw InvalidModel.because(
                "output.name is '" + name + "'; the model has " + OutputShape.describe(outputs));
    }

    /** Whether scores still become probabilities. */
    public enum Softmax {
        /** They do unless they are probabilities already: 0..1 and 1 together. */
        AUTO,
        TRUE,
        FALSE;

        @JsonCreator
        static Softmax of(String text) {
            for (Softmax value : values()) {
                if (value.name().equals(text.toUpperCase(Locale.ROOT))) {
                    return value;
                }
            }
            throw new IllegalArgumentException(
                    "output.softmax is '" + text + "'; give auto, true or false");
        }
    }

    /** How features of several places become one vector. */
    public enum Pooling {
        /** Their mean. */
        MEAN,
        /** The first one, where transformers put the summary of all. */
        CLS
    }
}
