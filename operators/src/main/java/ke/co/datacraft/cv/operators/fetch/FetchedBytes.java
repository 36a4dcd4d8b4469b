package ke.co.datacraft.cv.operators.fetch;

import ke.co.datacraft.cv.operators.fetch.ByteBudget.Reservation;

/**
 * The bytes of one file and their share of the budget.
 *
 * @param bytes at least one
 * @param nanos time of the attempt that brought them, without the wait for the budget
 * @param attempts how often they were asked for, from 1
 * @param reservation their share of the budget; the owner of the bytes closes it
 */
public record FetchedBytes(byte[] bytes, long nanos, int attempts, Reservation reservation)
        implements AutoCloseable {

    @Override
    public void close() {
        reservation.close();
    }
}
