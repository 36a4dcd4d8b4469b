package ke.co.datacraft.cv.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Runs work items on a fixed number of threads and measures them. */
final class ConcurrentLoop {

    private final int threads;

    ConcurrentLoop(int threads) {
        this.threads = threads;
    }

    /**
     * Runs items 0 to {@code count - 1} once.
     *
     * @param worker makes the work of one thread
     * @return images per second and CPU milliseconds per image
     */
    Round run(int count, Supplier<IntConsumer> worker) {
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CpuMeter cpu = new CpuMeter();
            long start = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                IntConsumer work = worker.get();
                running.add(pool.submit(() -> drain(next, count, work)));
            }
            for (Future<?> one : running) {
                one.get();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            double cpuSeconds = cpu.processSeconds() + cpu.endedChildSeconds();
            return new Round(count / seconds, cpuSeconds * 1000 / count, 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while measuring", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A measured loop failed", e.getCause());
        } finally {
            pool.shutdown();
        }
    }

    private static void drain(AtomicInteger next, int count, IntConsumer work) {
        for (int item = next.getAndIncrement(); item < count; item = next.getAndIncrement()) {
            work.accept(item);
        }
    }

    /**
     * One measured round.
     *
     * @param imagesPerSecond rate
     * @param cpuMillisPerImage CPU of this process and of those that it started and ended within
     *     the round
     * @param serviceCpuMillisPerImage CPU of the services beside it
     */
    record Round(
            double imagesPerSecond, double cpuMillisPerImage, double serviceCpuMillisPerImage) {}
}
