package ke.co.datacraft.cv.operators.admission;

import java.util.UUID;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.DocumentPart;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.ReferenceValidator;
import ke.co.datacraft.cv.operators.pipeline.Pipelines;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.Failure;
import ke.co.datacraft.cv.operators.record.JobEvent;
import ke.co.datacraft.cv.operators.record.SourceRecord;

/** Decides about one record of a lane. Knows no Flink. */
final class ReferenceAdmission {

    private static final String REDIS = "redis:";
    private final Lane lane;
    private final Pipelines pipelines;

    ReferenceAdmission(Lane lane, Pipelines pipelines) {
        this.lane = lane;
        this.pipelines = pipelines;
    }

    /** Never fails: what is wrong with the record is in the answer. */
    Admission admit(SourceRecord record, long now) {
        try {
            return admitted(read(record), record, now);
        } catch (ContractException e) {
            return rejected(record, new Failure(e.reason(), e.getMessage()), now);
        }
    }

    /** Identity of a reference within its job or source: the given one, else derived. */
    static UUID referenceId(ImageReference reference) {
        DocumentPart part = reference.part();
        if (part != null) {
            return Identifiers.partId(part.referenceId(), reference.page(), part.pages());
        }
        if (reference.imageId() != null) {
            return reference.imageId();
        }
        return Identifiers.imageId(
                reference.tenantId(), owner(reference), reference.uri(), part(reference));
    }

    private ImageReference read(SourceRecord record) throws ContractException {
        if (record.value() == null || record.value().length == 0) {
            throw new ContractException(
                    ReasonCode.INVALID_JSON,
                    "The record is empty; write an image reference as JSON");
        }
        ImageReference reference = ContractCodec.read(record.value(), ImageReference.class);
        ReferenceValidator.validate(reference);
        boolean fits =
                switch (lane) {
                    case IMAGES -> reference.jobId() != null;
                    case FRAMES -> reference.sourceId() != null;
                };
        if (!fits) {
            throw new ContractException(
                    ReasonCode.INVALID_FIELD,
                    switch (lane) {
                        case IMAGES ->
                                "job_id is absent; write frames of a source to the frames topic";
                        case FRAMES ->
                                "source_id is absent; write images of a job to the images topic";
                    });
        }
        requireOwnStore(reference);
        return pipelines.expand(reference);
    }

    /** Frames in Redis carry no tenant in their address: only cameras may point at them. */
    private void requireOwnStore(ImageReference reference) throws ContractException {
        if (lane == Lane.IMAGES
                && reference.uri().regionMatches(true, 0, REDIS, 0, REDIS.length())) {
            throw new ContractException(
                    ReasonCode.UNSUPPORTED_SCHEME,
                    "scheme 'redis' is for frames of sources alone; use file:, http:, https: or s3:");
        }
    }

    private Admission admitted(ImageReference reference, SourceRecord record, long now) {
        AdmittedReference admitted =
                new AdmittedReference(
                        reference,
                        referenceId(reference),
                        DeadLetters.origin(record),
                        record.key(),
                        record.value(),
                        record.headers(),
                        record.traceparent(),
                        now,
                        null);
        JobEvent event =
                lane == Lane.FRAMES
                        ? null
                        : new JobEvent(
                                        JobEvent.Kind.ADMITTED,
                                        reference.tenantId(),
                                        reference.jobId(),
                                        admitted.referenceId(),
                                        reference,
                                        null,
                                        null,
                                        admitted.origin(),
                                        now)
                                .withTraceparent(record.traceparent());
        return new Admission(admitted, null, event);
    }

    private Admission rejected(SourceRecord record, Failure failure, long now) {
        RecordSubject subject = RecordSubject.of(record);
        JobEvent event =
                lane == Lane.FRAMES || !subject.belongsToJob()
                        ? null
                        : new JobEvent(
                                        JobEvent.Kind.FAILED,
                                        subject.tenantId(),
                                        subject.jobId(),
                                        Identifiers.deadLetterId(DeadLetters.origin(record)),
                                        subject.asReference(),
                                        failure,
                                        null,
                                        DeadLetters.origin(record),
                                        now)
                                .withTraceparent(record.traceparent());
        return new Admission(null, DeadLetters.of(record, subject, failure, now), event);
    }

    private static String owner(ImageReference reference) {
        return reference.jobId() == null ? reference.sourceId() : reference.jobId().toString();
    }

    private static String part(ImageReference reference) {
        if (reference.page() != null) {
            return reference.page().toString();
        }
        return reference.captureTime() == null ? "" : reference.captureTime().toString();
    }
}
