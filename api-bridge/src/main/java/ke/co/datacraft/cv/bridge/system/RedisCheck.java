package ke.co.datacraft.cv.bridge.system;

import ke.co.datacraft.cv.bridge.redis.RedisConnection;

/** Redis, where there is one. */
final class RedisCheck implements DependencyCheck {

    private final RedisConnection redis;

    RedisCheck(RedisConnection redis) {
        this.redis = redis;
    }

    @Override
    public String name() {
        return "redis";
    }

    /** Without it reads are slower and nothing is streamed. */
    @Override
    public boolean required() {
        return false;
    }

    @Override
    public void check() throws DependencyDownException {
        if (!redis.answers()) {
            throw new DependencyDownException("It does not answer");
        }
    }
}
