package ke.co.datacraft.cv.inference.batch;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What the batchers of each model have done, for whoever watches over the process. A model may have
 * several at once, as while its next version takes over; what an ended one has done still counts.
 */
public final class BatchingMonitor {

    private final Map<String, Watched> models = new ConcurrentHashMap<>();

    private static final class Watched {
        private final Set<Supplier<BatchingStatistics>> running = ConcurrentHashMap.newKeySet();
        private BatchingStatistics ended = BatchingStatistics.NONE;

        private synchronized BatchingStatistics total() {
            return running.stream().map(Supplier::get).reduce(ended, BatchingStatistics::plus);
        }

        private synchronized void end(Supplier<BatchingStatistics> batcher) {
            if (running.remove(batcher)) {
                ended = ended.plus(batcher.get());
            }
        }
    }

    /**
     * Watches a batcher until its end.
     *
     * @param model name of the model it serves
     * @param batcher not yet closed
     */
    public void watch(String model, DynamicBatcher<?, ?> batcher) {
        Watched watched = models.computeIfAbsent(model, any -> new Watched());
        Supplier<BatchingStatistics> statistics = batcher::statistics;
        watched.running.add(statistics);
        batcher.ended().thenRun(() -> watched.end(statistics));
    }

    /** Models that have had a batcher, by name. */
    public Set<String> models() {
        return new TreeSet<>(models.keySet());
    }

    /** What the batchers of a model have done together; nothing for a model without one. */
    public BatchingStatistics statistics(String model) {
        Watched watched = models.get(model);
        return watched == null ? BatchingStatistics.NONE : watched.total();
    }
}
