package ke.co.datacraft.cv.operators;

import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.operators.analytics.SourceState;
import ke.co.datacraft.cv.operators.analytics.alert.Cooldown;
import ke.co.datacraft.cv.operators.analytics.alert.FiredEvent;
import ke.co.datacraft.cv.operators.analytics.alert.OpenAlert;
import ke.co.datacraft.cv.operators.job.JobKeyState;
import ke.co.datacraft.cv.operators.job.ReferenceEntry;
import ke.co.datacraft.cv.operators.record.ActiveModel;
import ke.co.datacraft.cv.operators.record.DefinitionChange;
import ke.co.datacraft.cv.operators.type.BinaryTypeInformation;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** Every state of our functions, with its end. Names and types are part of every savepoint. */
public final class StateDescriptors {

    /**
     * Broadcast: cancelled jobs by {@code JobEvent.key}, with the time of the command in
     * milliseconds. A retry of the job removes its entry; the retention of {@code JobPolicy} ends
     * it, looked at when the next command comes.
     */
    public static final MapStateDescriptor<String, Long> CANCELLED_JOBS =
            new MapStateDescriptor<>("cancelled-jobs", Types.STRING, Types.LONG);

    /**
     * Broadcast: active models by name. A tombstone removes its entry; there are never more than
     * keys on {@code cv.models}.
     */
    public static final MapStateDescriptor<String, ActiveModel> ACTIVE_MODELS =
            new MapStateDescriptor<>(
                    "active-models", Types.STRING, ContractTypes.of(ActiveModel.class));

    /**
     * Broadcast: sources, zones and rules as their functions need them, by kind and key, and under
     * {@link ke.co.datacraft.cv.operators.record.DefinitionChange.Kind#CAUGHT_UP} the sign that all
     * were read once. A tombstone removes its entry; there are never more than keys on the topics.
     */
    public static final MapStateDescriptor<String, DefinitionChange> DEFINITIONS =
            new MapStateDescriptor<>(
                    "definitions", Types.STRING, ContractTypes.of(DefinitionChange.class));

    private StateDescriptors() {}

    /** Keyed: events for which rules fired, by id. A timer clears them. */
    public static MapStateDescriptor<String, FiredEvent> firedEvents() {
        return new MapStateDescriptor<>(
                "fired-events", Types.STRING, ContractTypes.of(FiredEvent.class));
    }

    /** Keyed: alerts of a rule that go on, by group. Removed when they end. */
    public static MapStateDescriptor<String, OpenAlert> openAlerts() {
        return new MapStateDescriptor<>(
                "open-alerts", Types.STRING, ContractTypes.of(OpenAlert.class));
    }

    /** Keyed: groups of a rule's events that go on, by event id. Removed when they end. */
    public static MapStateDescriptor<String, String> alertGroups() {
        return new MapStateDescriptor<>("alert-groups", Types.STRING, Types.STRING);
    }

    /** Keyed: pauses after alerts of a rule, by source and zone. A timer clears them. */
    public static MapStateDescriptor<String, Cooldown> alertCooldowns() {
        return new MapStateDescriptor<>(
                "alert-cooldowns", Types.STRING, ContractTypes.of(Cooldown.class));
    }

    /** Keyed: messages that came before all definitions had. Cleared when they have. */
    public static ListStateDescriptor<AnalyticsEvent> waitingEvents() {
        return new ListStateDescriptor<>("waiting-events", ContractTypes.of(AnalyticsEvent.class));
    }

    /** Keyed: a job. A timer clears it when the retention after its end is over. */
    public static ValueStateDescriptor<JobKeyState> job() {
        return new ValueStateDescriptor<>("job", ContractTypes.of(JobKeyState.class));
    }

    /** Keyed: a job's references by reference id. Cleared together with the job. */
    public static MapStateDescriptor<String, ReferenceEntry> references() {
        return new MapStateDescriptor<>(
                "references", Types.STRING, ContractTypes.of(ReferenceEntry.class));
    }

    /**
     * Keyed: everything of one source. Cleared when the source is removed or disabled; of a silent
     * one only its clock and the number of its last track are left.
     */
    public static ValueStateDescriptor<SourceState> source() {
        return new ValueStateDescriptor<>(
                "source", BinaryTypeInformation.ofForm(SourceState.Form.class));
    }

    /** Operator: one number per subtask, the jobs it started and has not seen end. */
    public static ListStateDescriptor<Long> activeJobs() {
        return new ListStateDescriptor<>("active-jobs", Types.LONG);
    }
}
