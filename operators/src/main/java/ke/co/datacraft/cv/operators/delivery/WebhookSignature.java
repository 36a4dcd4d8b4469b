package ke.co.datacraft.cv.operators.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures of Standard Webhooks (standardwebhooks.com, specification 1.0.0): HMAC with SHA-256 of
 * identity, time and body, each behind a full stop, for each secret; receivers look for one that
 * they can make too.
 */
final class WebhookSignature {

    /** What secrets begin with. */
    static final String SECRET_PREFIX = "whsec_";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private WebhookSignature() {}

    /**
     * The header {@code webhook-signature}.
     *
     * @param secrets keys, 24 to 64 bytes each
     * @param id header {@code webhook-id}
     * @param seconds header {@code webhook-timestamp}, since the epoch
     * @param body what is sent
     */
    static String of(List<byte[]> secrets, String id, long seconds, byte[] body) {
        byte[] head = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
        return secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(hmac(secret, head, body)))
                .collect(Collectors.joining(" "));
    }

    /**
     * The bytes of a secret.
     *
     * @throws IllegalArgumentException when it has another form; it is not in the message
     */
    static byte[] key(String secret) {
        String wrong =
                "is no secret of a webhook; make one with: echo \"whsec_$(openssl rand -base64 32)\"";
        if (secret == null || !secret.startsWith(SECRET_PREFIX)) {
            throw new IllegalArgumentException(wrong);
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(wrong);
        }
        if (key.length < LEAST_BYTES || key.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "has " + key.length + " bytes, not 24 to 64; it " + wrong);
        }
        return key;
    }

    private static byte[] hmac(byte[] secret, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update(head);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
