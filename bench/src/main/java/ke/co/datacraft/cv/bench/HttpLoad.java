package ke.co.datacraft.cv.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests over a fixed number of connections: as fast as they are answered, or at a fixed rate. At
 * a rate, the time of an answer counts from when its request was due, so that a service that holds
 * up the requests behind it cannot hide it.
 */
final class HttpLoad {

    private final int connections;
    private final List<byte[]> requests;

    /**
     * @param connections at once
     * @param requests sent in turn
     */
    HttpLoad(int connections, List<byte[]> requests) {
        this.connections = connections;
        this.requests = requests;
    }

    /**
     * What a run gave.
     *
     * @param rate answers per second
     * @param cpuPerThousand CPU seconds of the service per thousand answers
     * @param millis times of the answers, sorted
     */
    record Result(double rate, double cpuPerThousand, double[] millis) {

        /** Time that this share of the answers took at most, in milliseconds. */
        double percentile(double share) {
            return millis[(int) Math.min(millis.length - 1, Math.ceil(share * millis.length) - 1)];
        }
    }

    /** As fast as it goes. */
    Result flatOut(ServiceProcess service, double seconds) throws IOException {
        return run(service, seconds, 0);
    }

    /** This many requests per second, evenly. */
    Result atRate(ServiceProcess service, double seconds, double rate) throws IOException {
        return run(service, seconds, (long) (1e9 / rate));
    }

    private Result run(ServiceProcess service, double seconds, long gapNanos) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(connections);
        List<HttpCaller> callers = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                callers.add(new HttpCaller(service.port()));
            }
            AtomicLong next = new AtomicLong();
            double cpu = service.cpuSeconds();
            long start = System.nanoTime();
            long end = start + (long) (seconds * 1e9);
            List<Future<double[]>> running = new ArrayList<>();
            for (HttpCaller caller : callers) {
                running.add(pool.submit(() -> drain(caller, next, start, end, gapNanos)));
            }
            double[] millis = joined(running);
            double took = (System.nanoTime() - start) / 1e9;
            return new Result(
                    millis.length / took,
                    (service.cpuSeconds() - cpu) * 1000 / millis.length,
                    millis);
        } finally {
            pool.shutdownNow();
            for (HttpCaller caller : callers) {
                caller.close();
            }
        }
    }

    private double[] drain(HttpCaller caller, AtomicLong next, long start, long end, long gapNanos)
            throws IOException {
        double[] millis = new double[1024];
        int count = 0;
        while (true) {
            long number = next.getAndIncrement();
            long due = gapNanos == 0 ? System.nanoTime() : start + number * gapNanos;
            if (due >= end) {
                return Arrays.copyOf(millis, count);
            }
            await(due);
            caller.call(requests.get((int) (number % requests.size())));
            if (count == millis.length) {
                millis = Arrays.copyOf(millis, 2 * count);
            }
            millis[count++] = (System.nanoTime() - due) / 1e6;
        }
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static double[] joined(List<Future<double[]>> running) throws IOException {
        try {
            List<double[]> parts = new ArrayList<>();
            for (Future<double[]> one : running) {
                parts.add(one.get());
            }
            return parts.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("a request failed: " + e.getCause().getMessage(), e.getCause());
        }
    }
}
