package ke.co.datacraft.cv.operators.analytics.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.contracts.Alert;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.EventType;
import ke.co.datacraft.cv.contracts.RuleDefinition;
import ke.co.datacraft.cv.operators.StateDescriptors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes alerts of the events for which a rule fired, keyed by rule: cooldown per source and zone,
 * and grouping. What becomes an alert and what belongs to it is decided by the times of events, so
 * that a replay gives the same alerts; the clock on the wall only ends a group that nothing joins
 * any more.
 *
 * <p>Events of one source come in their order. A rule that groups all sources sees them in the
 * order of their arrival.
 */
public final class AlertFunction extends KeyedProcessFunction<String, RuleMatch, Alert> {

    private static final long serialVersionUID = 1L;

    private final AlertSettings settings;

    private transient MapState<String, OpenAlert> alerts;
    private transient MapState<String, String> groups;
    private transient MapState<String, Cooldown> cooldowns;

    /** Processing time since which this attempt runs: an outage is no silence. */
    private transient long opened;

    /** Alerts under these settings. */
    public AlertFunction(AlertSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        alerts = getRuntimeContext().getMapState(StateDescriptors.openAlerts());
        groups = getRuntimeContext().getMapState(StateDescriptors.alertGroups());
        cooldowns = getRuntimeContext().getMapState(StateDescriptors.alertCooldowns());
        opened = Long.MIN_VALUE;
    }

    @Override
    public void processElement(RuleMatch match, Context context, Collector<Alert> out)
            throws Exception {
        long now = now(context.timerService().currentProcessingTime());
        AnalyticsEvent event = match.event();
        String group = groups.get(event.id().toString());
        if (group == null) {
            if (match.rule() == null) {
                return; // It fell into a cooldown.
            }
            group = fire(match, now, context, out);
            if (group == null) {
                return;
            }
        }
        OpenAlert alert = alerts.get(group).follow(event, now);
        if (event.type() == EventType.END) {
            groups.remove(event.id().toString());
        }
        if (alert.openEvents().isEmpty() && !alert.grouped()) {
            out.collect(alert.end(now));
            alerts.remove(group);
            return;
        }
        alerts.put(group, alert);
        if (alert.openEvents().isEmpty()) {
            context.timerService().registerProcessingTimeTimer(due(alert));
        }
    }

    /** The group that the event is of now, or null in a cooldown. */
    private String fire(RuleMatch match, long now, Context context, Collector<Alert> out)
            throws Exception {
        RuleDefinition rule = match.rule();
        AnalyticsEvent event = match.event();
        String group = group(rule, event);
        long millis = event.after().time().toEpochMilli();
        OpenAlert open = alerts.get(group);
        if (open != null && open.takes(millis)) {
            OpenAlert joined = open.join(event, now);
            out.collect(joined.told());
            keep(group, event, joined);
            return group;
        }
        if (open != null) {
            out.collect(open.end(now));
            alerts.remove(group);
        }
        if (cools(rule, event, millis, now, context)) {
            return null;
        }
        OpenAlert begun = OpenAlert.begin(match, now);
        out.collect(begun.told());
        keep(group, event, begun);
        return group;
    }

    private void keep(String group, AnalyticsEvent event, OpenAlert alert) throws Exception {
        alerts.put(group, alert);
        groups.put(event.id().toString(), group);
    }

    private static String group(RuleDefinition rule, AnalyticsEvent event) {
        return switch (OpenAlert.by(rule)) {
            case NONE -> "event " + event.id();
            case SOURCE -> "source " + event.sourceId();
            case ZONE -> "zone " + event.sourceId() + " " + event.zoneId();
            case RULE -> "rule";
        };
    }

    private boolean cools(
            RuleDefinition rule, AnalyticsEvent event, long millis, long now, Context context)
            throws Exception {
        if (rule.cooldownSeconds() == 0) {
            return false;
        }
        String place = event.sourceId() + " " + event.zoneId();
        Cooldown last = cooldowns.get(place);
        long pause = 1000L * rule.cooldownSeconds();
        if (last != null && millis >= last.begunMillis() && millis - last.begunMillis() < pause) {
            return true;
        }
        long forgetAt = now + pause + settings.endDelay().toMillis();
        cooldowns.put(place, new Cooldown(millis, forgetAt));
        context.timerService().registerProcessingTimeTimer(forgetAt);
        return false;
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Alert> out) throws Exception {
        long now = now(context.timerService().currentProcessingTime());
        List<String> over = new ArrayList<>();
        for (Map.Entry<String, OpenAlert> entry : alerts.entries()) {
            OpenAlert alert = entry.getValue();
            if (!alert.openEvents().isEmpty()) {
                continue;
            }
            if (due(alert) <= now) {
                out.collect(alert.end(now));
                over.add(entry.getKey());
            } else {
                context.timerService().registerProcessingTimeTimer(due(alert));
            }
        }
        for (String group : over) {
            alerts.remove(group);
        }
        List<String> cooled = new ArrayList<>();
        for (Map.Entry<String, Cooldown> entry : cooldowns.entries()) {
            if (entry.getValue().forgetAt() <= now) {
                cooled.add(entry.getKey());
            }
        }
        for (String place : cooled) {
            cooldowns.remove(place);
        }
    }

    private long due(OpenAlert alert) {
        return Math.max(alert.idleSince(), opened)
                + 1000L * alert.windowSeconds()
                + settings.endDelay().toMillis();
    }

    private long now(long processingTime) {
        if (opened == Long.MIN_VALUE) {
            opened = processingTime;
        }
        return processingTime;
    }
}
