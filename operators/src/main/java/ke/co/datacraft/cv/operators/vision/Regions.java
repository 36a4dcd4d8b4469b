package ke.co.datacraft.cv.operators.vision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import ke.co.datacraft.cv.contracts.Barcode;
import ke.co.datacraft.cv.contracts.DetectedFace;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.RegionSource;
import ke.co.datacraft.cv.contracts.ResultRegion;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.inference.Analyzer;

/** Chooses the crops that a chained task works on. Pure. */
final class Regions {

    /** Less is no picture. */
    private static final int MIN_SIDE = 2;

    private Regions() {}

    /** Something found, with its number among all that the step found on the image. */
    private record Finding(int index, String label, double confidence, List<Double> bbox) {}

    private record Candidate(ResultRegion region, double confidence) {}

    /**
     * The regions, by their number. Where there are too many, the most confident ones stay.
     *
     * @param found what the earlier step found: one result, or one per region of its own
     * @param on which of it to take
     * @param image size of the image after EXIF rotation
     * @return boxes of whole pixels within the image, padding included
     */
    static List<ResultRegion> of(List<TaskResult> found, RegionSource on, ImageSize image) {
        List<Candidate> candidates = new ArrayList<>();
        for (Finding finding : findings(found)) {
            boolean asked = on.labels().isEmpty() || on.labels().contains(finding.label());
            List<Double> box = padded(finding.bbox(), on.padding(), image);
            if (asked && box.get(2) >= MIN_SIDE && box.get(3) >= MIN_SIDE) {
                ResultRegion region =
                        new ResultRegion(on.step(), finding.index(), finding.label(), box);
                candidates.add(new Candidate(region, finding.confidence()));
            }
        }
        return candidates.stream()
                .sorted(Comparator.comparingDouble(Candidate::confidence).reversed())
                .limit(on.maxRegions())
                .map(Candidate::region)
                .sorted(Comparator.comparingInt(ResultRegion::index))
                .toList();
    }

    /** Pixels that the short side of a region should have for an analyzer. */
    static int shortSide(ResultRegion region, Analyzer analyzer) {
        int width = (int) Math.ceil(region.bbox().get(2));
        int height = (int) Math.ceil(region.bbox().get(3));
        return analyzer.minimumShortSide(Math.max(1, width), Math.max(1, height));
    }

    /**
     * Pixels that the short side of the whole picture must have, so that a region is not smaller
     * than a task needs it.
     *
     * @param needed what the short side of the region should have
     * @return {@link Integer#MAX_VALUE} for every pixel of the original
     */
    static int shortSideOfImage(ResultRegion region, int needed, ImageSize image) {
        double side = Math.min(region.bbox().get(2), region.bbox().get(3));
        return needed >= side
                ? Integer.MAX_VALUE
                : (int) Math.ceil(needed * Math.min(image.width(), image.height()) / side);
    }

    private static List<Finding> findings(List<TaskResult> results) {
        List<Finding> findings = new ArrayList<>();
        for (TaskResult result : results) {
            if (result.objects() != null) {
                for (DetectedObject one : result.objects()) {
                    findings.add(
                            new Finding(
                                    findings.size(), one.label(), one.confidence(), one.bbox()));
                }
            }
            if (result.faces() != null) {
                for (DetectedFace one : result.faces()) {
                    findings.add(new Finding(findings.size(), null, one.confidence(), one.bbox()));
                }
            }
            if (result.barcodes() != null) {
                for (Barcode one : result.barcodes()) {
                    findings.add(
                            new Finding(
                                    findings.size(), one.symbology(), 1, bounds(one.corners())));
                }
            }
        }
        return findings;
    }

    private static List<Double> bounds(List<List<Double>> corners) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (List<Double> corner : corners) {
            left = Math.min(left, corner.get(0));
            top = Math.min(top, corner.get(1));
            right = Math.max(right, corner.get(0));
            bottom = Math.max(bottom, corner.get(1));
        }
        return corners.isEmpty()
                ? List.of(0.0, 0.0, 0.0, 0.0)
                : List.of(left, top, right - left, bottom - top);
    }

    private static List<Double> padded(List<Double> box, double padding, ImageSize image) {
        double marginX = padding * box.get(2);
        double marginY = padding * box.get(3);
        double left = Math.max(0, Math.floor(box.get(0) - marginX));
        double top = Math.max(0, Math.floor(box.get(1) - marginY));
        double right = Math.min(image.width(), Math.ceil(box.get(0) + box.get(2) + marginX));
        double bottom = Math.min(image.height(), Math.ceil(box.get(1) + box.get(3) + marginY));
        return List.of(left, top, right - left, bottom - top);
    }
}
