package ke.co.datacraft.cv.operators.fetch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bounds the bytes that a process holds at once. Whoever wants more waits, first come, first
 * served; a request beyond the whole budget takes all of it, so it runs alone instead of never.
 *
 * <p>A holder must not wait for the same budget again, or two of them could wait for each other.
 */
public final class ByteBudget {

    private final long capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Object> queue = new ArrayDeque<>();
    private long used;

    /**
     * @param capacity bytes, at least 1
     */
    public ByteBudget(long capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException(
                    "A budget of "
                            + capacity
                            + " bytes lets nothing through; set CV_IN_FLIGHT_MEGABYTES to 1 or"
                            + " more");
        }
        this.capacity = capacity;
    }

    /**
     * Waits until the bytes are free and takes them.
     *
     * @param bytes 0 or more; more than the capacity counts as the capacity
     * @return to be closed when the bytes are let go
     */
    public Reservation acquire(long bytes) throws InterruptedException {
        long share = share(bytes);
        Object ticket = new Object();
        lock.lockInterruptibly();
        try {
            // In turn, so that a large request is not overtaken for ever by small ones.
            queue.addLast(ticket);
            while (queue.peekFirst() != ticket || used + share > capacity) {
                changed.await();
            }
            used += share;
            return new Reservation(share);
        } finally {
            queue.remove(ticket);
            changed.signalAll();
            lock.unlock();
        }
    }

    private long share(long bytes) {
        return Math.max(0, Math.min(bytes, capacity));
    }

    /** Bytes that are held now. */
    public long used() {
        lock.lock();
        try {
            return used;
        } finally {
            lock.unlock();
        }
    }

    /** Requests that wait now. */
    public int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /** Bytes that may be held at once. */
    public long capacity() {
        return capacity;
    }

    /** A share of the budget. */
    public final class Reservation implements AutoCloseable {

        private long held;

        private Reservation(long held) {
            this.held = held;
        }

        /** Gives back what is beyond the given number of bytes; never takes more. */
        public void shrinkTo(long bytes) {
            lock.lock();
            try {
                long rest = Math.min(held, share(bytes));
                used -= held - rest;
                held = rest;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** Bytes of this share. */
        public long held() {
            lock.lock();
            try {
                return held;
            } finally {
                lock.unlock();
            }
        }

        /** Gives everything back; once is enough. */
        @Override
        public void close() {
            shrinkTo(0);
        }
    }
}
