package ke.co.datacraft.cv.contracts;

import java.time.Instant;
import java.util.List;

/**
 * An area or a directed line in a source's picture: a line on {@code cv.zones}, keyed by {@link
 * DefinitionKeys#key}. A tombstone removes it.
 *
 * @param schemaVersion {@link ContractCodec#SCHEMA_VERSION}
 * @param tenantId owner, 1 to 100 characters
 * @param id name within the tenant: letters, digits and {@code . _ -}
 * @param sourceId the source
 * @param name name to show; the id when absent
 * @param kind area or line
 * @param points normalised corners in order, or the first and the second point of a line
 * @param enabled whether it counts; true when absent
 * @param filter which objects it looks at; null for all
 * @param anchor point of the box that decides; {@code bottom_center} when absent
 * @param inertia frames in a row that make an object be inside or outside; 3 when absent
 * @param hysteresis share of the picture's diagonal by which a line must be passed; 0.005 when
 *     absent
 * @param loiteringSeconds stay from which an object loiters, or null
 * @param stationarySeconds rest from which an object is stationary, or null
 * @param leftObjectSeconds rest without anybody near from which an object is left, or null
 * @param removedObjectSeconds absence from which a stationary object is removed, or null
 * @param crowd when the area is crowded, or null
 * @param calibration where its points are on the ground, or null
 * @param speedLimitKmh kilometres per hour above which an object speeds; needs a calibration, or
 *     null
 * @param travel the way in which objects should move, or null
 * @param version counts the changes, from 1; 0 when absent
 * @param updatedBy who changed it last, or null
 * @param updatedAt when, or null
 */
public record ZoneDefinition(
        int schemaVersion,
        String tenantId,
        String id,
        String sourceId,
        String name,
        ZoneKind kind,
        List<List<Double>> points,
        Boolean enabled,
        ObjectFilter filter,
        AnchorPoint anchor,
        Integer inertia,
        Double hysteresis,
        Double loiteringSeconds,
        Double stationarySeconds,
        Double leftObjectSeconds,
        Double removedObjectSeconds,
        CrowdLimit crowd,
        GroundCalibration calibration,
        Double speedLimitKmh,
        TravelDirection travel,
        Long version,
        String updatedBy,
        Instant updatedAt) {

    /** Fills in the defaults. */
    public ZoneDefinition {
        name = name == null ? id : name;
        points = Shapes.copy(points);
        enabled = enabled == null || enabled;
        anchor = anchor == null ? AnchorPoint.BOTTOM_CENTER : anchor;
        inertia = inertia == null ? 3 : inertia;
        hysteresis = hysteresis == null ? 0.005 : hysteresis;
        version = version == null ? 0 : version;
    }

    /**
     * A zone or line with the defaults of all else.
     *
     * @param tenantId owner
     * @param id name within the tenant
     * @param sourceId the source in whose picture it lies
     * @param kind area or line
     * @param points corners, x and y as shares of the picture
     */
    public static ZoneDefinition of(
            String tenantId, String id, String sourceId, ZoneKind kind, List<List<Double>> points) {
        return new ZoneDefinition(
                ContractCodec.SCHEMA_VERSION,
                tenantId,
                id,
                sourceId,
                null,
                kind,
                points,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
