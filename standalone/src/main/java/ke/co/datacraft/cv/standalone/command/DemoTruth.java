package ke.co.datacraft.cv.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ke.co.datacraft.cv.contracts.CrossingDirection;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.contracts.ZoneKind;
import ke.co.datacraft.cv.standalone.client.BridgeClient;
import ke.co.datacraft.cv.standalone.scenes.SceneOutlines;
import ke.co.datacraft.cv.standalone.scenes.StreetPlan;
import ke.co.datacraft.cv.standalone.scenes.TrafficTruth;
import ke.co.datacraft.cv.standalone.services.Waiting;

/**
 * Sixty seconds of a simulated crossing through all three jobs, as fast as they go, and what they
 * counted beside what truly happened.
 */
final class DemoTruth {

    private static final String SOURCE = "checked-crossing";
    private static final long SEED = 7;
    private static final int FPS = 5;
    private static final int SECONDS = 60;

    /** Default of {@code CV_ANALYTICS_LOST_MILLISECONDS}. */
    private static final double LOST_SECONDS = 2;

    /**
     * Share of all crossings and entries by which the sums may differ: a detector is not the truth.
     */
    private static final double TOLERANCE = 0.2;

    private final BridgeClient bridge;
    private final DemoCameras cameras;

    DemoTruth(BridgeClient bridge, String tenant) {
        this.bridge = bridge;
        this.cameras = new DemoCameras(bridge, tenant);
    }

    private record Line(String zone, String what, long truth, long counted) {}

    /** Begins to read the film; the rest goes on beside. */
    void start() {
        ObjectNode source =
                DemoCameras.source(SOURCE, "simulator", DemoCameras.address(SEED, FPS, SECONDS));
        source.put("name", "One minute that is checked").put("flow", "guarantee");
        source.putObject("playback").put("pace", "fast");
        cameras.define(source);
        // In time: frames are held back for two seconds of capture time, and the first of them
        // still has to be drawn and analysed.
        cameras.zones(SOURCE, SEED).forEach(cameras::define);
    }

    /**
     * Waits until all is counted and prints it.
     *
     * @return what is wrong, in words
     */
    List<String> check(Duration patience, PrintWriter out) {
        List<String> wrong = new ArrayList<>();
        if (!Waiting.until(patience, this::isOver)) {
            wrong.add("the camera " + SOURCE + " is not done after " + patience.toSeconds() + " s");
        }
        List<Line> lines = compare();
        TextTable table = new TextTable("ZONE", "WHAT", "TRUTH", "COUNTED");
        long truth = 0;
        long difference = 0;
        for (Line line : lines) {
            table.add(line.zone(), line.what(), line.truth(), line.counted());
            truth += line.truth();
            difference += Math.abs(line.truth() - line.counted());
        }
        out.println();
        out.println(
                SECONDS + " seconds of a simulated crossing, at " + FPS + " frames per second:");
        table.print(out);
        double share = truth == 0 ? 1 : (double) difference / truth;
        out.printf(
                Locale.ROOT,
                "%d of %d differ (%.0f %%; up to %.0f %% passes: boxes come from the detector)%n",
                difference,
                truth,
                100 * share,
                100 * TOLERANCE);
        if (share > TOLERANCE) {
            wrong.add("counts of " + SOURCE + " differ from the truth by more than is stated");
        }
        return wrong;
    }

    private boolean isOver() {
        JsonNode status = bridge.get("/api/v1/sources/" + SOURCE).path("status");
        if (!status.path("reason").asText().contains("end of recording")) {
            return false;
        }
        JsonNode events = bridge.get("/api/v1/events?limit=200&source_id=" + SOURCE).path("items");
        for (JsonNode event : events) {
            if (event.path("end_time").isMissingNode() || event.path("end_time").isNull()) {
                return false;
            }
        }
        return !events.isEmpty();
    }

    private List<Line> compare() {
        SceneOutlines outlines =
                new SceneOutlines(SEED, StreetPlan.CROSSING, DemoCameras.WIDTH, DemoCameras.HEIGHT);
        TrafficTruth truth =
                new TrafficTruth(
                        outlines::at,
                        new TrafficTruth.Watch(
                                DemoCameras.WIDTH,
                                DemoCameras.HEIGHT,
                                FPS,
                                FPS * SECONDS,
                                LOST_SECONDS + 1.0 / FPS));
        JsonNode counts =
                bridge.get(
                                "/api/v1/analytics/counts?after=2020-01-01T00:00:00Z&bucket=day"
                                        + "&group_by=zone&source_id="
                                        + SOURCE)
                        .path("items");
        List<Line> lines = new ArrayList<>();
        for (ZoneDefinition zone : cameras.zones(SOURCE, SEED)) {
            String id = DemoCameras.zoneId(zone);
            if (zone.kind() == ZoneKind.LINE) {
                List<TrafficTruth.Crossing> crossings = truth.crossings(zone);
                for (CrossingDirection direction : CrossingDirection.values()) {
                    long expected =
                            crossings.stream()
                                    .filter(crossing -> crossing.direction() == direction)
                                    .count();
                    String name = direction.name().toLowerCase(Locale.ROOT);
                    lines.add(
                            new Line(
                                    zone.id(),
                                    "crossed " + name,
                                    expected,
                                    sum(counts, id, "crossings_" + name)));
                }
            } else {
                lines.add(
                        new Line(
                                zone.id(),
                                "entered",
                                truth.stays(zone).size(),
                                sum(counts, id, "entries")));
            }
        }
        return lines;
    }

    private static long sum(JsonNode items, String zone, String field) {
        long sum = 0;
        for (JsonNode item : items) {
            if (item.path("zone_id").asText().equals(zone)) {
                sum += item.path(field).asLong();
            }
        }
        return sum;
    }
}
