package ke.co.datacraft.cv.bridge.job;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.contracts.ContractCodec;

/**
 * An {@code Idempotency-Key} and what it was sent with.
 *
 * @param key the client's word
 * @param sha256 digest of the request's meaning, whatever its spelling
 */
record RequestKey(String key, String sha256) {

    /**
     * The key of a call, if it has one.
     *
     * @param meaning what was asked for, as a record
     */
    static Optional<RequestKey> of(Call call, Object meaning) {
        return call.header("Idempotency-Key")
                .map(key -> new RequestKey(key, digest(call.operation().id(), meaning)));
    }

    private static String digest(String operation, Object meaning) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ContractCodec.toBytes(operation));
            digest.update(ContractCodec.toBytes(meaning));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
