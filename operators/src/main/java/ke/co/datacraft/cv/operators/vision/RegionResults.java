package ke.co.datacraft.cv.operators.vision;

import java.util.List;
import java.util.function.UnaryOperator;
import ke.co.datacraft.cv.contracts.Barcode;
import ke.co.datacraft.cv.contracts.DetectedFace;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.RecognizedText;
import ke.co.datacraft.cv.contracts.ResultRegion;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.TextLine;
import ke.co.datacraft.cv.contracts.TextWord;

/** Puts results where they belong: to a step of the request, to a place in the image. */
final class RegionResults {

    private RegionResults() {}

    /** The result under the names that a request uses; results of the cache have others. */
    static TaskResult named(TaskResult result, TaskRequest request) {
        ResultRegion region = result.region();
        return new TaskResult(
                result.task(),
                request.step(),
                result.model(),
                result.cached(),
                result.timings(),
                region == null
                        ? null
                        : new ResultRegion(
                                request.on().step(), region.index(), region.label(), region.bbox()),
                result.objects(),
                result.classes(),
                result.faces(),
                result.barcodes(),
                result.embedding(),
                result.text(),
                result.quality());
    }

    /**
     * The result of a crop, in pixels of the whole image.
     *
     * @param result in pixels of the crop
     * @param region what the crop was made for
     * @param origin left and top edge of the crop in the image
     * @param image size of the image
     */
    static TaskResult placed(
            TaskResult result, ResultRegion region, double[] origin, ImageSize image) {
        UnaryOperator<List<Double>> move =
                place -> {
                    double x = within(place.get(0) + origin[0], image.width());
                    double y = within(place.get(1) + origin[1], image.height());
                    return place.size() == 2
                            ? List.of(x, y)
                            : List.of(
                                    x,
                                    y,
                                    within(place.get(2), image.width() - x),
                                    within(place.get(3), image.height() - y));
                };
        return new TaskResult(
                result.task(),
                result.step(),
                result.model(),
                result.cached(),
                result.timings(),
                region,
                objects(result, move),
                result.classes(),
                faces(result, move),
                barcodes(result, move),
                result.embedding(),
                text(result.text(), move),
                result.quality());
    }

    private static List<DetectedObject> objects(
            TaskResult result, UnaryOperator<List<Double>> move) {
        return result.objects() == null
                ? null
                : result.objects().stream()
                        .map(
                                one ->
                                        new DetectedObject(
                                                one.label(),
                                                one.classId(),
                                                one.confidence(),
                                                move.apply(one.bbox()),
                                                one.trackId()))
                        .toList();
    }

    private static List<DetectedFace> faces(TaskResult result, UnaryOperator<List<Double>> move) {
        return result.faces() == null
                ? null
                : result.faces().stream()
                        .map(
                                one ->
                                        new DetectedFace(
                                                one.confidence(),
                                                move.apply(one.bbox()),
                                                one.landmarks().stream().map(move).toList()))
                        .toList();
    }

    private static List<Barcode> barcodes(TaskResult result, UnaryOperator<List<Double>> move) {
        return result.barcodes() == null
                ? null
                : result.barcodes().stream()
                        .map(
                                one ->
                                        new Barcode(
                                                one.symbology(),
                                                one.content(),
                                                one.corners().stream().map(move).toList()))
                        .toList();
    }

    private static RecognizedText text(RecognizedText text, UnaryOperator<List<Double>> move) {
        return text == null
                ? null
                : new RecognizedText(
                        text.text(),
                        text.confidence(),
                        text.languages(),
                        text.lines().stream()
                                .map(
                                        line ->
                                                new TextLine(
                                                        line.text(),
                                                        line.confidence(),
                                                        move.apply(line.bbox())))
                                .toList(),
                        text.words().stream()
                                .map(
                                        word ->
                                                new TextWord(
                                                        word.text(),
                                                        word.confidence(),
                                                        move.apply(word.bbox()),
                                                        word.line()))
                                .toList());
    }

    private static double within(double value, double max) {
        return Math.round(Math.max(0, Math.min(max, value)) * 100) / 100.0;
    }
}
