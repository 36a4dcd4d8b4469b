package ke.co.datacraft.cv.bridge.model;

import java.time.Instant;
import ke.co.datacraft.cv.contracts.ModelActivation;

/**
 * What was last ordered of a model.
 *
 * @param model name in the model repository
 * @param order what serves; null where that was left to the repository again
 * @param version counts the orders, from 1
 * @param updatedBy who ordered it
 * @param updatedAt when
 */
record Activation(
        String model, ModelActivation order, long version, String updatedBy, Instant updatedAt) {}
