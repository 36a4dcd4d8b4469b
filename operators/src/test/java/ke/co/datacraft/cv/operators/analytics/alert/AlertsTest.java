package ke.co.datacraft.cv.operators.analytics.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.Alert;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.EventKind;
import ke.co.datacraft.cv.contracts.EventState;
import ke.co.datacraft.cv.contracts.EventType;
import ke.co.datacraft.cv.contracts.RuleDefinition;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.operators.StateDescriptors;
import ke.co.datacraft.cv.operators.record.DefinitionChange;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events through both functions: rules fire, alerts come of it. */
class AlertsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final long DAY_MILLIS = 86_400_000;

    private KeyedBroadcastOperatorTestHarness<String, AnalyticsEvent, DefinitionChange, RuleMatch>
            rules;
    private KeyedOneInputStreamOperatorTestHarness<String, RuleMatch, Alert> alerts;
    private int matched;

    @BeforeEach
    void open() throws Exception {
        rules =
                ProcessFunctionTestHarnesses.forKeyedBroadcastProcessFunction(
                        new RuleMatchFunction(AlertSettings.DEFAULT),
                        event -> event.tenantId() + "/" + event.sourceId(),
                        Types.STRING,
                        StateDescriptors.DEFINITIONS);
        alerts = alertHarness();
        alerts.open();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, RuleMatch, Alert> alertHarness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new AlertFunction(AlertSettings.DEFAULT)),
                RuleMatch::key,
                Types.STRING);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        alerts.setProcessingTime(10 * DAY_MILLIS);
        rules.setProcessingTime(10 * DAY_MILLIS);
        assertThat(alerts.numKeyedStateEntries()).isZero();
        assertThat(alerts.numProcessingTimeTimers()).isZero();
        assertThat(rules.numProcessingTimeTimers()).isZero();
        alerts.close();
        rules.close();
    }

    @Test
    void aRuleFiresOncePerEventAndItsAlertEndsWithIt() throws Exception {
        ready(rule("{\"min_seconds\": 2}", ""));
        send(event(1, EventType.NEW, 0, 0));
        send(event(1, EventType.UPDATE, 1, 1));
        assertThat(told()).isEmpty();
        send(event(1, EventType.UPDATE, 2, 3));
        send(event(1, EventType.UPDATE, 3, 4));
        send(event(1, EventType.END, 4, 5));
        assertThat(told()).containsExactly("new 0 x1", "end 1 x1");
    }

    @Test
    void repeatedMessagesChangeNothing() throws Exception {
        ready(rule("{}", ""));
        for (int i = 0; i < 2; i++) {
            send(event(1, EventType.NEW, 0, 0));
            send(event(1, EventType.END, 1, 1));
        }
        assertThat(told()).containsExactly("new 0 x1", "end 1 x1");
    }

    @Test
    void whatTheConditionDoesNotAskForFiresNothing() throws Exception {
        ready(rule("{\"kinds\": [\"line\"]}", ""));
        send(event(1, EventType.NEW, 0, 0));
        send(event(1, EventType.END, 1, 1));
        assertThat(told()).isEmpty();
    }

    @Test
    void inACooldownNothingFires() throws Exception {
        ready(rule("{}", "\"cooldown_seconds\": 60,"));
        for (int second : new int[] {0, 30, 61}) {
            send(event(second + 1, EventType.NEW, 0, second));
            send(event(second + 1, EventType.END, 1, second + 1));
        }
        assertThat(told()).containsExactly("new 0 x1", "end 1 x1", "new 0 x1", "end 1 x1");
    }

    @Test
    void eventsOfAGroupAreOneAlertThatEndsOnce() throws Exception {
        ready(rule("{}", "\"grouping\": {\"by\": \"source\", \"window_seconds\": 20},"));
        send(event(1, EventType.NEW, 0, 0));
        send(event(2, EventType.NEW, 0, 5));
        send(event(1, EventType.END, 1, 6));
        send(event(2, EventType.END, 1, 7));
        send(event(3, EventType.NEW, 0, 25));
        send(event(3, EventType.END, 1, 26));
        assertThat(told()).containsExactly("new 0 x1", "update 1 x2", "update 2 x3");
        send(event(4, EventType.NEW, 0, 100));
        send(event(4, EventType.END, 1, 101));
        assertThat(told())
                .containsExactly("new 0 x1", "update 1 x2", "update 2 x3", "end 3 x3", "new 0 x1");
        alerts.setProcessingTime(DAY_MILLIS);
        assertThat(told()).hasSize(6).endsWith("end 1 x1");
    }

    @Test
    void eventsThatComeBeforeTheDefinitionsWait() throws Exception {
        send(event(1, EventType.NEW, 0, 0));
        assertThat(told()).isEmpty();
        ready(rule("{}", ""));
        send(event(1, EventType.END, 1, 1));
        assertThat(told()).containsExactly("new 0 x1", "end 1 x1");
    }

    @Test
    void aRestartGoesOnWithTheSameAlert() throws Exception {
        ready(rule("{}", "\"grouping\": {\"by\": \"zone\", \"window_seconds\": 20},"));
        send(event(1, EventType.NEW, 0, 0));
        OperatorSubtaskState snapshot = alerts.snapshot(1, 1);
        UUID id = messages().get(0).id();
        alerts.close();
        alerts = alertHarness();
        alerts.initializeState(snapshot);
        alerts.open();
        send(event(2, EventType.NEW, 0, 3));
        send(event(1, EventType.END, 1, 4));
        send(event(2, EventType.END, 1, 5));
        alerts.setProcessingTime(DAY_MILLIS);
        assertThat(told()).containsExactly("update 1 x2", "end 2 x2");
        assertThat(messages()).extracting(Alert::id).containsOnly(id);
    }

    @Test
    void whatHappenedIsToldByTheNamesThatHeldThen() throws Exception {
        define(source("Main gate"));
        define(zone("Drive"));
        ready(rule("{}", "\"name\": \"Visit\","));
        send(event(1, EventType.NEW, 0, 0));
        define(zone("Forecourt"));
        send(event(1, EventType.END, 1, 1));
        send(event(2, EventType.NEW, 0, 2));
        rules.processBroadcastElement(
                DefinitionChange.removed(DefinitionChange.Kind.ZONE, "acme/yard"), 0);
        rules.processBroadcastElement(
                DefinitionChange.removed(DefinitionChange.Kind.SOURCE, "acme/gate"), 0);
        send(event(2, EventType.END, 1, 3));
        send(event(3, EventType.NEW, 0, 4));
        send(event(3, EventType.END, 1, 5));

        assertThat(messages())
                .extracting(Alert::message)
                .containsExactly(
                        "Visit: car in Drive, Main gate",
                        "Visit: car in Drive, Main gate",
                        "Visit: car in Forecourt, Main gate",
                        "Visit: car in Forecourt, Main gate",
                        "Visit: car in yard, gate",
                        "Visit: car in yard, gate");
    }

    private void define(DefinitionChange definition) throws Exception {
        rules.processBroadcastElement(definition, 0);
    }

    private static DefinitionChange source(String name) throws ContractException {
        String json =
                "{\"schema_version\": 1, \"tenant_id\": \"acme\", \"id\": \"gate\", \"name\": \"%s\"}"
                        .formatted(name);
        return DefinitionChange.of(
                "acme/gate",
                ContractCodec.read(json.getBytes(StandardCharsets.UTF_8), SourceDefinition.class));
    }

    private static DefinitionChange zone(String name) throws ContractException {
        String json =
                "{\"schema_version\": 1, \"tenant_id\": \"acme\", \"id\": \"yard\", \"name\": \"%s\"}"
                        .formatted(name);
        return DefinitionChange.of(
                "acme/yard",
                ContractCodec.read(json.getBytes(StandardCharsets.UTF_8), ZoneDefinition.class));
    }

    private void ready(RuleDefinition rule) throws Exception {
        rules.processBroadcastElement(DefinitionChange.of("acme/watch", rule), 0);
        rules.processBroadcastElement(DefinitionChange.caughtUp(), 0);
        forward();
    }

    private void send(AnalyticsEvent event) throws Exception {
        rules.processElement(event, 0);
        forward();
    }

    private void forward() throws Exception {
        List<RuleMatch> matches = rules.extractOutputValues();
        for (; matched < matches.size(); matched++) {
            alerts.processElement(new StreamRecord<>(matches.get(matched)));
        }
    }

    private List<Alert> messages() {
        return alerts.extractOutputValues();
    }

    private List<String> told() {
        return messages().stream()
                .map(
                        alert ->
                                alert.type().name().toLowerCase(Locale.ROOT)
                                        + " "
                                        + alert.sequence()
                                        + " x"
                                        + alert.count())
                .toList();
    }

    private static RuleDefinition rule(String when, String more) throws ContractException {
        String json =
                """
                {"schema_version": 1, "tenant_id": "acme", "id": "watch", %s "when": %s}
                """
                        .formatted(more, when);
        return ContractCodec.read(json.getBytes(StandardCharsets.UTF_8), RuleDefinition.class);
    }

    private static AnalyticsEvent event(int id, EventType type, int sequence, int second) {
        Instant time = NOON.plusSeconds(second);
        EventState state =
                new EventState(
                        time,
                        0.9,
                        0.9,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        (double) second,
                        null,
                        null,
                        null);
        return new AnalyticsEvent(
                1,
                new UUID(0, id),
                "acme",
                "gate",
                EventKind.ZONE,
                type,
                sequence,
                "yard",
                1L,
                "car",
                time,
                type == EventType.END ? time : null,
                null,
                state,
                NOON);
    }
}
