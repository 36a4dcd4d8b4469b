package ke.co.datacraft.cv.bridge.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import ke.co.datacraft.cv.contracts.JobState;
import org.junit.jupiter.api.Test;

class EventOutageITCase {

    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void streamsOutliveAnOutageOfRedis() throws Exception {
        try (TestingEvents events = new TestingEvents(TestingEvents.SETTINGS);
                TestingSseClient client = TestingSseClient.open(events, "acme", "", null).live()) {
            events.publish("acme", "job", "", "{\"n\":1}");
            assertThat(client.event()).containsEntry("data", "{\"n\":1}");

            events.stopRedis();
            assertThat(client.event()).containsEntry("event", "unavailable");
            try (TestingSseClient late = TestingSseClient.open(events, "acme", "", "1-0")) {
                assertThat(late.event()).containsEntry("event", "unavailable");
                events.startRedis();
                assertThat(client.events(2))
                        .extracting(event -> event.get("event"))
                        .containsExactly("gap", "available");
                assertThat(late.event()).containsEntry("event", "available");
                late.live();
                events.publish("acme", "job", "", "{\"n\":2}");
                assertThat(client.event()).containsEntry("data", "{\"n\":2}");
            }
        }
    }

    @Test
    void endOfAJobIsHeardOrSeen() throws Exception {
        try (TestingEvents events = new TestingEvents(TestingEvents.SETTINGS)) {
            AtomicReference<JobState> database = new AtomicReference<>(JobState.PENDING);
            JobEvents jobs =
                    new JobEvents(events.feeds, (tenant, id) -> Optional.of(database.get()));
            UUID job = UUID.randomUUID();

            CompletableFuture<Optional<JobState>> heard = jobs.await("acme", job, LONG);
            try (TestingSseClient live = TestingSseClient.open(events, "acme", "", null).live()) {
                events.publish("acme", "job", "", status(UUID.randomUUID(), "COMPLETED"));
                events.publish("acme", "job", "", status(job, "PROCESSING"));
                live.events(2);
                assertThat(heard).isNotDone();
                events.publish("acme", "job", "", status(job, "FAILED"));
            }
            assertThat(heard.get(120, TimeUnit.SECONDS)).contains(JobState.FAILED);

            events.stopRedis();
            CompletableFuture<Optional<JobState>> seen = jobs.await("acme", job, LONG);
            CompletableFuture<Optional<JobState>> late =
                    jobs.await("acme", job, Duration.ofMillis(50));
            assertThat(late.get(120, TimeUnit.SECONDS)).isEmpty();
            assertThat(seen).isNotDone();
            database.set(JobState.COMPLETED);
            assertThat(seen.get(120, TimeUnit.SECONDS)).contains(JobState.COMPLETED);
            events.startRedis();
        }
    }

    private static String status(UUID job, String state) {
        return """
                {"schema_version":1,"job_id":"%s","tenant_id":"acme","state":"%s","total":1,\
                "completed":0,"failed":0,"progress_percentage":0.0,"retry_count":0,\
                "max_retries":3,"priority":5,"updated_at":"2026-03-04T05:06:07.890Z"}"""
                .formatted(job, state);
    }
}
