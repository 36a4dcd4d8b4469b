package ke.co.datacraft.cv.bridge.outbox;

import static ke.co.datacraft.cv.bridge.outbox.TestingOutbox.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.bridge.testing.Eventually;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.bridge.testing.TopicRecords;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OutboxRelayITCase {

    private static TestingServices services;
    private static TestingOutbox outbox;

    private final String topic = "outbox-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        services = TestingServices.start();
        outbox = new TestingOutbox(services);
    }

    @AfterAll
    static void stop() {
        services.close();
    }

    private void add(int from, int to) throws Exception {
        OutboxMessage[] messages =
                IntStream.range(from, to)
                        .mapToObj(i -> message(topic, "key-" + i % 3, "" + i))
                        .toArray(OutboxMessage[]::new);
        outbox.add(messages);
    }

    private static void awaitEmpty() throws Exception {
        Eventually.until("an empty outbox", () -> outbox.rows() == 0);
    }

    private List<ConsumerRecord<String, byte[]>> records() {
        return TopicRecords.of(services.kafka().bootstrapServers(), topic);
    }

    private List<String> values() {
        return records().stream().map(OutboxRelayITCase::value).toList();
    }

    private static String value(ConsumerRecord<String, byte[]> record) {
        return record.value() == null ? null : new String(record.value(), StandardCharsets.UTF_8);
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    @Test
    void sendsInOrderAndEmptiesTheOutbox() throws Exception {
        add(0, 50);
        try (TestingOutbox.Running relay = outbox.start()) {
            awaitEmpty();
            add(50, 60);
            awaitEmpty();
            assertThat(values()).isEqualTo(numbers(0, 60));
            Eventually.until("all counted", () -> relay.metric("sent") == 60);
        }
    }

    @Test
    void keepsKeysHeadersAndTombstones() throws Exception {
        outbox.add(
                new OutboxMessage(
                        topic, TestingOutbox.bytes("k"), null, Map.of("tenant", "\u00fcber")),
                new OutboxMessage(topic, null, new byte[] {-1, 0}, Map.of()));
        try (TestingOutbox.Running relay = outbox.start()) {
            awaitEmpty();
        }
        ConsumerRecord<String, byte[]> tombstone = records().get(0);
        assertThat(tombstone.key()).isEqualTo("k");
        assertThat(tombstone.value()).isNull();
        assertThat(tombstone.headers().lastHeader("tenant").value())
                .isEqualTo(TestingOutbox.bytes("\u00fcber"));
        assertThat(records().get(1).key()).isNull();
        assertThat(records().get(1).value()).containsExactly(-1, 0);
    }

    @Test
    void whatWasRolledBackIsNotSent() throws Exception {
        try (Connection connection = outbox.connect()) {
            connection.setAutoCommit(false);
            new Outbox().add(connection, message(topic, "k", "never"));
            connection.rollback();
        }
        add(0, 1);
        try (TestingOutbox.Running relay = outbox.start()) {
            awaitEmpty();
        }
        assertThat(values()).containsExactly("0");
    }

    @Test
    void killedBetweenSendingAndDeletingItSendsAgainInOrder() throws Exception {
        add(0, 20);
        AtomicInteger breaks = new AtomicInteger(2);
        try (TestingOutbox.Running relay =
                outbox.start(
                        producer ->
                                FlushedProducer.of(
                                        producer,
                                        () -> {
                                            if (breaks.getAndDecrement() > 0) {
                                                assertThat(outbox.breakConnections()).isEqualTo(1);
                                            }
                                        }))) {
            awaitEmpty();
        }
        // A page has seven: the first went three times.
        List<String> expected = new ArrayList<>(numbers(0, 7));
        expected.addAll(numbers(0, 7));
        expected.addAll(numbers(0, 20));
        assertThat(values()).isEqualTo(expected);
    }

    @Test
    void oneOfTwoRelaysIsActiveAndTheOtherTakesOver() throws Exception {
        try (TestingOutbox.Running one = outbox.start();
                TestingOutbox.Running other = outbox.start()) {
            Eventually.until(
                    "one active", () -> one.metric("active") + other.metric("active") == 1);
            TestingOutbox.Running first = one.metric("active") == 1 ? one : other;
            TestingOutbox.Running second = first == one ? other : one;
            add(0, 30);
            awaitEmpty();
            assertThat(second.metric("sent")).isZero();

            first.close();
            add(30, 60);
            awaitEmpty();
            assertThat(second.metric("active")).isEqualTo(1);
        }
        assertThat(values()).isEqualTo(numbers(0, 60));
    }

    @Test
    void whileKafkaIsAwayMessagesWait() throws Exception {
        try (TestingOutbox.Running relay = outbox.start()) {
            add(0, 5);
            awaitEmpty();
            services.kafka().stop();
            add(5, 30);
            Eventually.until("failures seen", () -> relay.metric("failures") > 0);
            Eventually.until("waiting ones counted", () -> relay.metric("pending") == 25);
            assertThat(relay.metric("oldest_seconds")).isPositive();
            services.kafka().start();
            awaitEmpty();
        }
        List<String> values = values();
        assertThat(values).containsAll(numbers(0, 30));
        for (int key = 0; key < 3; key++) {
            assertThat(lastOf("key-" + key)).isEqualTo(Integer.toString(27 + key));
        }
    }

    private String lastOf(String key) {
        return records().stream()
                .filter(record -> record.key().equals(key))
                .map(OutboxRelayITCase::value)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    @Test
    void whilePostgresIsAwayTheRelayWaits() throws Exception {
        try (TestingOutbox.Running relay = outbox.start()) {
            add(0, 5);
            awaitEmpty();
            services.stopPostgres();
            Eventually.until("failures seen", () -> relay.metric("failures") > 0);
            services.startPostgres();
            add(5, 10);
            awaitEmpty();
        }
        assertThat(values()).isEqualTo(numbers(0, 10));
    }

    @Test
    void whatKafkaWillNeverTakeMakesWayForTheRest() throws Exception {
        outbox.add(
                message(topic, "k", "before"),
                message(topic, "k", "x".repeat(2 << 20)),
                message("no topic/has such a name", "k", "x"),
                message(topic, "k", "after"));
        try (TestingOutbox.Running relay = outbox.start()) {
            Eventually.until("two refused", () -> relay.metric("refused") == 2);
            Eventually.until("the rest sent", () -> outbox.rows() == 2);
        }
        assertThat(values()).containsExactly("before", "after");
        assertThat(outbox.number("SELECT count(*) FROM cv.outbox WHERE refusal LIKE '%larger%'"))
                .isEqualTo(1);
        outbox.number("WITH gone AS (DELETE FROM cv.outbox RETURNING 1) SELECT count(*) FROM gone");
    }

    @Test
    void aMessageThatNoTopicTakesIsRefusedBeforeItIsWritten() throws Exception {
        assertThatThrownBy(() -> outbox.add(message(topic, "k", "x".repeat(16 << 20))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("larger than");
        assertThat(outbox.rows()).isZero();
    }
}
