package ke.co.datacraft.cv.bridge.picture;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ke.co.datacraft.cv.contracts.Barcode;
import ke.co.datacraft.cv.contracts.DetectedFace;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageClass;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.RecognizedText;
import ke.co.datacraft.cv.contracts.ResultRegion;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.TextLine;
import ke.co.datacraft.cv.contracts.TextWord;

/**
 * Draws a result on its picture: boxes of objects with class, confidence and track, faces with
 * landmarks, outlines of barcodes, boxes of words and lines, the best class. Thin enough to see the
 * thing, thick enough to be seen on a picture of any size.
 */
public final class ResultPainter {

    /** On a page with more, words keep their boxes and lose their text. */
    private static final int MOST_WORDS_WITH_TEXT = 60;

    private static final int MOST_CHARACTERS = 40;

    private final GlyphFont font;

    /**
     * @param font of the labels
     */
    public ResultPainter(GlyphFont font) {
        this.font = font;
    }

    /**
     * Draws.
     *
     * @param image the picture, upright, of any size
     * @param result what was found; its coordinates are those of {@link ImageResult#image()}
     */
    public void paint(BufferedImage image, ImageResult result) {
        new Sheet(image, result).paint(result.tasks());
    }

    /** One picture that is drawn upon. */
    private final class Sheet {

        private final Canvas canvas;
        private final BufferedImage image;
        private final AffineTransform scale;
        private final float line;
        private final double textSize;
        private final List<Label> labels = new ArrayList<>();

        /** Drawn last, so that no box crosses them. */
        private record Label(String text, Rectangle2D beside, Color color) {}

        private Sheet(BufferedImage image, ImageResult result) {
            this.image = image;
            this.canvas = new Canvas(font, image);
            this.scale =
                    AffineTransform.getScaleInstance(
                            image.getWidth() / (double) result.image().width(),
                            image.getHeight() / (double) result.image().height());
            int longest = Math.max(image.getWidth(), image.getHeight());
            this.line = Math.max(1.5f, longest / 640f);
            this.textSize = Math.max(11, Math.min(32, longest / 75.0));
        }

        private void paint(List<TaskResult> tasks) {
            tasks.forEach(this::classes);
            tasks.forEach(this::text);
            tasks.forEach(this::barcodes);
            tasks.forEach(this::faces);
            tasks.forEach(this::objects);
            // The surest come first in a result and are drawn last.
            for (int i = labels.size() - 1; i >= 0; i--) {
                draw(labels.get(i));
            }
            canvas.finish();
        }

        private void objects(TaskResult task) {
            if (task.objects() == null) {
                return;
            }
            for (int i = task.objects().size() - 1; i >= 0; i--) {
                DetectedObject one = task.objects().get(i);
                canvas.stroke(scaled(box(one.bbox())), Palette.of(one.label()), line);
            }
            for (DetectedObject one : task.objects()) {
                String track = one.trackId() == null ? "" : " #" + one.trackId();
                label(
                        scored(one.label(), one.confidence()) + track,
                        box(one.bbox()),
                        Palette.of(one.label()));
            }
        }

        private void faces(TaskResult task) {
            if (task.faces() == null) {
                return;
            }
            for (DetectedFace one : task.faces()) {
                Shape outline = box(one.bbox());
                canvas.stroke(scaled(outline), Palette.FACE, line);
                one.landmarks().forEach(place -> dot(place, Palette.FACE));
                label(scored("face", one.confidence()), outline, Palette.FACE);
            }
        }

        private void barcodes(TaskResult task) {
            if (task.barcodes() == null) {
                return;
            }
            for (Barcode one : task.barcodes()) {
                Shape outline = outline(one.corners());
                canvas.stroke(scaled(outline), Palette.BARCODE, line);
                one.corners().forEach(place -> dot(place, Palette.BARCODE));
                label(one.content(), outline, Palette.BARCODE);
            }
        }

        private void text(TaskResult task) {
            RecognizedText text = task.text();
            if (text == null) {
                return;
            }
            for (TextLine one : text.lines()) {
                canvas.stroke(scaled(box(one.bbox())), Palette.LINE, line / 2);
            }
            boolean isShort = text.words().size() <= MOST_WORDS_WITH_TEXT;
            for (TextWord one : text.words()) {
                Shape outline = box(one.bbox());
                canvas.stroke(scaled(outline), Palette.WORD, line / 2);
                if (isShort) {
                    label(one.text(), outline, Palette.WORD);
                }
            }
        }

        private void classes(TaskResult task) {
            if (task.classes() == null || task.classes().isEmpty()) {
                return;
            }
            ImageClass best = task.classes().get(0);
            ResultRegion region = task.region();
            Shape seen = region == null ? new Rectangle2D.Double() : box(region.bbox());
            label(scored(best.label(), best.confidence()), seen, Palette.of(best.label()));
        }

        private void label(String text, Shape beside, Color color) {
            String shown = text == null ? "" : text.strip().replaceAll("\\s+", " ");
            if (!shown.isEmpty()) {
                if (shown.codePointCount(0, shown.length()) > MOST_CHARACTERS) {
                    int end = shown.offsetByCodePoints(0, MOST_CHARACTERS);
                    shown = shown.substring(0, end) + "...";
                }
                labels.add(new Label(font.drawable(shown), scaled(beside).getBounds2D(), color));
            }
        }

        /** Above the thing, or within it where there is no room. */
        private void draw(Label label) {
            double padding = textSize / 4;
            double width = font.width(label.text(), textSize) + 2 * padding;
            double height = textSize * 1.25;
            double left = clamp(label.beside().getX() - line / 2, image.getWidth() - width);
            double top = clamp(label.beside().getY() - height, image.getHeight() - height);
            canvas.fill(new Rectangle2D.Double(left, top, width, height), label.color());
            canvas.text(
                    label.text(),
                    left + padding,
                    top + textSize * 0.98,
                    textSize,
                    Palette.textOn(label.color()));
        }

        private void dot(List<Double> place, Color color) {
            double radius = line * 1.6;
            double[] at = {place.get(0), place.get(1)};
            scale.transform(at, 0, at, 0, 1);
            canvas.fill(
                    new Ellipse2D.Double(at[0] - radius, at[1] - radius, 2 * radius, 2 * radius),
                    color);
        }

        private Shape scaled(Shape shape) {
            return scale.createTransformedShape(shape);
        }
    }

    private static double clamp(double value, double most) {
        return Math.max(0, Math.min(value, most));
    }

    private static String scored(String label, double confidence) {
        return String.format(Locale.ROOT, "%s %.2f", label, confidence);
    }

    private static Shape box(List<Double> box) {
        return new Rectangle2D.Double(box.get(0), box.get(1), box.get(2), box.get(3));
    }

    private static Shape outline(List<List<Double>> corners) {
        Path2D outline = new Path2D.Double();
        for (List<Double> corner : corners) {
            if (outline.getCurrentPoint() == null) {
                outline.moveTo(corner.get(0), corner.get(1));
            } else {
                outline.lineTo(corner.get(0), corner.get(1));
            }
        }
        if (outline.getCurrentPoint() != null) {
            outline.closePath();
        }
        return outline;
    }
}
