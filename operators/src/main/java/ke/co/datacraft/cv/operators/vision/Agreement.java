package ke.co.datacraft.cv.operators.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiPredicate;
import ke.co.datacraft.cv.contracts.DetectedFace;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageClass;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.TextWord;

/**
 * How far two models agree on one image: the Sørensen-Dice coefficient of what they found, 1 when
 * neither found anything. Boxes match from an intersection over union of 0.5, objects with the same
 * label only; words match by their text; of classes the first counts.
 */
final class Agreement {

    private static final double MIN_OVERLAP = 0.5;

    private Agreement() {}

    /**
     * Compares two results of one task.
     *
     * @return 0 to 1, or empty for a task whose results do not compare
     */
    static OptionalDouble of(TaskResult one, TaskResult other) {
        if (one.objects() != null && other.objects() != null) {
            return OptionalDouble.of(dice(one.objects(), other.objects(), Agreement::isSame));
        }
        if (one.faces() != null && other.faces() != null) {
            return OptionalDouble.of(dice(one.faces(), other.faces(), Agreement::isSameFace));
        }
        if (one.classes() != null && other.classes() != null) {
            return OptionalDouble.of(
                    first(one.classes()).equals(first(other.classes())) ? 1.0 : 0.0);
        }
        if (one.text() != null && other.text() != null) {
            return OptionalDouble.of(
                    dice(one.text().words(), other.text().words(), Agreement::isSameWord));
        }
        return OptionalDouble.empty();
    }

    /** Each is matched once, in the order of the first list, which has the surest first. */
    private static <T> double dice(List<T> one, List<T> other, BiPredicate<T, T> same) {
        if (one.isEmpty() && other.isEmpty()) {
            return 1;
        }
        List<T> left = new ArrayList<>(other);
        int matched = 0;
        for (T item : one) {
            for (int i = 0; i < left.size(); i++) {
                if (same.test(item, left.get(i))) {
                    left.remove(i);
                    matched++;
                    break;
                }
            }
        }
        return 2.0 * matched / (one.size() + other.size());
    }

    private static boolean isSame(DetectedObject one, DetectedObject other) {
        return one.label().equals(other.label())
                && overlap(one.bbox(), other.bbox()) >= MIN_OVERLAP;
    }

    private static boolean isSameFace(DetectedFace one, DetectedFace other) {
        return overlap(one.bbox(), other.bbox()) >= MIN_OVERLAP;
    }

    private static boolean isSameWord(TextWord one, TextWord other) {
        return one.text().equals(other.text());
    }

    private static String first(List<ImageClass> classes) {
        return classes.isEmpty() ? "" : classes.get(0).label();
    }

    /** Intersection over union of {@code [x, y, width, height]}. */
    private static double overlap(List<Double> one, List<Double> other) {
        double width =
                Math.min(one.get(0) + one.get(2), other.get(0) + other.get(2))
                        - Math.max(one.get(0), other.get(0));
        double height =
                Math.min(one.get(1) + one.get(3), other.get(1) + other.get(3))
                        - Math.max(one.get(1), other.get(1));
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double shared = width * height;
        return shared / (one.get(2) * one.get(3) + other.get(2) * other.get(3) - shared);
    }
}
