package ke.co.datacraft.cv.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.standalone.client.BridgeClient;
import ke.co.datacraft.cv.standalone.scenes.ObjectKind;
import ke.co.datacraft.cv.standalone.scenes.StreetPlan;
import ke.co.datacraft.cv.standalone.scenes.StreetZones;

/** The demo's cameras: three simulated crossings with their lines and zones, or the user's own. */
final class DemoCameras {

    static final int WIDTH = 640;
    static final int HEIGHT = 360;
    private static final int FPS = 3;
    private static final List<Long> SEEDS = List.of(7L, 11L, 23L);

    private final BridgeClient bridge;
    private final String tenant;

    DemoCameras(BridgeClient bridge, String tenant) {
        this.bridge = bridge;
        this.tenant = tenant;
    }

    /**
     * Defines the simulated crossings, each with what its traffic passes, where they are missing.
     */
    List<String> simulated() {
        List<ObjectNode> sources = sources();
        List<ZoneDefinition> zones = new ArrayList<>();
        sources.forEach(this::define);
        for (int i = 0; i < sources.size(); i++) {
            zones.addAll(zones(sources.get(i).path("id").asText(), SEEDS.get(i)));
        }
        zones.forEach(this::define);
        bridge.create("/api/v1/rules", rule(zones));
        return sources.stream().map(source -> source.path("id").asText()).toList();
    }

    private static List<ObjectNode> sources() {
        List<ObjectNode> sources = new ArrayList<>();
        for (int i = 0; i < SEEDS.size(); i++) {
            ObjectNode source =
                    source("crossing-" + (i + 1), "simulator", address(SEEDS.get(i), FPS, 3600));
            source.put("name", "Crossing " + (i + 1) + " (simulated)").put("flow", "latest");
            source.putObject("playback").put("pace", "real_time").put("loop", true);
            sources.add(source);
        }
        return sources;
    }

    /**
     * Somebody on foot on a junction; those of one crossing within half a minute are one alert. Not
     * every crossing's junction is seen in one piece.
     */
    private static ObjectNode rule(List<ZoneDefinition> known) {
        ObjectNode rule = JsonNodeFactory.instance.objectNode();
        rule.put("id", "on-foot-on-a-junction").put("name", "Somebody on foot on a junction");
        ObjectNode when = rule.putObject("when");
        when.putArray("kinds").add("zone");
        when.putArray("labels").add(ObjectKind.PEDESTRIAN.label());
        var zones = when.putArray("zones");
        known.stream()
                .filter(zone -> zone.id().equals(StreetZones.JUNCTION))
                .forEach(zone -> zones.add(zoneId(zone)));
        rule.putObject("grouping").put("by", "source").put("window_seconds", 30);
        return rule;
    }

    /** Defines cameras or videos of the user's, and takes away those of an earlier start. */
    List<String> own(List<String> places) {
        List<OwnSource> wanted = places.stream().map(OwnSource::of).toList();
        List<String> ids = wanted.stream().map(OwnSource::id).toList();
        for (JsonNode known : bridge.get("/api/v1/sources?limit=200").path("items")) {
            String id = known.path("id").asText();
            if (!ids.contains(id)) {
                bridge.delete("/api/v1/sources/" + id);
            }
        }
        wanted.forEach(source -> define(source.definition()));
        return ids;
    }

    static String address(long seed, int fps, int seconds) {
        return String.format(
                Locale.ROOT,
                "simulator://crossing?seed=%d&fps=%d&width=%d&height=%d&seconds=%d&light=day",
                seed,
                fps,
                WIDTH,
                HEIGHT,
                seconds);
    }

    /** Lines and zones that the traffic of a simulated crossing passes. */
    List<ZoneDefinition> zones(String source, long seed) {
        return StreetZones.of(seed, StreetPlan.CROSSING, WIDTH, HEIGHT, source, tenant);
    }

    /** Ids of zones are those of the tenant, so the source's name is part of them. */
    static String zoneId(ZoneDefinition zone) {
        return zone.sourceId() + "-" + zone.id();
    }

    static ObjectNode source(String id, String kind, String uri) {
        ObjectNode source = JsonNodeFactory.instance.objectNode();
        source.put("id", id).put("kind", kind).put("uri", uri);
        source.putArray("tasks").addObject().put("task", "object_detection");
        return source;
    }

    void define(ObjectNode source) {
        bridge.create("/api/v1/sources", source);
    }

    void define(ZoneDefinition zone) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", zoneId(zone))
                .put("name", zone.id())
                .put("source_id", zone.sourceId())
                .put("kind", zone.kind().name().toLowerCase(Locale.ROOT))
                .put("inertia", zone.inertia())
                .put("hysteresis", zone.hysteresis());
        var points = body.putArray("points");
        if (zone.filter() != null) {
            var labels = body.putObject("filter").putArray("labels");
            zone.filter().labels().forEach(labels::add);
        }
        zone.points().forEach(point -> points.addArray().add(point.get(0)).add(point.get(1)));
        bridge.create("/api/v1/zones", body);
    }
}
