package ke.co.datacraft.cv.inference.onnx;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import ke.co.datacraft.cv.inference.StageTimings;
import ke.co.datacraft.cv.inference.batch.BatchingPolicy;
import ke.co.datacraft.cv.inference.batch.DynamicBatcher;
import ke.co.datacraft.cv.inference.batch.PendingRequest;
import ke.co.datacraft.cv.inference.batch.RequestOptions;
import ke.co.datacraft.cv.inference.batch.SystemBatchingClock;

/**
 * Merges the pictures of many callers into one run.
 *
 * <p>Each caller writes into a row of its own, and the executor gathers the rows of a batch into
 * its input, one bulk copy each. Rows at fixed places of a shared input would save that copy, but
 * would tie a picture to its batch before its priority and deadline have had their say, and the
 * slowest writer would hold up the run. A picture that is alone runs in its row, without a copy.
 */
final class BatchingRunner implements ModelRunner {

    private final SlotPool<Slot> rows;
    private final SlotPool<Slot> batches;
    private final int maxBatchSize;
    private final List<long[]> outputShapes;
    private final ExecutorService executors;
    private final SystemBatchingClock clock;
    private final DynamicBatcher<Row<?, ?>, Object> batcher;
    private final CompletableFuture<Void> ended;

    /** A picture that waits in its own buffers. */
    private record Row<P, T>(
            Slot slot, P picture, OutputReader<P, T> reader, long begin, long written) {

        private T read(Slot from, int index, Run run) {
            long start = System.nanoTime();
            return reader.read(picture, new RowOutputs(from, index, this, run, start));
        }
    }

    /** When a run began and ended, and how many pictures were in it. */
    private record Run(long begin, long end, int size) {}

    private record RowOutputs(Slot slot, int index, Row<?, ?> row, Run run, long start)
            implements ModelOutputs {

        @Override
        public FloatBuffer output(int output) {
            return slot.output(output, index);
        }

        @Override
        public StageTimings timings() {
            return new StageTimings(
                    run.begin() - row.written(),
                    row.written() - row.begin(),
                    run.end() - run.begin(),
                    System.nanoTime() - start,
                    run.size());
        }
    }

    /**
     * @param model whose batch axis is open and whose outputs have a part per picture
     * @param batches slots of as many pictures as a batch has at most
     * @param inputShape of one picture
     */
    BatchingRunner(
            OnnxModel model, BatchingPolicy policy, SlotPool<Slot> batches, long[] inputShape) {
        this.rows = new SlotPool<>(() -> model.newSlot(inputShape));
        this.batches = batches;
        this.maxBatchSize = policy.maxBatchSize();
        this.outputShapes = rows.with(Slot::outputShapes);
        this.clock = new SystemBatchingClock("cv-batch-timer");
        this.executors =
                Executors.newFixedThreadPool(
                        policy.executors(),
                        action -> {
                            Thread thread = new Thread(action, "cv-batch-" + model.name());
                            thread.setDaemon(true);
                            return thread;
                        });
        makeAtLeast(policy.executors());
        this.batcher = new DynamicBatcher<>(policy, this::process, executors, clock);
        this.ended = batcher.ended().thenRun(this::free);
    }

    /** Once the model is closed no more can be made, and what waits then still has to run. */
    private void makeAtLeast(int count) {
        List<Slot> made = new ArrayList<>();
        while (made.size() < count) {
            made.add(batches.take());
        }
        made.forEach(batches::giveBack);
    }

    /** Done when the runner is closed, every picture has its answer and the buffers are free. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    DynamicBatcher<?, ?> batcher() {
        return batcher;
    }

    @Override
    public long[] outputShape(int index) {
        return outputShapes.get(index).clone();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <P, T> CompletableFuture<T> run(
            RequestOptions options, InputWriter<P> writer, OutputReader<P, T> reader) {
        Row<P, T> row;
        try {
            row = write(writer, reader);
        } catch (RuntimeException exception) {
            return CompletableFuture.failedFuture(exception);
        }
        // A row's answer is what its own reader made.
        return (CompletableFuture<T>)
                batcher.submit(row, options)
                        .whenComplete((answer, failure) -> rows.giveBack(row.slot()));
    }

    private <P, T> Row<P, T> write(InputWriter<P> writer, OutputReader<P, T> reader) {
        Slot slot = rows.take();
        boolean written = false;
        try {
            long begin = System.nanoTime();
            P picture = writer.write(slot.input());
            written = true;
            return new Row<>(slot, picture, reader, begin, System.nanoTime());
        } finally {
            if (!written) {
                rows.giveBack(slot);
            }
        }
    }

    private void process(List<PendingRequest<Row<?, ?>, Object>> batch) {
        if (batch.size() == 1) {
            runOn(batch.get(0).request().slot(), batch);
            return;
        }
        batches.with(
                slot -> {
                    for (int index = 0; index < batch.size(); index++) {
                        FloatBuffer row = batch.get(index).request().slot().input();
                        slot.input(index).put(0, row, 0, row.capacity());
                    }
                    runOn(slot, batch);
                    return null;
                });
    }

    private static void runOn(Slot slot, List<PendingRequest<Row<?, ?>, Object>> batch) {
        long begin = System.nanoTime();
        slot.run(batch.size());
        Run run = new Run(begin, System.nanoTime(), batch.size());
        for (int index = 0; index < batch.size(); index++) {
            PendingRequest<Row<?, ?>, Object> pending = batch.get(index);
            try {
                pending.complete(pending.request().read(slot, index, run));
            } catch (RuntimeException exception) {
                pending.fail(exception);
            }
        }
    }

    /** The largest size first: TensorRT then builds for all of them at once. */
    @Override
    public void warmUp() {
        for (int size = maxBatchSize; size > 1; size /= 2) {
            int pictures = size;
            batches.with(slot -> slot.run(pictures));
        }
        rows.with(Slot::run);
    }

    @Override
    public void close() {
        batcher.close();
    }

    private void free() {
        executors.shutdown();
        clock.close();
        rows.close();
        batches.close();
    }
}
