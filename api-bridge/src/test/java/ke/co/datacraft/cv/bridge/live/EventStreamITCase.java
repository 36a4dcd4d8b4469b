package ke.co.datacraft.cv.bridge.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;

class EventStreamITCase {

    private static TestingEvents events;

    private final String tenant = "t" + UUID.randomUUID();

    @BeforeAll
    static void start() throws IOException {
        events = new TestingEvents(TestingEvents.SETTINGS);
    }

    @AfterAll
    static void stop() throws IOException {
        events.close();
    }

    /** Streams of earlier tests count until a heartbeat finds nobody. */
    @BeforeEach
    void awaitNoClient() {
        await(() -> events.metric("cv_bridge_events_clients") == 0);
    }

    @Test
    void tellsWhatHappensToTheTenantAndNothingElse() throws Exception {
        try (TestingSseClient client = open("", null).live()) {
            events.publish(tenant + "x", "job", "", "{\"other\":1}");
            StreamEntryID id = events.publish(tenant, "result", "gate", "{\"n\":1}");
            events.publish(tenant, "job", "", "{\"n\":2}");

            assertThat(client.status()).isEqualTo(200);
            assertThat(client.header("Content-Type")).startsWith("text/event-stream");
            assertThat(client.header("Cache-Control")).isEqualTo("no-store");
            assertThat(client.event())
                    .containsEntry("event", "result")
                    .containsEntry("id", id.toString())
                    .containsEntry("data", "{\"n\":1}");
            assertThat(client.event()).containsEntry("data", "{\"n\":2}");
        }
    }

    @Test
    void filtersByTypeSourceAndJob() throws Exception {
        UUID job = UUID.randomUUID();
        try (TestingSseClient types = open("?type=job&type=alert", null).live();
                TestingSseClient sources = open("?source_id=gate,yard", null).live();
                TestingSseClient jobs = open("?job_id=" + job, null).live()) {
            events.publish(tenant, "result", "gate", "{\"n\":1}");
            events.publish(tenant, "job", "", "{\"job_id\":\"" + job + "\"}");
            events.publish(tenant, "alert", "door", "{\"n\":3}");
            events.publish(tenant, "result", "yard", "{\"n\":4}");

            assertThat(types.events(2))
                    .extracting(event -> event.get("event"))
                    .containsExactly("job", "alert");
            assertThat(sources.events(2))
                    .extracting(event -> event.get("data"))
                    .containsExactly("{\"n\":1}", "{\"n\":4}");
            assertThat(jobs.event()).containsEntry("event", "job");
        }
    }

    @Test
    void resumesWithoutLossHoweverSmallItsBuffer() throws Exception {
        List<StreamEntryID> ids =
                IntStream.range(0, 1000)
                        .mapToObj(i -> events.publish(tenant, "job", "", "{\"n\":" + i + "}"))
                        .toList();
        try (TestingSseClient client = open("", ids.get(9).toString())) {
            assertThat(client.events(990))
                    .extracting(event -> event.get("id"))
                    .containsExactlyElementsOf(
                            ids.subList(10, 1000).stream().map(StreamEntryID::toString).toList());
            client.live();
            events.publish(tenant, "job", "", "{\"n\":1000}");
            assertThat(client.event()).containsEntry("data", "{\"n\":1000}");
        }
    }

    @Test
    void tellsThatWhatFollowsTheLastIdIsGone() throws Exception {
        StreamEntryID first = events.publish(tenant, "job", "", "{\"n\":0}");
        events.publish(tenant, "job", "", "{\"n\":1}");
        events.publish(tenant, "job", "", "{\"n\":2}");
        events.trim(tenant, 1);
        try (TestingSseClient client = open("", first.toString())) {
            assertThat(client.event())
                    .containsEntry("event", "gap")
                    .containsEntry("data", "{\"after\":\"" + first + "\"}");
            assertThat(client.event()).containsEntry("data", "{\"n\":2}");
        }
    }

    @Test
    void idThatNeverWasIsAGapAndNotSilenceForEver() throws Exception {
        events.publish(tenant, "job", "", "{\"n\":0}");
        try (TestingSseClient client = open("", "9999999999999-0")) {
            assertThat(client.event()).containsEntry("event", "gap");
            assertThat(client.event()).containsEntry("data", "{\"n\":0}");
        }
    }

