package ke.co.datacraft.cv.operators.admission;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobCommand;
import ke.co.datacraft.cv.contracts.RecordOrigin;
import ke.co.datacraft.cv.contracts.SafeText;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.Failure;
import ke.co.datacraft.cv.operators.record.SourceRecord;

/** Writes dead letters, so that each holds its original and none grows out of proportion. */
public final class DeadLetters {

    private static final int MAX_MESSAGE = 2000;
    private static final String TEXT = "utf-8";
    private static final String BASE64 = "base64";

    private record Original(String value, String encoding) {}

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
                admitted.origin(),
                admitted.originalKey(),
                original(admitted.originalValue()),
                failedAt);
    }

    /** A record that did not pass validation. */
    static DeadLetter of(
            SourceRecord record, RecordSubject subject, Failure failure, long failedAt) {
        return letter(
                subject,
                failure,
                1,
                origin(record),
                record.key(),
                original(record.value()),
                failedAt);
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
                origin,
                command.jobId().toString().getBytes(StandardCharsets.UTF_8),
                original(ContractCodec.toBytes(command)),
                failedAt);
    }

    /** Where the record was read. */
    static RecordOrigin origin(SourceRecord record) {
        return new RecordOrigin(record.topic(), record.partition(), record.offset());
    }

    private static DeadLetter letter(
            RecordSubject subject,
            Failure failure,
            int attempts,
            RecordOrigin origin,
            byte[] key,
            Original original,
            long failedAt) {
        return new DeadLetter(
                ContractCodec.SCHEMA_VERSION,
                Identifiers.deadLetterId(origin),
                subject.tenantId(),
                subject.jobId(),
                subject.sourceId(),
                subject.imageId(),
                subject.uri(),
                failure.reason(),
                SafeText.shorten(failure.message(), MAX_MESSAGE),
                attempts,
                origin,
                key == null ? null : original(key).value(),
                original.value(),
                original.encoding(),
                Instant.ofEpochMilli(failedAt));
    }

    /** Text, unless it is none or escaping it in JSON would cost more than base64. */
    private static Original original(byte[] bytes) {
        byte[] value = bytes == null ? new byte[0] : bytes;
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
            if (escapedGrowth(value) <= value.length / 2 + 16) {
                return new Original(text, TEXT);
            }
        } catch (CharacterCodingException notText) {
            return new Original(Base64.getEncoder().encodeToString(value), BASE64);
        }
        return new Original(Base64.getEncoder().encodeToString(value), BASE64);
    }

    private static int escapedGrowth(byte[] value) {
        int growth = 0;
        for (byte b : value) {
            if (b == '"' || b == '\\' || b == '\n' || b == '\r' || b == '\t') {
                growth++;
            } else if (b >= 0 && b < ' ') {
                growth += 5;
            }
        }
        return growth;
    }
}
