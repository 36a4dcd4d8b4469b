package ke.co.datacraft.cv.bridge.live;

import java.util.ArrayDeque;

/**
 * What waits for one client: bounded, the oldest gives way, and the client is told how many did.
 */
final class EventBuffer {

    private final ArrayDeque<SseFrame> frames = new ArrayDeque<>();
    private final int capacity;
    private long dropped;

    EventBuffer(int capacity) {
        this.capacity = capacity;
    }

    /** Adds a frame; returns how many events gave way. */
    synchronized int add(SseFrame frame) {
        int lost = 0;
        while (frames.size() >= capacity) {
            lost += frames.poll().isEvent() ? 1 : 0;
        }
        dropped += lost;
        frames.add(frame);
        return lost;
    }

    /** The next frame, or null; that of the loss comes where the lost ones were. */
    synchronized SseFrame poll() {
        if (dropped > 0) {
            SseFrame told = SseFrame.dropped(dropped);
            dropped = 0;
            return told;
        }
        return frames.poll();
    }

    synchronized int room() {
        return capacity - frames.size();
    }

    synchronized boolean hasHalfFree() {
        return frames.size() * 2 <= capacity;
    }

    synchronized boolean isEmpty() {
        return frames.isEmpty() && dropped == 0;
    }

    synchronized void clear() {
        frames.clear();
        dropped = 0;
    }
}
