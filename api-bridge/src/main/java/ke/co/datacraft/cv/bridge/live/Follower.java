package ke.co.datacraft.cv.bridge.live;

import redis.clients.jedis.StreamEntryID;

/** Who hears of a tenant's events. No method may wait for anything. */
interface Follower {

    /** It hears of everything after this id from now on. */
    void joined(StreamEntryID position);

    /** Something happened. */
    void event(LiveEvent event);

    /** Events after this id are lost. */
    default void gap(StreamEntryID after) {}

    /** Nothing is heard for now. */
    default void unavailable() {}

    /** Events are heard again. */
    default void available() {}

    /** Whether it still listens. */
    boolean isOpen();

    /** How many events it can take at once. */
    default int room() {
        return Integer.MAX_VALUE;
    }

    /** Runs the task, elsewhere, once there is room. */
    default void whenRoom(Runnable task) {
        task.run();
    }
}
