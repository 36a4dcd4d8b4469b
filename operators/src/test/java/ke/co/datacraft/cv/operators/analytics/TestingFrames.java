package ke.co.datacraft.cv.operators.analytics;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.AnchorPoint;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.RecordOrigin;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceKind;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.contracts.ZoneKind;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.operators.record.SourceFrame;

/** Frames of a car that goes from left to right across a picture of 640 x 480. */
final class TestingFrames {

    static final String TENANT = "acme";
    static final long BEGIN = 1_800_000_000_000L;

    private TestingFrames() {}

    /** A frame in which nothing is. */
    static SourceFrame frame(String source, long millis) {
        return frame(source, millis, List.of());
    }

    /** The car's way of {@code count} frames, five per second. */
    static List<SourceFrame> crossing(String source, int count) {
        List<SourceFrame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Detection car =
                    new Detection(
                            2, "car", 0.9f, new BoundingBox(20 + i * 500f / count, 200, 80, 60));
            frames.add(frame(source, BEGIN + i * 200L, List.of(car)));
        }
        return frames;
    }

    private static SourceFrame frame(String source, long millis, List<Detection> detections) {
        return new SourceFrame(
                TENANT,
                source,
                millis,
                new UUID(source.hashCode(), millis),
                "file:///frames/" + source + "/" + millis + ".jpg",
                new ImageSize(640, 480),
                detections,
                new RecordOrigin("cv.results", 0, millis));
    }

    static SourceDefinition source(String id, boolean enabled) {
        return new SourceDefinition(
                ContractCodec.SCHEMA_VERSION,
                TENANT,
                id,
                null,
                SourceKind.SIMULATOR,
                "simulator:crossing",
                null,
                enabled,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                1L,
                null,
                null);
    }

    /** The middle third of the picture, over its whole height. */
    static ZoneDefinition zone(String id, String source) {
        return zone(
                id,
                source,
                ZoneKind.POLYGON,
                List.of(
                        List.of(0.33, 0.0),
                        List.of(0.66, 0.0),
                        List.of(0.66, 1.0),
                        List.of(0.33, 1.0)));
    }

    /** A line from top to bottom through the middle of the picture. */
    static ZoneDefinition line(String id, String source) {
        return zone(id, source, ZoneKind.LINE, List.of(List.of(0.5, 0.0), List.of(0.5, 1.0)));
    }

    private static ZoneDefinition zone(
            String id, String source, ZoneKind kind, List<List<Double>> points) {
        return new ZoneDefinition(
                ContractCodec.SCHEMA_VERSION,
                TENANT,
                id,
                source,
                null,
                kind,
                points,
                true,
                null,
                AnchorPoint.BOTTOM_CENTER,
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                1L,
                null,
                null);
    }
}
