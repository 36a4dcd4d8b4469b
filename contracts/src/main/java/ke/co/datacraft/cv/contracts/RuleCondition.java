package ke.co.datacraft.cv.contracts;

import java.util.List;

/**
 * Which events a rule is about; a list that is empty asks for nothing.
 *
 * @param kinds what they tell; never null
 * @param sources ids of their sources; never null
 * @param zones ids of the zones and lines, any of them; never null
 * @param labels classes of their objects; never null
 * @param tags tags of their sources, any of them; never null
 * @param directions ways in which a line is crossed; never null
 * @param minConfidence least top confidence, 0 to 1, or null
 * @param minSeconds least duration of the event in seconds, or null
 * @param minSpeedKmh least speed in kilometres per hour, or null
 * @param minCount least number of objects, or null
 */
public record RuleCondition(
        List<EventKind> kinds,
        List<String> sources,
        List<String> zones,
        List<String> labels,
        List<String> tags,
        List<CrossingDirection> directions,
        Double minConfidence,
        Double minSeconds,
        Double minSpeedKmh,
        Integer minCount) {

    /** Fills in the defaults. */
    public RuleCondition {
        kinds = kinds == null ? List.of() : List.copyOf(kinds);
        sources = sources == null ? List.of() : List.copyOf(sources);
        zones = zones == null ? List.of() : List.copyOf(zones);
        labels = labels == null ? List.of() : List.copyOf(labels);
        tags = tags == null ? List.of() : List.copyOf(tags);
        directions = directions == null ? List.of() : List.copyOf(directions);
    }
}
