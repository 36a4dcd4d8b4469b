package ke.co.datacraft.cv.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The golden samples: messages of every schema version as they were written, one file each, named
 * {@code topic.version.variant.json}. Other modules' tests read them too.
 */
public final class GoldenSamples {

    /** Record class of the messages of each topic, by topic name without prefix, and of events. */
    public static final Map<String, Class<? extends Record>> TYPES =
            Map.ofEntries(
                    Map.entry("images", ImageReference.class),
                    Map.entry("frames", ImageReference.class),
                    Map.entry("results", ImageResult.class),
                    Map.entry("result-events", ResultEvent.class),
                    Map.entry("tracks-events", TracksEvent.class),
                    Map.entry("job-status", JobStatus.class),
                    Map.entry("dead-letters", DeadLetter.class),
                    Map.entry("commands", JobCommand.class),
                    Map.entry("models", ModelActivation.class),
                    Map.entry("sources", SourceDefinition.class),
                    Map.entry("zones", ZoneDefinition.class),
                    Map.entry("rules", RuleDefinition.class),
                    Map.entry("events", AnalyticsEvent.class),
                    Map.entry("alerts", Alert.class),
                    Map.entry("source-status", SourceStatus.class));

    /** Samples that hold every field that their writer would write. */
    public static final List<String> COMPLETE =
            List.of(
                    "images.v1.job",
                    "images.v1.chain",
                    "images.v1.pipeline",
                    "images.v1.part",
                    "frames.v1.camera",
                    "results.v1.detection",
                    "results.v1.camera",
                    "results.v1.nothing-found",
                    "results.v1.ocr",
                    "results.v1.quality",
                    "results.v1.chain",
                    "results.v1.finds",
                    "result-events.v1.camera",
                    "result-events.v1.job",
                    "tracks-events.v1.two",
                    "job-status.v1.processing",
                    "job-status.v1.failed",
                    "job-status.v1.minimal",
                    "dead-letters.v1.not-found",
                    "dead-letters.v1.not-json",
                    "dead-letters.v1.headers",
                    "commands.v1.cancel",
                    "commands.v1.retry",
                    "models.v1.active",
                    "models.v1.canary-and-shadow",
                    "sources.v1.camera",
                    "sources.v1.video",
                    "zones.v1.area",
                    "zones.v1.line",
                    "rules.v1.night",
                    "events.v1.zone-update",
                    "events.v1.line-end",
                    "events.v1.crowd-new",
                    "alerts.v1.new",
                    "alerts.v1.end",
                    "source-status.v1.online",
                    "source-status.v1.offline");

    /** Samples that lack what has a default, or hold fields that this release does not know. */
    public static final List<String> PARTIAL =
            List.of(
                    "images.v1.minimal",
                    "images.v1.unknown-fields",
                    "frames.v1.minimal",
                    "sources.v1.minimal",
                    "zones.v1.minimal",
                    "rules.v1.minimal");

    private GoldenSamples() {}

    /** JSON of a sample, as UTF-8. */
    public static byte[] bytes(String name) {
        return resource("/golden/" + name + ".json");
    }

    /** Topic of a sample, without prefix. */
    public static String topic(String name) {
        return name.substring(0, name.indexOf('.'));
    }

    /** Record class of a sample. */
    public static Class<? extends Record> type(String name) {
        return TYPES.get(topic(name));
    }

    /** The JSON Schema of a topic. */
    public static String schema(String topic) {
        return new String(resource("/schema/" + topic + ".v1.schema.json"), StandardCharsets.UTF_8);
    }

    private static byte[] resource(String path) {
        try (var stream = GoldenSamples.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalArgumentException("There is no resource " + path);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