    @Test
    void heartbeatsMoveTheIdPastWhatTheFilterHeldBack() throws Exception {
        try (TestingSseClient client = open("?type=alert", null).live()) {
            StreamEntryID id = events.publish(tenant, "job", "", "{}");
            client.awaitHeartbeat(id.toString());
        }
    }

    @Test
    void slowClientLosesItsOldestAndIsToldHowManyWhileOthersLoseNone() throws Exception {
        String padding = "x".repeat(100_000);
        int published = 400;
        try (Socket slow = slowClient();
                TestingSseClient quick = open("", null).live()) {
            double before = events.metric("cv_bridge_events_dropped");
            List<String> heard = new ArrayList<>();
            for (int i = 0; i < published; i++) {
                events.publish(tenant, "job", "", "{\"n\":" + i + ",\"p\":\"" + padding + "\"}");
                heard.add(quick.event().get("event"));
            }
            assertThat(heard).containsOnly("job").hasSize(published);
            await(() -> events.metric("cv_bridge_events_dropped") > before);

            long[] counts = readSlowly(slow, published);
            assertThat(counts[0] + counts[1]).isEqualTo(published);
            assertThat(counts[1])
                    .isPositive()
                    .isEqualTo((long) (events.metric("cv_bridge_events_dropped") - before));
        }
    }

    @Test
    void oneReaderServesAllClientsOfATenant() throws Exception {
        try (TestingSseClient first = open("", null).live();
                TestingSseClient second = open("", null).live();
                TestingSseClient third = open("", null).live()) {
            events.publish(tenant, "job", "", "{}");
            first.event();
            second.event();
            third.event();
            await(() -> events.blockedReaders() <= (int) events.metric("cv_bridge_events_readers"));
            assertThat(events.metric("cv_bridge_events_clients")).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void limitsHoldForATenantAndForAll() throws Exception {
        List<TestingSseClient> open = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                open.add(open("", null));
            }
            try (TestingSseClient fifth = open("", null)) {
                assertThat(fifth.status()).isEqualTo(429);
                assertThat(fifth.header("Retry-After")).isNotNull();
            }
            for (int i = 0; i < 2; i++) {
                open.add(TestingSseClient.open(events, tenant + "b", "", null));
            }
            try (TestingSseClient seventh = TestingSseClient.open(events, tenant + "c", "", null)) {
                assertThat(seventh.status()).isEqualTo(503);
                assertThat(seventh.header("Content-Type")).isEqualTo("application/problem+json");
            }
        } finally {
            open.forEach(TestingSseClient::close);
        }
        await(() -> events.metric("cv_bridge_events_clients") == 0);
        try (TestingSseClient again = open("", null)) {
            assertThat(again.status()).isEqualTo(200);
        }
    }

    @Test
    void endsWhenTheCredentialsCountNoLonger() throws Exception {
        try (TestingSseClient client = open("", null).live()) {
            events.revoke(tenant);
            assertThat(client.event()).containsEntry("event", "expired");
            client.awaitEnd();
        }
    }

    private TestingSseClient open(String query, String lastId) throws Exception {
        return TestingSseClient.open(events, tenant, query, lastId);
    }

    private Socket slowClient() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", events.port()));
        socket.getOutputStream()
                .write(
                        ("GET /api/v1/events/stream?type=job HTTP/1.1\r\nHost: localhost\r\n"
                                        + "Authorization: "
                                        + tenant
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        readUntil(socket, "id:");
        return socket;
    }

    private static void readUntil(Socket socket, String start) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = socket.getInputStream().read();
        while (c >= 0 && !line.toString().startsWith(start)) {
            if (c == '\n') {
                line.setLength(0);
            } else {
                line.append((char) c);
            }
            c = socket.getInputStream().read();
        }
    }

    /** Events that came and events that are told to be lost, until together they are all. */
    private static long[] readSlowly(Socket socket, int all) throws IOException {
        BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        long came = 0;
        long lost = 0;
        long deadline = System.nanoTime() + 120_000_000_000L;
        while (came + lost < all) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            String line = lines.readLine();
            if (line.contains("{\"n\":")) {
                came++;
            } else if (line.contains("{\"count\":")) {
                lost += Long.parseLong(line.replaceAll(".*\"count\":(\\d+).*", "$1"));
            }
        }
        return new long[] {came, lost};
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 120_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
