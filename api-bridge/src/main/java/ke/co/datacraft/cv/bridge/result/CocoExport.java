package ke.co.datacraft.cv.bridge.result;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ImageResult;

/**
 * COCO's object detection format (cocodataset.org, "Data format"): images, boxes of objects, faces
 * with their five keypoints, and barcodes with their outlines. Ids of images and annotations derive
 * from our ids, so that they are the same in every export; with 53 bits they are exact in every
 * JSON reader. {@code score}, as in COCO's results format, is the confidence.
 */
final class CocoExport implements ResultExport {

    private static final long EXACT = (1L << 53) - 1;

    @Override
    public void write(ExportSource source, BoxFormat boxes, OutputStream out) throws IOException {
        try (JsonGenerator json = JsonStreams.open(out)) {
            json.writeStartObject();
            info(json, source);
            // Images that come between the two passes have no annotations yet.
            Set<UUID> told = images(json, source);
            CocoCategories categories = new CocoCategories();
            CocoAnnotations annotations = new CocoAnnotations(json, categories);
            json.writeArrayFieldStart("annotations");
            source.results(
                    result -> {
                        if (told.contains(result.imageId())) {
                            annotations.write(result);
                        }
                    });
            json.writeEndArray();
            categories.write(json);
            json.writeEndObject();
        }
    }

    private static void info(JsonGenerator json, ExportSource source) throws IOException {
        json.writeObjectFieldStart("info");
        json.writeStringField("description", source.jobName());
        json.writeStringField("version", "1.0");
        json.writeStringField("job_id", source.jobId().toString());
        json.writeEndObject();
        json.writeArrayFieldStart("licenses");
        json.writeEndArray();
    }

    private static Set<UUID> images(JsonGenerator json, ExportSource source) throws IOException {
        Set<UUID> told = new HashSet<>();
        json.writeArrayFieldStart("images");
        source.images(
                head -> {
                    told.add(head.imageId());
                    json.writeStartObject();
                    json.writeNumberField("id", number(head.imageId()));
                    json.writeStringField("file_name", head.filename());
                    json.writeNumberField("width", head.size().width());
                    json.writeNumberField("height", head.size().height());
                    json.writeNumberField("page", head.page());
                    json.writeStringField("image_id", head.imageId().toString());
                    json.writeStringField("uri", head.uri());
                    json.writeEndObject();
                });
        json.writeEndArray();
        return told;
    }

    /** Number of an image. */
    static long number(ImageResult result) {
        return number(result.imageId());
    }

    /** The last 53 bits, at least 1: a name-based UUID is a hash, all of its bits are even odds. */
    static long number(UUID id) {
        return Math.max(
                1, (id.getMostSignificantBits() * 31 ^ id.getLeastSignificantBits()) & EXACT);
    }
}
