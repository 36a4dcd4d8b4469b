package ke.co.datacraft.cv.standalone.command;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ke.co.datacraft.cv.contracts.Barcode;
import ke.co.datacraft.cv.contracts.DetectedFace;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageClass;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.TextWord;

/**
 * What is drawn into a picture to show a result.
 *
 * @param shape in pixels of the picture
 * @param label beside the shape, or null
 */
record Markings(Shape shape, String label) {

    private static final double DOT = 3;

    /** Everything of a result that has a place; classes are told at the top of what was seen. */
    static List<Markings> of(TaskResult result) {
        List<Markings> markings = new ArrayList<>();
        if (result.objects() != null) {
            for (DetectedObject one : result.objects()) {
                markings.add(box(one.bbox(), scored(one.label(), one.confidence())));
            }
        }
        if (result.faces() != null) {
            for (DetectedFace one : result.faces()) {
                markings.add(box(one.bbox(), scored("face", one.confidence())));
                one.landmarks().forEach(place -> markings.add(dot(place)));
            }
        }
        if (result.barcodes() != null) {
            for (Barcode one : result.barcodes()) {
                markings.add(new Markings(outline(one.corners()), one.content()));
            }
        }
        if (result.text() != null) {
            for (TextWord one : result.text().words()) {
                markings.add(box(one.bbox(), one.text()));
            }
        }
        if (result.classes() != null && !result.classes().isEmpty()) {
            ImageClass best = result.classes().get(0);
            List<Double> seen =
                    result.region() == null ? List.of(0.0, 0.0, 0.0, 0.0) : result.region().bbox();
            markings.add(box(seen, scored(best.label(), best.confidence())));
        }
        return markings;
    }

    private static String scored(String label, double confidence) {
        return String.format(Locale.ROOT, "%s %.2f", label, confidence);
    }

    private static Markings box(List<Double> box, String label) {
        return new Markings(
                new Rectangle2D.Double(box.get(0), box.get(1), box.get(2), box.get(3)), label);
    }

    private static Markings dot(List<Double> place) {
        return new Markings(
                new Ellipse2D.Double(place.get(0) - DOT / 2, place.get(1) - DOT / 2, DOT, DOT),
                null);
    }

    private static Shape outline(List<List<Double>> corners) {
        Path2D outline = new Path2D.Double();
        for (int i = 0; i < corners.size(); i++) {
            List<Double> corner = corners.get(i);
            if (i == 0) {
                outline.moveTo(corner.get(0), corner.get(1));
            } else {
                outline.lineTo(corner.get(0), corner.get(1));
            }
        }
        outline.closePath();
        return outline;
    }
}
