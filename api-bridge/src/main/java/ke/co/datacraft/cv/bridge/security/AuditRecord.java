package ke.co.datacraft.cv.bridge.security;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import ke.co.datacraft.cv.bridge.http.Principal;
import ke.co.datacraft.cv.contracts.SafeText;

/**
 * That somebody did something.
 *
 * @param id made here, so that a record that is written twice is there once
 * @param at when the answer left
 * @param who the caller, or null before a sign-in
 * @param deed what was done
 * @param address where it was asked from
 * @param outcome {@code success}, {@code denied} or {@code failed}
 * @param traceId the request's trace
 */
record AuditRecord(
        UUID id,
        Instant at,
        Principal who,
        Deed deed,
        String address,
        String outcome,
        String traceId) {

    private static final int MAX_LENGTH = 1000;

    /**
     * What was done to what.
     *
     * @param action such as {@code job.cancel}
     * @param objectType such as {@code job}, or null
     * @param objectId which one, or null
     */
    record Deed(String action, String objectType, String objectId) {

        /** Makes the texts fit for the database. */
        Deed {
            objectId = objectId == null ? null : SafeText.shorten(objectId, MAX_LENGTH);
        }
    }

    /**
     * An id for a record: of version 7 (RFC 9562), whose order in time keeps the index small where
     * records are added. It is no secret, so that no lock of a secure generator is needed.
     */
    static UUID id(Instant at) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long first = at.toEpochMilli() << 16 | 0x7000L | random.nextInt(0x1000);
        long second = random.nextLong() >>> 2 | Long.MIN_VALUE;
        return new UUID(first, second);
    }

    String tenant() {
        return who == null ? null : who.tenant();
    }

    String subject() {
        return who == null ? null : who.subject();
    }

    String credentialId() {
        return who == null ? null : who.credentialId();
    }
}
