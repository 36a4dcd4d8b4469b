package ke.co.datacraft.cv.jobs.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobDescription;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.operators.record.SourceRecord;

/** Writes references and puts them into records of one topic, offset by offset. */
public final class TestingReferences {

    /** Owner of all of them. */
    public static final String TENANT = "acme";

    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.120Z");

    private final String lane;
    private final List<SourceRecord> records = new ArrayList<>();

    /** References of {@code images}, {@code frames} or {@code commands}. */
    public TestingReferences(String lane) {
        this.lane = lane;
    }

    /** The lane they are for. */
    public String lane() {
        return lane;
    }

    /** Identity of a job by its name. */
    public static UUID jobId(String name) {
        return Identifiers.nameBased("job", name);
    }

    /** A reference of a job. */
    public static ImageReference image(String job, int total, String uri, TaskRequest... tasks) {
        return new ImageReference(
                ContractCodec.SCHEMA_VERSION,
                TENANT,
                jobId(job),
                null,
                null,
                uri,
                null,
                null,
                null,
                null,
                List.of(tasks),
                null,
                null,
                TIME,
                null,
                new JobDescription(job, total, 3, "ann", TIME));
    }

    /** A camera frame. */
    public static ImageReference frame(String source, String uri, TaskRequest... tasks) {
        return new ImageReference(
                ContractCodec.SCHEMA_VERSION,
                TENANT,
                null,
                source,
                null,
                uri,
                null,
                null,
                null,
                null,
                List.of(tasks),
                null,
                TIME,
                TIME,
                null,
                null);
    }

    /** Adds a reference as its JSON. */
    public TestingReferences add(ImageReference reference) {
        return add(ContractCodec.toJson(reference));
    }

    /** Adds any text. */
    public TestingReferences add(String value) {
        return add(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds any bytes. */
    public TestingReferences add(byte[] value) {
        records.add(
                new SourceRecord(
                        "cv." + lane,
                        0,
                        records.size(),
                        TIME.toEpochMilli(),
                        ("key-" + records.size()).getBytes(StandardCharsets.UTF_8),
                        value,
                        TENANT,
                        null));
        return this;
    }

    /** The records so far. */
    public List<SourceRecord> records() {
        return List.copyOf(records);
    }
}
