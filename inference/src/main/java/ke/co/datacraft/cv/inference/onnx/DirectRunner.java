package ke.co.datacraft.cv.inference.onnx;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.inference.StageTimings;
import ke.co.datacraft.cv.inference.batch.RequestOptions;

/**
 * Runs each picture by itself on the caller's thread, in buffers that the runtime reads and writes
 * in place: no copy, no lock. The best there is on a processor, where merged runs save nothing.
 */
final class DirectRunner implements ModelRunner {

    private final SlotPool<Slot> slots;
    private final List<long[]> outputShapes;

    DirectRunner(OnnxModel model, long... inputShape) {
        this.slots = new SlotPool<>(() -> model.newSlot(inputShape));
        // Made now, so that a model that does not fit is found now.
        this.outputShapes = slots.with(Slot::outputShapes);
    }

    @Override
    public long[] outputShape(int index) {
        return outputShapes.get(index).clone();
    }

    @Override
    public <P, T> CompletableFuture<T> run(
            RequestOptions options, InputWriter<P> writer, OutputReader<P, T> reader) {
        try {
            return CompletableFuture.completedFuture(
                    slots.with(slot -> runOn(slot, writer, reader)));
        } catch (RuntimeException exception) {
            return CompletableFuture.failedFuture(exception);
        }
    }

    private static <P, T> T runOn(Slot slot, InputWriter<P> writer, OutputReader<P, T> reader) {
        long begin = System.nanoTime();
        P picture = writer.write(slot.input());
        long written = System.nanoTime();
        slot.run();
        return reader.read(picture, new Outputs(slot, begin, written, System.nanoTime()));
    }

    @Override
    public void warmUp() {
        slots.with(Slot::run);
    }

    @Override
    public void close() {
        slots.close();
    }

    private record Outputs(Slot slot, long begin, long written, long computed)
            implements ModelOutputs {

        @Override
        public FloatBuffer output(int index) {
            return slot.output(index);
        }

        @Override
        public StageTimings timings() {
            return new StageTimings(
                    written - begin, computed - written, System.nanoTime() - computed);
        }
    }
}
