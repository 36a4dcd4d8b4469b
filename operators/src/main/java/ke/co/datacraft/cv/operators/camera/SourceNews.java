package ke.co.datacraft.cv.operators.camera;

import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.DefinitionKeys;
import ke.co.datacraft.cv.contracts.SourceStatus;

/**
 * What is new of a source.
 *
 * @param tenantId owner
 * @param sourceId its name within the tenant
 * @param status how it is, or null when it is no more
 */
public record SourceNews(String tenantId, String sourceId, SourceStatus status) {

    /** How a source is. */
    public static SourceNews of(SourceStatus status) {
        return new SourceNews(status.tenantId(), status.sourceId(), status);
    }

    /**
     * A source is no more.
     *
     * @throws IllegalArgumentException when the key is none, as no source's can be
     */
    public static SourceNews removed(String key) {
        try {
            DefinitionKeys.Parts parts = DefinitionKeys.parse(key);
            return new SourceNews(parts.tenantId(), parts.id(), null);
        } catch (ContractException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Key of the source. */
    public String key() {
        return DefinitionKeys.key(tenantId, sourceId);
    }
}
