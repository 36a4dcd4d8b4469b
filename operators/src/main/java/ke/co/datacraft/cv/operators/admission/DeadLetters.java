package ke.co.datacraft.cv.operators.admission;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.DeliveryTarget;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobCommand;
import ke.co.datacraft.cv.contracts.OriginalBytes;
import ke.co.datacraft.cv.contracts.RecordHeader;
import ke.co.datacraft.cv.contracts.RecordOrigin;
import ke.co.datacraft.cv.contracts.SafeText;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.Failure;
import ke.co.datacraft.cv.operators.record.SourceRecord;

/** Writes dead letters, so that each holds its original and none grows out of proportion. */
public final class DeadLetters {

    private static final int MAX_MESSAGE = 2000;

    /** The record that failed. */
    private record Original(
            RecordOrigin origin, byte[] key, byte[] value, List<RecordHeader> headers) {}

    private DeadLetters() {}

    /** A reference that passed validation and then failed. */
    public static DeadLetter of(
            AdmittedReference admitted, Failure failure, int attempts, long failedAt) {
        ImageReference reference = admitted.reference();
        RecordSubject subject =
                new RecordSubject(
                        reference.tenantId(),
                        reference.jobId(),
                        reference.sourceId(),
                        admitted.referenceId(),
                        reference.uri(),
                        null);
        return letter(
                subject,
                failure,
                attempts,
                new Original(
                        admitted.origin(),
                        admitted.originalKey(),
                        admitted.originalValue(),
                        admitted.headers()),
                failedAt);
    }

    /** A record that did not pass validation. */
    static DeadLetter of(
            SourceRecord record, RecordSubject subject, Failure failure, long failedAt) {
        return letter(
                subject,
                failure,
                1,
                new Original(origin(record), record.key(), record.value(), record.headers()),
                failedAt);
    }

    /** A record that was refused. */
    public static DeadLetter of(SourceRecord record, Failure failure, long failedAt) {
        return of(record, RecordSubject.of(record), failure, failedAt);
    }

    /** A command that was refused. */
    public static DeadLetter of(
            JobCommand command, RecordOrigin origin, Failure failure, long failedAt) {
        RecordSubject subject =
                new RecordSubject(command.tenantId(), command.jobId(), null, null, null, null);
        return letter(
                subject,
                failure,
                1,
                new Original(
                        origin,
                        command.jobId().toString().getBytes(StandardCharsets.UTF_8),
                        ContractCodec.toBytes(command),
                        null),
                failedAt);
    }

    /** What was tried in vain. */
    public record Attempts(Failure failure, int count, long failedAt) {}

    /**
     * An alert that did not reach a target.
     *
     * @param headers those of the record, and which target is meant
     */
    public static DeadLetter of(
            SourceRecord record,
            DeliveryTarget target,
            List<RecordHeader> headers,
            Attempts attempts) {
        return letter(
                        RecordSubject.of(record),
                        attempts.failure(),
                        attempts.count(),
                        new Original(origin(record), record.key(), record.value(), headers),
                        attempts.failedAt())
                .withId(Identifiers.deadLetterId(origin(record), target));
    }

    /** Where the record was read. */
    static RecordOrigin origin(SourceRecord record) {
        return new RecordOrigin(record.topic(), record.partition(), record.offset());
    }

    private static DeadLetter letter(
            RecordSubject subject,
            Failure failure,
            int attempts,
            Original original,
            long failedAt) {
        OriginalBytes key = original.key() == null ? null : OriginalBytes.of(original.key());
        OriginalBytes value = OriginalBytes.of(original.value());
        return new DeadLetter(
                ContractCodec.SCHEMA_VERSION,
                Identifiers.deadLetterId(original.origin()),
                subject.tenantId(),
                subject.jobId(),
                subject.sourceId(),
                subject.imageId(),
                subject.uri(),
                failure.reason(),
                SafeText.shorten(failure.message(), MAX_MESSAGE),
                attempts,
                original.origin(),
                key == null ? null : key.value(),
                key == null || key.encoding().equals(OriginalBytes.UTF_8) ? null : key.encoding(),
                value.value(),
                value.encoding(),
                original.headers(),
                Instant.ofEpochMilli(failedAt));
    }
}
