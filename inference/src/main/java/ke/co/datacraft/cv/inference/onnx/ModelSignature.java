package ke.co.datacraft.cv.inference.onnx;

import java.util.Arrays;
import java.util.List;
import ke.co.datacraft.cv.inference.InferenceException;

/**
 * The inputs and outputs that a graph declares, and what is asked of them.
 *
 * @param model its name, for messages
 * @param inputs in the order of the graph
 * @param outputs in the order of the graph
 */
record ModelSignature(String model, List<TensorSpec> inputs, List<TensorSpec> outputs) {

    /**
     * Checks that there is something to ask for.
     *
     * @throws InferenceException {@code INVALID_MODEL}, naming what is missing
     */
    ModelSignature {
        if (inputs.isEmpty() || outputs.isEmpty()) {
            throw invalid(
                    "model '"
                            + model
                            + "' has the inputs "
                            + inputs
                            + " and the outputs "
                            + outputs
                            + "; expected at least one of each: export it again");
        }
    }

    /** Index of the input that takes the picture: the first one of floats. */
    int picture() {
        for (int index = 0; index < inputs.size(); index++) {
            if (isFloating(inputs.get(index))) {
                return index;
            }
        }
        return 0;
    }

    /**
     * Whether a slot can run the model on this input.
     *
     * @throws InferenceException {@code INVALID_MODEL}, naming the tensor
     */
    void requireRunnable(long[] inputShape) {
        TensorSpec picture = inputs.get(picture());
        if (!isFloating(picture)) {
            throw wrongType(picture, "FLOAT or FLOAT16");
        }
        for (TensorSpec input : inputs) {
            if (!input.equals(picture) && !isPictureSize(input)) {
                throw invalid(
                        input
                                + " of model '"
                                + model
                                + "' is a second input; expected one picture and, beside it, at"
                                + " most the integers [batch, 2] of its size");
            }
        }
        for (TensorSpec output : outputs) {
            if (ElementType.of(output).isEmpty()) {
                throw wrongType(output, "one of " + Arrays.toString(ElementType.values()));
            }
        }
        requireFits(picture, inputShape);
    }

    /**
     * Whether the model takes and gives 32-bit floats only.
     *
     * @throws InferenceException {@code INVALID_MODEL}, naming the tensor
     */
    void requireFloats() {
        if (inputs.size() != 1) {
            throw invalid(
                    "model '" + model + "' has inputs " + inputs + "; expected one image tensor");
        }
        for (TensorSpec tensor : List.of(inputs.get(0), outputs.get(0))) {
            if (!tensor.isFloat()) {
                throw wrongType(tensor, "FLOAT");
            }
        }
    }

    private static boolean isFloating(TensorSpec tensor) {
        return ElementType.of(tensor).filter(type -> !type.isInteger()).isPresent();
    }

    private static boolean isPictureSize(TensorSpec tensor) {
        return ElementType.of(tensor).filter(ElementType::isInteger).isPresent()
                && tensor.shape().size() == 2
                && tensor.shape().get(1) == 2;
    }

    /**
     * The shape to run with: a graph of a fixed batch takes one picture in the first of its rows.
     *
     * @param inputShape what is asked for
     */
    long[] runShape(long[] inputShape) {
        long[] shape = inputShape.clone();
        List<Long> declared = inputs.get(picture()).shape();
        if (shape.length == 4 && shape[0] == 1 && declared.size() == 4 && declared.get(0) > 1) {
            shape[0] = declared.get(0);
        }
        return shape;
    }

    private void requireFits(TensorSpec input, long[] inputShape) {
        long[] shape = runShape(inputShape);
        List<Long> declared = input.shape();
        boolean fits = declared.size() == shape.length;
        for (int axis = 0; fits && axis < shape.length; axis++) {
            fits =
                    shape[axis] >= 1
                            && (declared.get(axis) < 0 || declared.get(axis) == shape[axis]);
        }
        if (!fits) {
            throw invalid(
                    input
                            + " of model '"
                            + model
                            + "' does not take the shape "
                            + Arrays.toString(inputShape)
                            + " that its manifest asks for; correct the input size there");
        }
    }

    private InferenceException wrongType(TensorSpec tensor, String expected) {
        return invalid(
                tensor
                        + " of model '"
                        + model
                        + "' has the wrong type; expected "
                        + expected
                        + ": export the model with 32-bit or 16-bit floats");
    }

    private static InferenceException invalid(String message) {
        return new InferenceException(InferenceException.Reason.INVALID_MODEL, message);
    }
}
