package ke.co.datacraft.cv.operators.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DocumentPart;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobCommand;
import ke.co.datacraft.cv.contracts.JobDescription;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.RecordOrigin;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.operators.record.Failure;
import ke.co.datacraft.cv.operators.record.JobEvent;
import ke.co.datacraft.cv.operators.record.SourceRecord;

/** Records to test with: one tenant, one job, references numbered from 0. */
public final class TestingRecords {

    /** Owner of everything here. */
    public static final String TENANT = "acme";

    /** The job. */
    public static final UUID JOB = UUID.fromString("7d0f0a52-6f3e-4d0a-9a53-3f0f6f0f2a11");

    /** Key of the job's state. */
    public static final String KEY = JobEvent.key(TENANT, JOB);

    /** When the job was submitted. */
    public static final Instant CREATED = Instant.parse("2026-03-04T05:06:07.890Z");

    private TestingRecords() {}

    /** Reference of the job, which has so many references and may be retried twice. */
    public static ImageReference reference(int number, int total) {
        return reference(number, job(total));
    }

    /** Reference of the job that says which of its references it is. */
    public static ImageReference numbered(int number, int index, int total) {
        return reference(number, job(total).withIndex(index));
    }

    private static JobDescription job(int total) {
        return new JobDescription("Night shift", total, 2, "ann", CREATED);
    }

    private static ImageReference reference(int number, JobDescription job) {
        return new ImageReference(
                ContractCodec.SCHEMA_VERSION,
                TENANT,
                JOB,
                null,
                null,
                "file:/images/" + number + ".jpg",
                null,
                number + ".jpg",
                "image/jpeg",
                7,
                List.of(TaskRequest.of(Tasks.QUALITY), TaskRequest.of(Tasks.OCR)),
                null,
                null,
                CREATED,
                0,
                job);
    }

    /** Frame of camera {@code gate}. */
    public static ImageReference frame() {
        return new ImageReference(
                ContractCodec.SCHEMA_VERSION,
                TENANT,
                null,
                "gate",
                null,
                "file:/frames/1.jpg",
                null,
                null,
                null,
                null,
                List.of(TaskRequest.of(Tasks.OBJECT_DETECTION)),
                null,
                CREATED,
                CREATED,
                null,
                null);
    }

    /** A record with the job's key. */
    public static SourceRecord record(long offset, byte[] value) {
        return new SourceRecord(
                "cv.images",
                0,
                offset,
                CREATED.toEpochMilli(),
                JOB.toString().getBytes(StandardCharsets.UTF_8),
                value,
                TENANT,
                null);
    }

    /** A record with the job's key and a message in it. */
    public static SourceRecord record(long offset, Object message) {
        return record(offset, ContractCodec.toBytes(message));
    }

    /** A record with the job's key and text in it. */
    public static SourceRecord record(long offset, String text) {
        return record(offset, text.getBytes(StandardCharsets.UTF_8));
    }

    /** News of a reference that was read at the given offset. */
    public static JobEvent event(JobEvent.Kind kind, ImageReference reference, long offset) {
        return new JobEvent(
                kind,
                TENANT,
                JOB,
                Identifiers.imageId(TENANT, JOB.toString(), reference.uri(), ""),
                reference,
                kind == JobEvent.Kind.FAILED
                        ? new Failure(ReasonCode.NOT_FOUND, "nothing at " + reference.uri())
                        : null,
                null,
                new RecordOrigin("cv.images", 0, offset),
                CREATED.toEpochMilli() + offset);
    }

    /** News that a reference, read at the given offset, was split. */
    public static JobEvent split(ImageReference reference, int parts, long offset) {
        return new JobEvent(
                JobEvent.Kind.SPLIT,
                TENANT,
                JOB,
                Identifiers.imageId(TENANT, JOB.toString(), reference.uri(), ""),
                reference,
                null,
                null,
                new RecordOrigin("cv.images", 0, offset),
                CREATED.toEpochMilli() + offset,
                parts);
    }

    /**
     * News of a part of a reference.
     *
     * @param number of the part, from 0
     * @param offset where the reference was read that was split
     * @param writtenAt where the part was read
     */
    public static JobEvent part(
            JobEvent.Kind kind, ImageReference reference, int number, long offset, long writtenAt) {
        UUID whole = Identifiers.imageId(TENANT, JOB.toString(), reference.uri(), "");
        RecordOrigin origin = new RecordOrigin("cv.images", 0, offset);
        ImageReference part = reference.part(8 * number, new DocumentPart(8, whole, origin));
        return new JobEvent(
                kind,
                TENANT,
                JOB,
                Identifiers.partId(whole, 8 * number, 8),
                part,
                kind == JobEvent.Kind.FAILED
                        ? new Failure(ReasonCode.CORRUPT_IMAGE, "part " + number)
                        : null,
                null,
                new RecordOrigin("cv.images", 0, writtenAt),
                CREATED.toEpochMilli() + writtenAt);
    }

    /** News of a record of the job that could not be read at all. */
    public static JobEvent unreadable(long offset) {
        RecordOrigin origin = new RecordOrigin("cv.images", 0, offset);
        return new JobEvent(
                JobEvent.Kind.FAILED,
                TENANT,
                JOB,
                Identifiers.deadLetterId(origin),
                null,
                new Failure(ReasonCode.INVALID_JSON, "Not JSON"),
                null,
                origin,
                CREATED.toEpochMilli());
    }

    /** An order to the job. */
    public static JobCommand command(JobCommand.Type type) {
        return new JobCommand(ContractCodec.SCHEMA_VERSION, type, TENANT, JOB, "ann", CREATED);
    }

    /** An order to the job, as an event. */
    public static JobEvent commandEvent(JobCommand.Type type, long offset) {
        return new JobEvent(
                JobEvent.Kind.COMMAND,
                TENANT,
                JOB,
                null,
                null,
                null,
                command(type),
                new RecordOrigin("cv.commands", 0, offset),
                CREATED.toEpochMilli());
    }
}
