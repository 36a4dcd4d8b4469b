package ke.co.datacraft.cv.inference.batch;

import java.util.List;

/**
 * Does the work of several requests at once.
 *
 * @param <R> the request
 * @param <A> the answer
 */
@FunctionalInterface
public interface BatchProcessor<R, A> {

    /**
     * Answers every request. When it throws for several, those that have no answer yet are tried
     * again one by one, so that what is wrong with one of them is not charged to the others.
     *
     * @param batch highest priority first, then oldest; at least one
     */
    void process(List<PendingRequest<R, A>> batch);
}
