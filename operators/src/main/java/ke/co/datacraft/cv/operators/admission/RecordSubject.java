package ke.co.datacraft.cv.operators.admission;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobDescription;
import ke.co.datacraft.cv.contracts.SafeText;
import ke.co.datacraft.cv.operators.record.SourceRecord;

/**
 * What a broken record still tells about itself: from its JSON where there is some, else from its
 * key and headers. Every field may be null.
 *
 * @param tenantId owner
 * @param jobId its job
 * @param sourceId its camera
 * @param imageId its image
 * @param uri what it pointed at
 * @param job its job's description; a total of 0 is unknown
 */
record RecordSubject(
        String tenantId,
        UUID jobId,
        String sourceId,
        UUID imageId,
        String uri,
        JobDescription job) {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final int MAX_TENANT = 100;
    private static final int MAX_SOURCE = 255;
    private static final int MAX_URI = 4096;

    /** Reads what can be read; never fails. */
    static RecordSubject of(SourceRecord record) {
        JsonNode tree = tree(record.value());
        String tenant = text(tree, "tenant_id", MAX_TENANT);
        UUID jobId = uuid(text(tree, "job_id", 36));
        String sourceId = text(tree, "source_id", MAX_SOURCE);
        if (jobId == null && sourceId == null && record.key() != null) {
            jobId = uuid(new String(record.key(), StandardCharsets.UTF_8));
        }
        return new RecordSubject(
                tenant == null ? bounded(record.tenant(), MAX_TENANT) : tenant,
                jobId,
                sourceId,
                uuid(text(tree, "image_id", 36)),
                text(tree, "uri", MAX_URI),
                description(tree == null ? null : tree.get("job")));
    }

    /** Whether the job it belongs to is known. */
    boolean belongsToJob() {
        return tenantId != null && jobId != null;
    }

    /**
     * The reference as far as it is known. It has no tasks, which tells the job that it cannot be
     * run again.
     */
    ImageReference asReference() {
        return new ImageReference(
                ContractCodec.SCHEMA_VERSION,
                tenantId,
                jobId,
                sourceId,
                imageId,
                uri,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                0,
                job);
    }

    private static JsonNode tree(byte[] value) {
        if (value == null) {
            return null;
        }
        try {
            JsonNode tree = ContractCodec.tree(value);
            return tree.isObject() ? tree : null;
        } catch (ContractException notJson) {
            return null;
        }
    }

    private static JobDescription description(JsonNode job) {
        if (job == null || !job.isObject()) {
            return null;
        }
        return new JobDescription(
                text(job, "name", MAX_SOURCE),
                number(job, "total"),
                number(job, "max_retries"),
                text(job, "created_by", MAX_TENANT),
                instant(text(job, "created_at", 40)),
                job.hasNonNull("index") ? number(job, "index") : null);
    }

    private static String text(JsonNode tree, String field, int max) {
        JsonNode node = tree == null ? null : tree.get(field);
        return node != null && node.isTextual() ? bounded(node.textValue(), max) : null;
    }

    private static String bounded(String text, int max) {
        boolean usable = text != null && !text.isBlank() && text.length() <= max;
        return usable && SafeText.isStorable(text) ? text : null;
    }

    private static int number(JsonNode tree, String field) {
        JsonNode node = tree.get(field);
        return node != null && node.isInt() ? Math.max(0, node.intValue()) : 0;
    }

    private static UUID uuid(String text) {
        try {
            return text == null || text.length() != 36 ? null : UUID.fromString(text);
        } catch (IllegalArgumentException notOne) {
            return null;
        }
    }

    private static Instant instant(String text) {
        try {
            Instant time = text == null ? null : Instant.parse(text);
            return time == null || time.isBefore(FIRST) || time.isAfter(LAST) ? null : time;
        } catch (DateTimeException notOne) {
            return null;
        }
    }
}
