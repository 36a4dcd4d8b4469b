package ke.co.datacraft.cv.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReferenceRoundTripTest {

    @Property(tries = 300)
    void anyReferenceSurvivesItsJson(@ForAll("references") ImageReference reference)
            throws ContractException {
        byte[] json = ContractCodec.toBytes(reference);

        assertThat(ContractCodec.read(json, ImageReference.class)).isEqualTo(reference);
    }

    /** Schema and validator say the same; a reference that passes one passes the other. */
    @Property(tries = 300)
    void anyReferenceFollowsSchemaAndValidator(@ForAll("references") ImageReference reference)
            throws ContractException {
        String topic = reference.jobId() == null ? "frames" : "images";
        byte[] json = ContractCodec.toBytes(reference);

        assertThat(TestingSchemas.errors(topic, ContractCodec.tree(json))).isEmpty();
        ReferenceValidator.validate(reference);
    }

    @Provide
    Arbitrary<ImageReference> references() {
        Arbitrary<UUID> ids = Arbitraries.create(UUID::randomUUID);
        Arbitrary<Instant> times =
                Arbitraries.longs().between(0, 4_102_444_800_000L).map(Instant::ofEpochMilli);
        Arbitrary<ImageReference> bare =
                Combinators.combine(
                                text(100),
                                ids.injectNull(0.3),
                                text(200).map(path -> "s3://inbox/" + path),
                                Arbitraries.integers().greaterOrEqual(0).injectNull(0.3),
                                text(255).injectNull(0.3),
                                Arbitraries.integers().between(1, 10),
                                tasks(),
                                times.injectNull(0.3))
                        .as(
                                (tenant, image, uri, page, name, priority, tasks, time) ->
                                        new ImageReference(
                                                1, tenant, null, null, image, uri, page, name, null,
                                                priority, tasks, null, time, time, 0, null));
        return Combinators.combine(bare, ids, text(255), jobs(times), Arbitraries.of(true, false))
                .as(ReferenceRoundTripTest::owned);
    }

    private static ImageReference owned(
            ImageReference bare,
            UUID job,
            String source,
            JobDescription description,
            boolean camera) {
        return new ImageReference(
                1,
                bare.tenantId(),
                camera ? null : job,
                camera ? source : null,
                bare.imageId(),
                bare.uri(),
                bare.page(),
                bare.originalFilename(),
                camera ? "image/jpeg" : null,
                bare.priority(),
                bare.tasks(),
                null,
                bare.captureTime(),
                bare.ingestTime(),
                bare.attempt(),
                camera ? null : description);
    }

    private static Arbitrary<JobDescription> jobs(Arbitrary<Instant> times) {
        return Combinators.combine(
                        text(255),
                        Arbitraries.integers().greaterOrEqual(1),
                        Arbitraries.integers().greaterOrEqual(0),
                        text(100),
                        times.injectNull(0.3))
                .as(JobDescription::new);
    }

    private static Arbitrary<List<TaskRequest>> tasks() {
        Arbitrary<TaskRequest> request =
                Combinators.combine(
                                Arbitraries.of(Tasks.ALL),
                                text(121).injectNull(0.5),
                                Arbitraries.maps(text(30), text(100)).ofMaxSize(3))
                        .as((task, model, values) -> new TaskRequest(task, model, values));
        return request.list().ofMinSize(1).ofMaxSize(3).uniqueElements(TaskRequest::task);
    }

    /** Unicode of one up to the given number of characters, the first of them not blank. */
    private static Arbitrary<String> text(int max) {
        Arbitrary<String> characters =
                Arbitraries.of(
                        "a",
                        "Z",
                        "7",
                        " ",
                        "'",
                        "\"",
                        "\\",
                        "/",
                        "%",
                        "\u00df",
                        "\u4f1a",
                        "\ud83d\udc1d",
                        "\u2028",
                        "{",
                        "}");
        return characters.list().ofMaxSize(max - 1).map(list -> "x" + String.join("", list));
    }
}
