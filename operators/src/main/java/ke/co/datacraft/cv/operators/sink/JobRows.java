package ke.co.datacraft.cv.operators.sink;

import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.JobStatus;
import ke.co.datacraft.cv.contracts.OriginalBytes;
import ke.co.datacraft.cv.contracts.RecordHeader;
import ke.co.datacraft.cv.contracts.SafeText;

/** Jobs and dead letters as rows of the tables in {@code 001_initial_schema.sql}. */
public final class JobRows {

    private JobRows() {}

    /** The job as it stands. */
    public static JobRow job(JobStatus status) {
        return new JobRow(
                status.jobId(),
                ColumnText.clean(status.name(), 255, "unnamed"),
                ColumnText.clean(status.processingType(), 50, "unknown"),
                ColumnText.clean(status.contentType(), 50, "image"),
                status.state().name(),
                status.progressPercentage(),
                ColumnText.clean(status.inputFilePath(), Integer.MAX_VALUE, "unknown"),
                ColumnText.clean(status.errorMessage()),
                status.retryCount(),
                status.maxRetries(),
                status.priority(),
                ColumnText.clean(status.tenantId(), 100),
                ColumnText.clean(status.createdBy(), 100, "unknown"),
                ColumnValues.time(status.createdAt()),
                ColumnValues.time(status.startedAt()),
                ColumnValues.time(status.completedAt()),
                ColumnValues.time(status.updatedAt()),
                status.total(),
                status.completed(),
                status.failed());
    }

    /** The letter with the record that it holds, byte for byte. */
    public static DeadLetterRow deadLetter(DeadLetter letter) {
        OriginalBytes key = original(letter.originalKey(), letter.originalKeyEncoding());
        OriginalBytes value = original(letter.originalValue(), letter.originalEncoding());
        return new DeadLetterRow(
                letter.id(),
                ColumnText.clean(letter.tenantId(), Integer.MAX_VALUE, ""),
                letter.jobId(),
                ColumnText.clean(letter.sourceId()),
                letter.imageId(),
                ColumnText.clean(letter.uri()),
                letter.reason().name(),
                ColumnText.clean(letter.message(), Integer.MAX_VALUE, ""),
                letter.attempts(),
                ColumnText.clean(letter.origin().topic(), 255),
                letter.origin().partition(),
                letter.origin().offset(),
                key == null ? null : key.value(),
                key == null ? null : key.encoding(),
                value == null ? null : value.value(),
                value == null ? null : value.encoding(),
                headers(letter.originalHeaders()),
                ColumnValues.time(letter.failedAt()));
    }

    private static OriginalBytes original(String value, String encoding) {
        return value == null ? null : OriginalBytes.storable(value, encoding);
    }

    /** Header values as texts that PostgreSQL takes; names are never more than text for people. */
    private static String headers(List<RecordHeader> headers) {
        if (headers == null) {
            return null;
        }
        List<RecordHeader> storable = new ArrayList<>(headers.size());
        for (RecordHeader header : headers) {
            OriginalBytes value = original(header.value(), header.encoding());
            storable.add(
                    new RecordHeader(
                            SafeText.storable(header.name()),
                            value == null ? null : value.value(),
                            value == null ? null : value.encoding()));
        }
        return ContractCodec.toJson(storable);
    }
}
