package ke.co.datacraft.cv.operators.vision;

import ke.co.datacraft.cv.inference.batch.BatchingStatistics;
import ke.co.datacraft.cv.operators.record.AdmittedReference;

/** What a {@link VisionFunction} drives: works on references, many at once. */
interface VisionEngine extends ModelLoader {

    /** Starts the work on a reference; never throws, never waits. */
    ReferenceWork start(AdmittedReference admitted, VisionMetrics metrics);

    /** File bytes held now, if it falls to this user to report them for the process; else 0. */
    long fileBytes();

    /** Decoded bytes held now, if it falls to this user to report them for the process; else 0. */
    long decodedBytes();

    /** Models loaded now, if it falls to this user to report them for the process; else 0. */
    int loadedModels();

    /**
     * What the batchers of a model did, if it falls to this user to report it for the process; else
     * nothing.
     */
    BatchingStatistics batching(String model);

    /** Ends this use; the last one frees threads, models and connections. */
    @Override
    void close();
}
