package ke.co.datacraft.cv.operators.analytics.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.Alert;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.EventType;
import ke.co.datacraft.cv.contracts.FrameEvidence;
import ke.co.datacraft.cv.contracts.GroupBy;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.contracts.RuleDefinition;

/**
 * An alert that goes on. Immutable; a step gives the next.
 *
 * @param told its last message
 * @param openEvents events of it that go on
 * @param lastMillis latest capture time that an event of it told
 * @param windowSeconds longest pause between two of its events
 * @param grouped whether further events may join it
 * @param idleSince processing time since which none of its events goes on
 */
public record OpenAlert(
        Alert told,
        List<UUID> openEvents,
        Long lastMillis,
        Integer windowSeconds,
        Boolean grouped,
        Long idleSince) {

    /** Events whose ids an alert tells. */
    private static final int MAX_EVENTS = 100;

    /** Keeps an unchangeable copy. */
    public OpenAlert {
        openEvents = List.copyOf(openEvents);
    }

    /** The first event of an alert. */
    static OpenAlert begin(RuleMatch match, long now) {
        RuleDefinition rule = match.rule();
        AnalyticsEvent event = match.event();
        GroupBy by = by(rule);
        Alert alert =
                new Alert(
                        ContractCodec.SCHEMA_VERSION,
                        Identifiers.nameBased(
                                "alert", rule.tenantId(), rule.id(), event.id().toString()),
                        rule.tenantId(),
                        rule.id(),
                        rule.name(),
                        rule.severity(),
                        EventType.NEW,
                        0,
                        by == GroupBy.RULE ? null : event.sourceId(),
                        by == GroupBy.NONE || by == GroupBy.ZONE ? event.zoneId() : null,
                        labels(List.of(), event),
                        match.message(),
                        event.startTime(),
                        null,
                        List.of(event.id()),
                        1,
                        event.after().evidence(),
                        rule.deliveries(),
                        Instant.ofEpochMilli(now));
        return new OpenAlert(
                alert,
                List.of(event.id()),
                event.after().time().toEpochMilli(),
                rule.grouping() == null ? 0 : rule.grouping().windowSeconds(),
                by != GroupBy.NONE,
                now);
    }

    static GroupBy by(RuleDefinition rule) {
        return rule.grouping() == null ? GroupBy.NONE : rule.grouping().by();
    }

    private static List<String> labels(List<String> known, AnalyticsEvent event) {
        TreeSet<String> labels = new TreeSet<>(known);
        if (event.label() != null) {
            labels.add(event.label());
        }
        return List.copyOf(labels);
    }

    /** Whether an event at a time belongs to it. */
    boolean takes(long millis) {
        return !openEvents.isEmpty() || millis <= lastMillis + 1000L * windowSeconds;
    }

    /** One more event. */
    OpenAlert join(AnalyticsEvent event, long now) {
        List<UUID> open = new ArrayList<>(openEvents);
        open.add(event.id());
        List<UUID> ids = new ArrayList<>(told.eventIds());
        if (ids.size() < MAX_EVENTS) {
            ids.add(event.id());
        }
        return next(
                message(
                        EventType.UPDATE,
                        labels(told.labels(), event),
                        ids,
                        told.count() + 1,
                        better(event),
                        null,
                        now),
                open,
                event,
                now);
    }

    /** A later message of one of its events; nothing is told of it. */
    OpenAlert follow(AnalyticsEvent event, long now) {
        List<UUID> open = new ArrayList<>(openEvents);
        if (event.type() == EventType.END) {
            open.remove(event.id());
        }
        return next(told, open, event, now);
    }

    /** It is over. */
    Alert end(long now) {
        return message(
                EventType.END,
                told.labels(),
                told.eventIds(),
                told.count(),
                told.evidence(),
                Instant.ofEpochMilli(lastMillis),
                now);
    }

    private OpenAlert next(Alert message, List<UUID> open, AnalyticsEvent event, long now) {
        return new OpenAlert(
                message,
                open,
                Math.max(lastMillis, event.after().time().toEpochMilli()),
                windowSeconds,
                grouped,
                now);
    }

    private FrameEvidence better(AnalyticsEvent event) {
        FrameEvidence other = event.after().evidence();
        FrameEvidence known = told.evidence();
        return known == null || other != null && confidence(other) > confidence(known)
                ? other
                : known;
    }

    private static double confidence(FrameEvidence evidence) {
        return evidence.confidence() == null ? 0 : evidence.confidence();
    }

    private Alert message(
            EventType type,
            List<String> labels,
            List<UUID> events,
            int count,
            FrameEvidence evidence,
            Instant end,
            long now) {
        return new Alert(
                told.schemaVersion(),
                told.id(),
                told.tenantId(),
                told.ruleId(),
                told.ruleName(),
                told.severity(),
                type,
                told.sequence() + 1,
                told.sourceId(),
                told.zoneId(),
                labels,
                told.message(),
                told.startTime(),
                end,
                events,
                count,
                evidence,
                told.deliveries(),
                Instant.ofEpochMilli(now));
    }
}
