package ke.co.datacraft.cv.contracts;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Topic names under one prefix.
 *
 * @param prefix what every name begins with, {@link #DEFAULT_PREFIX} by default
 */
public record Topics(String prefix) {

    /** Prefix unless configured otherwise. */
    public static final String DEFAULT_PREFIX = "cv.";

    /**
     * Largest message in bytes that the topics written by the stream must take: a page full of
     * words, or a dead letter with its original inside.
     */
    public static final int MAX_MESSAGE_BYTES = 16 << 20;

    /** Header that carries the W3C trace context. */
    public static final String TRACEPARENT_HEADER = "traceparent";

    /** Header that carries the tenant, readable even when the value is not. */
    public static final String TENANT_HEADER = "tenant";

    /**
     * Header of a record on {@link #alerts()} that is to be handed on to one target alone, as
     * {@link DeliveryTarget#path}.
     */
    public static final String DELIVERY_HEADER = "delivery";

    /** Rejects an absent prefix. */
    public Topics {
        Objects.requireNonNull(prefix, "prefix");
    }

    /** References of submitted jobs, by job id. */
    public String images() {
        return prefix + "images";
    }

    /** References of camera frames, by source id. */
    public String frames() {
        return prefix + "frames";
    }

    /** Results, by job id or source id. */
    public String results() {
        return prefix + "results";
    }

    /** Progress of jobs, by job id. */
    public String jobStatus() {
        return prefix + "job-status";
    }

    /** Records that could not be processed, by their original key. */
    public String deadLetters() {
        return prefix + "dead-letters";
    }

    /** Cancel and retry commands, by job id. */
    public String commands() {
        return prefix + "commands";
    }

    /** Active versions of models, by model name; compacted. */
    public String models() {
        return prefix + "models";
    }

    /** Results of models in trial, in the form of {@link #results}, by job id or source id. */
    public String shadowResults() {
        return prefix + "shadow-results";
    }

    /** Cameras and other sources of pictures, by tenant and source id; compacted. */
    public String sources() {
        return prefix + "sources";
    }

    /** Zones and lines in pictures, by tenant and zone id; compacted. */
    public String zones() {
        return prefix + "zones";
    }

    /** What makes alerts, by tenant and rule id; compacted. */
    public String rules() {
        return prefix + "rules";
    }

    /** What happens at sources, by tenant and source id. */
    public String events() {
        return prefix + "events";
    }

    /** What somebody should know of, by tenant and rule id. */
    public String alerts() {
        return prefix + "alerts";
    }

    /** How sources are, by tenant and source id. */
    public String sourceStatus() {
        return prefix + "source-status";
    }

    /** Every topic that VisionJob reads or writes; it needs no other. */
    public List<String> ofVisionJob() {
        return List.of(
                images(),
                frames(),
                results(),
                jobStatus(),
                deadLetters(),
                commands(),
                models(),
                shadowResults());
    }

    /** Topics of sources, of their definitions and of what happens at them. */
    public List<String> ofSources() {
        return List.of(sources(), zones(), rules(), events(), alerts(), sourceStatus());
    }

    /** Every topic. */
    public List<String> all() {
        return Stream.of(ofVisionJob(), ofSources()).flatMap(List::stream).toList();
    }

    /** Topics whose last record of each key must stay; the others lose old records. */
    public List<String> compacted() {
        return List.of(models(), sources(), zones(), rules());
    }
}
