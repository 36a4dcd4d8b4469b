package ke.co.datacraft.cv.operators.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.RecordHeader;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import ke.co.datacraft.cv.operators.settings.DeliverySettings;
import ke.co.datacraft.cv.operators.settings.TlsFiles;
import ke.co.datacraft.cv.operators.testing.Eventually;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both functions in Flink's operators. */
class DeliveryFunctionTest {

    @TempDir private Path folder;

    private final AtomicInteger status = new AtomicInteger(204);
    private AtomicInteger requests;
    private HttpServer server;
    private Path file;

    @BeforeEach
    void prepare() throws Exception {
        file = folder.resolve("webhooks.yaml");
        start();
    }

    /** A server whose requests are counted from none. */
    private void start() throws Exception {
        AtomicInteger received = new AtomicInteger();
        requests = received;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    received.incrementAndGet();
                    exchange.sendResponseHeaders(status.get(), -1);
                    exchange.close();
                });
        server.start();
        Files.writeString(
                file,
                "- {name: desk, url: 'http://127.0.0.1:%d/', secrets: [%s]}"
                        .formatted(
                                server.getAddress().getPort(),
                                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void everyTargetOfAnAlertIsADelivery() throws Exception {
        List<Delivery> deliveries =
                parsed(Alerts.record(1, 0, Alerts.DESK, Alerts.HOUSE, Alerts.DESK));
        assertThat(deliveries)
                .extracting(Delivery::target)
                .containsExactly(Alerts.DESK, Alerts.HOUSE);
        assertThat(parsed(Alerts.record(1, 0))).isEmpty();
    }

    @Test
    void aRecordThatIsSentAgainForOneTargetGoesToThatAlone() throws Exception {
        SourceRecord again =
                Alerts.record(
                        1,
                        0,
                        List.of(new RecordHeader("delivery", "mqtt/house", "utf-8")),
                        Alerts.DESK,
                        Alerts.HOUSE);
        assertThat(parsed(again)).extracting(Delivery::target).containsExactly(Alerts.HOUSE);
    }

    @Test
    void nobodyIsWokenForWhatWasYesterday() throws Exception {
        try (var harness =
                ProcessFunctionTestHarnesses.forProcessFunction(
                        new DeliveryParser(Duration.ofMinutes(60)))) {
            harness.setProcessingTime(Alerts.TIME + Duration.ofMinutes(60).toMillis());
            harness.processElement(Alerts.record(1, 0, Alerts.DESK), 0);
            assertThat(harness.extractOutputValues()).hasSize(1);
            harness.setProcessingTime(Alerts.TIME + Duration.ofMinutes(60).toMillis() + 1);
            harness.processElement(Alerts.record(2, 0, Alerts.DESK), 0);
            assertThat(harness.extractOutputValues()).hasSize(1);
        }
    }

    @Test
    void whatIsNoAlertIsADeadLetter() throws Exception {
        try (var harness =
                ProcessFunctionTestHarnesses.forProcessFunction(
                        new DeliveryParser(Duration.ofMinutes(60)))) {
            for (String value : List.of("no json", "{\"schema_version\":1}")) {
                harness.processElement(
                        new SourceRecord(
                                "cv.alerts",
                                0,
                                value.length(),
                                0,
                                null,
                                value.getBytes(StandardCharsets.UTF_8),
                                "acme",
                                null),
                        0);
            }
            assertThat(harness.getSideOutput(OutputTags.DEAD_LETTERS))
                    .extracting(letter -> letter.getValue().reason())
                    .containsExactly(ReasonCode.INVALID_JSON, ReasonCode.INVALID_FIELD);
        }
    }

    @Test
    void whatATargetDoesNotTakeIsADeadLetterForThatTarget() throws Exception {
        status.set(410);
        try (var harness = deliveries()) {
            harness.open();
            harness.processElement(Alerts.delivery(1, 0, Alerts.DESK), 0);
            harness.processElement(Alerts.delivery(1, 0, Alerts.HOUSE), 0);
            harness.endInput();
            List<DeadLetter> letters = harness.extractOutputValues();
            assertThat(letters)
                    .extracting(letter -> letter.originalHeaders().get(0).value())
                    .containsExactlyInAnyOrder("webhook/desk", "mqtt/house");
            assertThat(letters).extracting(DeadLetter::id).doesNotHaveDuplicates();
            assertThat(letters)
                    .allMatch(letter -> letter.reason() == ReasonCode.DELIVERY_FAILED)
                    .allMatch(letter -> letter.origin().offset() == 100)
                    .allMatch(letter -> letter.tenantId().equals("acme"));
        }
    }

    @Test
    void whatWasNotDoneAtACheckpointBeginsAnewAfterACrash() throws Exception {
        status.set(500);
        OperatorSubtaskState checkpoint;
        try (var harness = deliveries()) {
            harness.open();
            harness.processElement(Alerts.delivery(1, 0, Alerts.DESK), 0);
            Eventually.check(() -> requests.get() > 0);
            checkpoint = harness.snapshot(1, 1);
        }
        // A request of the harness that crashed may still be under way: it is not the next one's.
        stop();
        status.set(200);
        start();
        try (var harness = deliveries()) {
            harness.initializeState(checkpoint);
            harness.open();
            harness.endInput();
            assertThat(requests).hasValue(1);
            assertThat(harness.extractOutputValues()).isEmpty();
        }
    }

    private OneInputStreamOperatorTestHarness<Delivery, DeadLetter> deliveries() throws Exception {
        DeliverySettings settings =
                new DeliverySettings(
                        new DeliverySettings.Limits(
                                Duration.ofHours(1),
                                Duration.ofHours(1),
                                Duration.ofMillis(20),
                                Duration.ofMillis(50),
                                10,
                                2),
                        new DeliverySettings.Webhooks(
                                file.toString(), TlsFiles.NONE, Duration.ofSeconds(10)),
                        null);
        return new OneInputStreamOperatorTestHarness<>(
                new AsyncWaitOperatorFactory<>(
                        new DeliveryFunction(settings),
                        Duration.ofHours(2).toMillis(),
                        100,
                        AsyncDataStream.OutputMode.UNORDERED),
                ContractTypes.of(Delivery.class)
                        .createSerializer(new ExecutionConfig().getSerializerConfig()));
    }

    private static List<Delivery> parsed(SourceRecord record) throws Exception {
        try (var harness =
                ProcessFunctionTestHarnesses.forProcessFunction(
                        new DeliveryParser(Duration.ofMinutes(60)))) {
            harness.setProcessingTime(Alerts.TIME);
            harness.processElement(record, 0);
            return harness.extractOutputValues();
        }
    }
}
