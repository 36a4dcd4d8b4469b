package ke.co.datacraft.cv.bridge.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The place behind the last item of a page: what the list is ordered by, so that items that come or
 * go meanwhile move nothing.
 *
 * @param list name and order of the list that it belongs to
 * @param parts values of the columns that the list is ordered by
 */
public record PageCursor(String list, List<String> parts) {

    /** Not quite two thousand years before and after 1970, which every database can tell. */
    private static final long MAX_MICROS = 60_000_000_000_000_000L;

    private static final char SEPARATOR = '\u001f';

    /** A place in a list that is ordered by a name. */
    public static PageCursor of(String list, String name) {
        return new PageCursor(list, List.of(name));
    }

    /** A place in a list that is ordered by a time and an id. */
    public static PageCursor of(String list, Instant time, UUID id) {
        return new PageCursor(list, List.of(Long.toString(micros(time)), id.toString()));
    }

    /** Counted in nanoseconds, a time beyond the year 2262 would overflow. */
    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
    }

    /** As text for clients, who read nothing into it. */
    public String encode() {
        String text = list + SEPARATOR + String.join(String.valueOf(SEPARATOR), parts);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The place that a request gives; empty for the beginning.
     *
     * @param list name and order of the list that it must belong to
     * @throws ApiError when it is another's
     */
    public static Optional<PageCursor> of(Call call, String list) {
        return call.query("cursor").map(text -> decode(list, text));
    }

    static PageCursor decode(String list, String text) {
        try {
            String[] all =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)
                            .split(String.valueOf(SEPARATOR), -1);
            if (all.length > 1 && all[0].equals(list) && text.equals(again(all))) {
                return new PageCursor(list, List.of(all).subList(1, all.length));
            }
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
        throw wrong();
    }

    private static String again(String[] all) {
        return new PageCursor(all[0], List.of(all).subList(1, all.length)).encode();
    }

    /** The name of a list that is ordered by one. */
    public String name() {
        if (parts.size() != 1 || parts.get(0).indexOf(0) >= 0) {
            throw wrong();
        }
        return parts.get(0);
    }

    /** The time of a list that is ordered by one. */
    public Instant time() {
        try {
            long micros = Long.parseLong(parts.get(0));
            if (Math.abs(micros) > MAX_MICROS) {
                throw wrong();
            }
            return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        } catch (NumberFormatException e) {
            throw wrong();
        }
    }

    /** The id of a list that is ordered by a time and one. */
    public UUID id() {
        if (parts.size() != 2) {
            throw wrong();
        }
        try {
            return UUID.fromString(parts.get(1));
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
    }

    private static ApiError wrong() {
        return ApiError.invalid("cursor", "The cursor is none of this list")
                .cure("Give the next_cursor of the page before, unchanged, or leave it out");
    }
}
