package ke.co.datacraft.cv.inference.barcode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import ke.co.datacraft.cv.inference.ImagePoint;
import ke.co.datacraft.cv.inference.ReadBarcode;
import ke.co.datacraft.cv.inference.opencv.LuminanceView;

/** The codes of a picture, each once, whatever number of views showed it. */
final class FoundBarcodes {

    /** Codes whose middles are less than half a height apart are in one line. */
    private static final float SAME_LINE = 0.5f;

    private final List<ReadBarcode> barcodes = new ArrayList<>();

    /**
     * Adds a code unless it is known.
     *
     * @param view where it was seen
     */
    void add(LuminanceView view, Sighting sighting) {
        List<ImagePoint> corners = sighting.corners().stream().map(view::toOriginal).toList();
        ReadBarcode barcode =
                new ReadBarcode(sighting.symbology().name(), sighting.content(), corners);
        if (!corners.stream().allMatch(p -> Float.isFinite(p.x()) && Float.isFinite(p.y()))) {
            return;
        }
        for (int index = 0; index < barcodes.size(); index++) {
            ReadBarcode known = barcodes.get(index);
            if (sayTheSame(known, barcode)) {
                if (contains(known, middle(barcode)) || contains(barcode, middle(known))) {
                    return;
                }
                Strip strip = new Strip(known);
                if (sighting.isLinear() && strip.isPartOfOneWith(barcode)) {
                    barcodes.set(index, strip.joined(barcode));
                    return;
                }
            }
        }
        barcodes.add(barcode);
    }

    private static boolean sayTheSame(ReadBarcode known, ReadBarcode other) {
        return known.symbology().equals(other.symbology())
                && known.content().equals(other.content());
    }

    /** Rows of bars that could be read, with others of the same code above or below that could. */
    private static final class Strip {

        /** Shares of the code's length by which strips may be apart along it and across it. */
        private static final float ALONG = 0.1f;

        private static final float ACROSS = 0.5f;

        private final ReadBarcode barcode;
        private final ImagePoint origin;
        private final float alongX;
        private final float alongY;
        private final float length;

        Strip(ReadBarcode barcode) {
            this.barcode = barcode;
            this.origin = barcode.corners().get(0);
            ImagePoint end = barcode.corners().get(1);
            this.length = (float) Math.hypot(end.x() - origin.x(), end.y() - origin.y());
            this.alongX = (end.x() - origin.x()) / length;
            this.alongY = (end.y() - origin.y()) / length;
        }

        private float along(ImagePoint point) {
            return (point.x() - origin.x()) * alongX + (point.y() - origin.y()) * alongY;
        }

        private float across(ImagePoint point) {
            return (point.y() - origin.y()) * alongX - (point.x() - origin.x()) * alongY;
        }

        boolean isPartOfOneWith(ReadBarcode other) {
            float begin = along(other.corners().get(0));
            float end = along(other.corners().get(1));
            return Math.abs(begin) <= ALONG * length
                    && Math.abs(end - length) <= ALONG * length
                    && Math.abs(across(middle(other)) - across(middle(barcode))) <= ACROSS * length;
        }

        ReadBarcode joined(ReadBarcode other) {
            float top = Float.POSITIVE_INFINITY;
            float bottom = Float.NEGATIVE_INFINITY;
            for (ReadBarcode part : List.of(barcode, other)) {
                for (ImagePoint corner : part.corners()) {
                    top = Math.min(top, across(corner));
                    bottom = Math.max(bottom, across(corner));
                }
            }
            return new ReadBarcode(
                    barcode.symbology(),
                    barcode.content(),
                    List.of(at(0, top), at(length, top), at(length, bottom), at(0, bottom)));
        }

        private ImagePoint at(float along, float across) {
            return new ImagePoint(
                    origin.x() + along * alongX - across * alongY,
                    origin.y() + along * alongY + across * alongX);
        }
    }

    /** Whether a code covers this place of the original. */
    boolean covers(ImagePoint place) {
        return barcodes.stream().anyMatch(barcode -> contains(barcode, place));
    }

    private static ImagePoint middle(ReadBarcode barcode) {
        float x = 0;
        float y = 0;
        for (ImagePoint corner : barcode.corners()) {
            x += corner.x() / 4;
            y += corner.y() / 4;
        }
        return new ImagePoint(x, y);
    }

    /** Whether the place is on the same side of all four edges. */
    private static boolean contains(ReadBarcode barcode, ImagePoint place) {
        boolean left = false;
        boolean right = false;
        for (int i = 0; i < 4; i++) {
            ImagePoint from = barcode.corners().get(i);
            ImagePoint to = barcode.corners().get((i + 1) % 4);
            float side =
                    (to.x() - from.x()) * (place.y() - from.y())
                            - (to.y() - from.y()) * (place.x() - from.x());
            left |= side < 0;
            right |= side > 0;
        }
        return !(left && right);
    }

    /** Line by line from the top, within a line from the left. */
    List<ReadBarcode> inReadingOrder() {
        List<ReadBarcode> fromTop = new ArrayList<>(barcodes);
        fromTop.sort(
                Comparator.<ReadBarcode>comparingDouble(barcode -> middle(barcode).y())
                        .thenComparing(barcode -> middle(barcode).x())
                        .thenComparing(ReadBarcode::content));
        List<ReadBarcode> ordered = new ArrayList<>();
        List<ReadBarcode> line = new ArrayList<>();
        for (ReadBarcode barcode : fromTop) {
            if (!line.isEmpty() && !inLine(line.get(0), barcode)) {
                flush(line, ordered);
            }
            line.add(barcode);
        }
        flush(line, ordered);
        return List.copyOf(ordered);
    }

    private static void flush(List<ReadBarcode> line, List<ReadBarcode> ordered) {
        line.sort(Comparator.comparingDouble(barcode -> middle(barcode).x()));
        ordered.addAll(line);
        line.clear();
    }

    private static boolean inLine(ReadBarcode first, ReadBarcode next) {
        float apart = middle(next).y() - middle(first).y();
        return apart < SAME_LINE * Math.max(height(first), height(next));
    }

    private static float height(ReadBarcode barcode) {
        double top = barcode.corners().stream().mapToDouble(ImagePoint::y).min().orElse(0);
        double bottom = barcode.corners().stream().mapToDouble(ImagePoint::y).max().orElse(0);
        return (float) (bottom - top);
    }
}
