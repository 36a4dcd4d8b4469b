package ke.co.datacraft.cv.contracts;

import java.util.List;

/** Checks that definitions of sources, zones and rules share. */
final class DefinitionChecks {

    private static final int MAX_NAME = 255;
    private static final int MAX_LABEL = 255;
    private static final int MAX_TAG = 100;
    private static final int MAX_CORNERS = 100;
    private static final double LEAST_AREA = 1e-6;

    private DefinitionChecks() {}

    /** Key, owner, id, name and who changed it. */
    static void head(
            String key, String tenantId, String id, String name, Long version, String updatedBy)
            throws ContractException {
        DefinitionKeys.validate(key, tenantId, id);
        FieldChecks.text("name", name, 1, MAX_NAME);
        if (version < 0) {
            throw FieldChecks.invalid("version", version.toString(), "is negative; leave it out");
        }
        FieldChecks.optionalText("updated_by", updatedBy, 1, 100);
    }

    static void present(String field, Object value, String cure) throws ContractException {
        if (value == null) {
            throw FieldChecks.invalid(field, null, "is absent; " + cure);
        }
    }

    /** A number in a closed range, or none. */
    static void number(String field, Double value, double min, double max)
            throws ContractException {
        if (value != null && !(value >= min && value <= max)) {
            throw FieldChecks.invalid(
                    field,
                    value.toString(),
                    "is out of range; give " + plain(min) + " to " + plain(max));
        }
    }

    /** A number above 0, or none. */
    static void positive(String field, Double value, double max) throws ContractException {
        if (value != null && !(value > 0 && value <= max)) {
            throw FieldChecks.invalid(
                    field, value.toString(), "is out of range; give above 0 to " + plain(max));
        }
    }

    static void number(String field, Integer value, int min, int max) throws ContractException {
        if (value != null) {
            FieldChecks.range(field, value, min, max);
        }
    }

    static void labels(String field, List<String> labels) throws ContractException {
        texts(field, labels, MAX_LABEL, 100);
    }

    static void tags(String field, List<String> tags) throws ContractException {
        texts(field, tags, MAX_TAG, 50);
    }

    static void identifiers(String field, List<String> ids) throws ContractException {
        FieldChecks.range(field + ".length", ids.size(), 0, 100);
        for (int i = 0; i < ids.size(); i++) {
            DefinitionKeys.identifier(field + "[" + i + "]", ids.get(i));
        }
    }

    /** A normalised point. */
    static void point(String field, List<Double> point) throws ContractException {
        present(field, point, "give [x, y] as shares of the picture");
        if (point.size() != 2) {
            throw FieldChecks.invalid(
                    field, point.toString(), "is no point; give [x, y] as shares of the picture");
        }
        number(field + "[0]", point.get(0), 0, 1);
        number(field + "[1]", point.get(1), 0, 1);
    }

    static void polygons(String field, List<List<List<Double>>> polygons) throws ContractException {
        FieldChecks.range(field + ".length", polygons.size(), 0, 50);
        for (int i = 0; i < polygons.size(); i++) {
            polygon(field + "[" + i + "]", polygons.get(i));
        }
    }

    /** Normalised corners of an area that is one. */
    static void polygon(String field, List<List<Double>> corners) throws ContractException {
        FieldChecks.range(field + ".length", corners.size(), 3, MAX_CORNERS);
        for (int i = 0; i < corners.size(); i++) {
            point(field + "[" + i + "]", corners.get(i));
        }
        if (extent(corners) < LEAST_AREA) {
            throw FieldChecks.invalid(
                    field, corners.toString(), "has no area; give corners that are not in a line");
        }
    }

    /** Twice the largest triangle that a corner makes with the first corner and its neighbour. */
    private static double extent(List<List<Double>> corners) {
        List<Double> first = corners.get(0);
        double most = 0;
        for (int i = 1; i + 1 < corners.size(); i++) {
            List<Double> a = corners.get(i);
            List<Double> b = corners.get(i + 1);
            double cross =
                    (a.get(0) - first.get(0)) * (b.get(1) - first.get(1))
                            - (a.get(1) - first.get(1)) * (b.get(0) - first.get(0));
            most = Math.max(most, Math.abs(cross));
        }
        return most;
    }

    private static void texts(String field, List<String> texts, int max, int count)
            throws ContractException {
        FieldChecks.range(field + ".length", texts.size(), 0, count);
        for (int i = 0; i < texts.size(); i++) {
            FieldChecks.text(field + "[" + i + "]", texts.get(i), 1, max);
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
