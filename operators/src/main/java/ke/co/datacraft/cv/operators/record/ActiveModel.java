package ke.co.datacraft.cv.operators.record;

import ke.co.datacraft.cv.contracts.ModelActivation;

/**
 * What the routing remembers of a model.
 *
 * @param activation what serves, or will once it is loaded
 * @param previousVersion the version that served before, or null for the repository's own choice
 */
public record ActiveModel(ModelActivation activation, String previousVersion) {}
