package ke.co.datacraft.cv.bridge.redis;

/** Redis did not answer as it should. */
public final class RedisUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Redis is away. */
    public RedisUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
