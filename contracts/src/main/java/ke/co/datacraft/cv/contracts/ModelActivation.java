package ke.co.datacraft.cv.contracts;

import java.time.Instant;

/**
 * Which version of a model serves requests that name none: a line on {@code cv.models}, keyed by
 * the model's name. The latest line of a model counts; a tombstone takes it back.
 *
 * @param schemaVersion {@link ContractCodec#SCHEMA_VERSION}
 * @param model name in the model repository
 * @param version the version that serves
 * @param canary a version that serves a share of the references instead, or null
 * @param shadow a version that analyses a share of the references as well, without its results
 *     counting, or null
 * @param updatedBy who ordered it, or null
 * @param updatedAt when, or null
 */
public record ModelActivation(
        int schemaVersion,
        String model,
        String version,
        ModelShare canary,
        ModelShare shadow,
        String updatedBy,
        Instant updatedAt) {}
