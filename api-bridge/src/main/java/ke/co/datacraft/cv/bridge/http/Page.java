package ke.co.datacraft.cv.bridge.http;

import java.util.List;
import java.util.function.Function;

/**
 * A page of a list.
 *
 * @param items what is on it
 * @param nextCursor where the next one begins; null on the last
 */
public record Page<T>(List<T> items, String nextCursor) {

    /** Items on a page unless the request says otherwise. */
    public static final int DEFAULT_LIMIT = 50;

    /** Items that a request wants. */
    public static int limit(Call call) {
        return call.queryInt("limit", DEFAULT_LIMIT);
    }

    /**
     * A page of rows.
     *
     * @param rows one more than the page has, where there are more
     * @param limit items of a page
     * @param place the place behind a row
     * @param item what is shown of a row
     */
    public static <R, T> Page<T> of(
            List<R> rows, int limit, Function<R, PageCursor> place, Function<R, T> item) {
        boolean more = rows.size() > limit;
        List<R> shown = more ? rows.subList(0, limit) : rows;
        return new Page<>(
                shown.stream().map(item).toList(),
                more ? place.apply(shown.get(limit - 1)).encode() : null);
    }
}
