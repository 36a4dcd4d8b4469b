package ke.co.datacraft.cv.inference.model;

/**
 * A version that orders as Semantic Versioning 2.0.0 does (section 11); parts that are no numbers
 * order as text.
 */
record ModelVersion(String text) implements Comparable<ModelVersion> {

    @Override
    public int compareTo(ModelVersion other) {
        int byCore = compareParts(core().split("\\."), other.core().split("\\."));
        if (byCore != 0) {
            return byCore;
        }
        int byPreRelease = comparePreRelease(preRelease(), other.preRelease());
        // 1.0 and 1.0.0 rank the same and are not the same.
        return byPreRelease != 0 ? byPreRelease : text.compareTo(other.text);
    }

    private String withoutBuild() {
        int plus = text.indexOf('+');
        return plus < 0 ? text : text.substring(0, plus);
    }

    private String core() {
        String version = withoutBuild();
        int dash = version.indexOf('-');
        return dash < 0 ? version : version.substring(0, dash);
    }

    private String preRelease() {
        String version = withoutBuild();
        int dash = version.indexOf('-');
        return dash < 0 ? "" : version.substring(dash + 1);
    }

    private static int comparePreRelease(String left, String right) {
        if (left.isEmpty() || right.isEmpty()) {
            // A release is newer than its pre-releases.
            return Boolean.compare(left.isEmpty(), right.isEmpty());
        }
        String[] leftParts = left.split("\\.");
        String[] rightParts = right.split("\\.");
        for (int index = 0; index < Math.min(leftParts.length, rightParts.length); index++) {
            int byPart = comparePart(leftParts[index], rightParts[index]);
            if (byPart != 0) {
                return byPart;
            }
        }
        return Integer.compare(leftParts.length, rightParts.length);
    }

    private static int compareParts(String[] left, String[] right) {
        for (int index = 0; index < Math.max(left.length, right.length); index++) {
            int byPart =
                    comparePart(
                            index < left.length ? left[index] : "0",
                            index < right.length ? right[index] : "0");
            if (byPart != 0) {
                return byPart;
            }
        }
        return 0;
    }

    private static int comparePart(String left, String right) {
        boolean leftNumeric = isNumeric(left);
        boolean rightNumeric = isNumeric(right);
        if (leftNumeric && rightNumeric) {
            return Long.compare(Long.parseLong(left), Long.parseLong(right));
        }
        return leftNumeric == rightNumeric ? left.compareTo(right) : leftNumeric ? -1 : 1;
    }

    private static boolean isNumeric(String part) {
        return !part.isEmpty()
                && part.length() < 18
                && part.chars().allMatch(character -> character >= '0' && character <= '9');
    }
}
