package ke.co.datacraft.cv.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Deterministic identities: name-based UUIDs with SHA-1 (version 5 of RFC 9562), so that the same
 * input gets the same key in every run.
 */
public final class Identifiers {

    private static final UUID NAMESPACE = UUID.fromString("5f3c6a0e-6d2b-5f0c-9a64-0d8a1c7be0f1");

    private Identifiers() {}

    /**
     * Identity of an image or page.
     *
     * @param tenantId owner
     * @param owner job id or source id
     * @param uri where the bytes are
     * @param part page number of a document, or capture time of a frame
     */
    public static UUID imageId(String tenantId, String owner, String uri, String part) {
        return nameBased("image", tenantId, owner, uri, part);
    }

    /**
     * Identity of one task's result on an image.
     *
     * @param imageId the image
     * @param task task name
     * @param model name of the model
     * @param version version of the model
     */
    public static UUID resultId(UUID imageId, String task, String model, String version) {
        return nameBased("result", imageId.toString(), task, model, version);
    }

    /**
     * Identity of a task's result on an image or on a region of it. Without a step of its own and
     * without a region it is that of {@link #resultId(UUID, String, String, String)}.
     *
     * @param imageId the image
     * @param result the task's result
     */
    public static UUID resultId(UUID imageId, TaskResult result) {
        ModelReference model = result.model();
        ResultRegion region = result.region();
        boolean named = !result.stepName().equals(result.task());
        if (region == null && !named) {
            return resultId(imageId, result.task(), model.name(), model.version());
        }
        return nameBased(
                "result",
                imageId.toString(),
                result.task(),
                model.name(),
                model.version(),
                named ? result.step() : null,
                region == null ? null : region.step(),
                region == null ? null : Integer.toString(region.index()));
    }

    /**
     * Identity of a part of a reference within its job.
     *
     * @param referenceId the reference that was split
     * @param page first page of the part, from 0
     * @param pages how many
     */
    public static UUID partId(UUID referenceId, int page, int pages) {
        return nameBased(
                "part", referenceId.toString(), Integer.toString(page), Integer.toString(pages));
    }

    /** Identity of a dead letter: the place where the record was read. */
    public static UUID deadLetterId(RecordOrigin origin) {
        return nameBased(
                "dead-letter",
                origin.topic(),
                Integer.toString(origin.partition()),
                Long.toString(origin.offset()));
    }

    /** Identity of a dead letter of one target: the alert may reach the others. */
    public static UUID deadLetterId(RecordOrigin origin, DeliveryTarget target) {
        return nameBased("dead-letter", deadLetterId(origin).toString(), target.path());
    }

    /**
     * Identity of what is handed on, the same for every attempt.
     *
     * @param alertId the alert
     * @param sequence number of the message within the alert
     * @param target where it goes
     */
    public static UUID deliveryId(UUID alertId, int sequence, DeliveryTarget target) {
        return nameBased("delivery", alertId.toString(), Integer.toString(sequence), target.path());
    }

    /** UUIDv5 of the parts; each is length-prefixed, so no two lists share a name. */
    public static UUID nameBased(String... parts) {
        MessageDigest sha1 = sha1();
        sha1.update(
                ByteBuffer.allocate(16)
                        .putLong(NAMESPACE.getMostSignificantBits())
                        .putLong(NAMESPACE.getLeastSignificantBits())
                        .flip());
        for (String part : parts) {
            byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
            sha1.update(ByteBuffer.allocate(4).putInt(part == null ? -1 : bytes.length).flip());
            sha1.update(bytes);
        }
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest());
        long most = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
        long least = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
