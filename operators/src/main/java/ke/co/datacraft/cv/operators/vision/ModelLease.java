package ke.co.datacraft.cv.operators.vision;

/** One use of a model: it stays loaded at least until the lease is closed. */
@FunctionalInterface
interface ModelLease extends AutoCloseable {

    /** Gives the model back; only the first call counts. */
    @Override
    void close();
}
