package ke.co.datacraft.cv.bridge.result;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.Barcode;
import ke.co.datacraft.cv.contracts.DetectedFace;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.TaskResult;

/** Writes what was found on images as COCO's annotations. */
final class CocoAnnotations {

    private static final int VISIBLE = 2;

    private final JsonGenerator json;
    private final CocoCategories categories;

    CocoAnnotations(JsonGenerator json, CocoCategories categories) {
        this.json = json;
        this.categories = categories;
    }

    void write(ImageResult result) throws IOException {
        for (TaskResult task : result.tasks()) {
            Finding finding = new Finding(result, task);
            for (DetectedObject one : orNone(task.objects())) {
                finding.begin(categories.ofClass(one.label(), one.classId()), one.bbox());
                box(one.bbox());
                json.writeNumberField("score", one.confidence());
                if (one.trackId() != null) {
                    json.writeNumberField("track_id", one.trackId());
                }
                json.writeEndObject();
            }
            for (DetectedFace one : orNone(task.faces())) {
                finding.begin(categories.ofKind(ResultView.FACE, ResultView.FACE), one.bbox());
                box(one.bbox());
                json.writeNumberField("score", one.confidence());
                keypoints(one.landmarks());
                json.writeEndObject();
            }
            for (Barcode one : orNone(task.barcodes())) {
                List<Double> bounds = Corners.bounds(one.corners());
                finding.begin(categories.ofKind(one.symbology(), "barcode"), bounds);
                if (one.corners().size() > 2) {
                    outline(one.corners());
                } else {
                    box(bounds);
                }
                json.writeStringField("content", one.content());
                json.writeEndObject();
            }
        }
    }

    /** What one task found on one image; each thing has a number. */
    private final class Finding {

        private final long image;
        private final TaskResult task;
        private final String resultId;
        private int index;

        private Finding(ImageResult result, TaskResult task) {
            this.image = CocoExport.number(result);
            this.task = task;
            this.resultId = Identifiers.resultId(result.imageId(), task).toString();
        }

        /** Fields of every annotation. */
        private void begin(int category, List<Double> box) throws IOException {
            UUID id = Identifiers.nameBased("coco", resultId, Integer.toString(index++));
            json.writeStartObject();
            json.writeNumberField("id", CocoExport.number(id));
            json.writeNumberField("image_id", image);
            json.writeNumberField("category_id", category);
            numbers("bbox", box);
            json.writeNumberField("area", box.get(2) * box.get(3));
            json.writeNumberField("iscrowd", 0);
            json.writeStringField("task", task.task());
            json.writeStringField("model", task.model().name() + "@" + task.model().version());
        }
    }

    private void box(List<Double> box) throws IOException {
        double x = box.get(0);
        double y = box.get(1);
        double right = x + box.get(2);
        double bottom = y + box.get(3);
        polygon(List.of(x, y, right, y, right, bottom, x, bottom));
    }

    private void outline(List<List<Double>> corners) throws IOException {
        polygon(corners.stream().flatMap(List::stream).toList());
    }

    private void polygon(List<Double> coordinates) throws IOException {
        json.writeArrayFieldStart("segmentation");
        json.writeStartArray();
        for (double coordinate : coordinates) {
            json.writeNumber(coordinate);
        }
        json.writeEndArray();
        json.writeEndArray();
    }

    private void keypoints(List<List<Double>> landmarks) throws IOException {
        if (landmarks.size() != CocoCategories.FACE_KEYPOINTS.size()) {
            return;
        }
        json.writeArrayFieldStart("keypoints");
        for (List<Double> place : landmarks) {
            json.writeNumber(place.get(0));
            json.writeNumber(place.get(1));
            json.writeNumber(VISIBLE);
        }
        json.writeEndArray();
        json.writeNumberField("num_keypoints", landmarks.size());
    }

    private void numbers(String field, List<Double> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (double value : values) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }

    private static <T> List<T> orNone(List<T> found) {
        return found == null ? List.of() : found;
    }
}
