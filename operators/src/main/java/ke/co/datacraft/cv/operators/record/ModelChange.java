package ke.co.datacraft.cv.operators.record;

import ke.co.datacraft.cv.contracts.ModelActivation;

/**
 * A line on {@code cv.models}.
 *
 * @param model name of the model
 * @param activation what serves from now on, or null when the model is left to the repository's own
 *     choice again
 */
public record ModelChange(String model, ModelActivation activation) {}
