package ke.co.datacraft.cv.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import ke.co.datacraft.cv.inference.NativeEnvironment;

/**
 * The process's one runtime environment. ONNX Runtime 1.29 matches the process's command line
 * against a regular expression when it is created, which recurses several frames per character: on
 * a thread of common stack size it overflows at some 4000 characters and takes the process with it.
 * A TaskManager's command line names every jar of Flink's {@code lib} folder and is longer.
 */
final class OnnxEnvironment {

    /** Reserved, not used up: Linux maps the pages of a stack when they are touched. */
    private static final long STACK_BYTES = 512L << 20;

    private OnnxEnvironment() {}

    private static final class Holder {
        private static final OrtEnvironment ENVIRONMENT = create();
    }

    /** The environment; created on a thread with a large stack when first asked for. */
    static OrtEnvironment get() {
        return Holder.ENVIRONMENT;
    }

    private static OrtEnvironment create() {
        CompletableFuture<OrtEnvironment> created = new CompletableFuture<>();
        Thread thread =
                new Thread(null, () -> createInto(created), "onnx-environment", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return created.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("ONNX Runtime cannot be loaded", e.getCause());
        }
    }

    private static void createInto(CompletableFuture<OrtEnvironment> created) {
        // It would gather data about the process for its maker; nobody asked for that.
        NativeEnvironment.setUnlessSet("ORT_DISABLE_TELEMETRY", "1");
        try {
            created.complete(OrtEnvironment.getEnvironment());
        } catch (RuntimeException | Error failure) {
            created.completeExceptionally(failure);
        }
    }
}
