package ke.co.datacraft.cv.bridge.security;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.http.ApiError;

/**
 * Which keys of a list are asked for: those made before a moment, newest first.
 *
 * @param before moment before which they were made
 * @param beforeId orders keys of the same moment
 * @param limit most keys
 */
record ApiKeyPage(Instant before, UUID beforeId, int limit) {

    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");
    private static final UUID LAST = new UUID(-1, -1);

    /** The first page, or the one after a cursor. */
    static ApiKeyPage of(String cursor, int limit) {
        if (cursor == null) {
            return new ApiKeyPage(END, LAST, limit);
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor)).split(" ");
            return new ApiKeyPage(Instant.parse(parts[0]), UUID.fromString(parts[1]), limit);
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw ApiError.invalid("cursor", "It is none of this list")
                    .cure("Take next_cursor of the page before, or leave it out");
        }
    }

    /** Where the next page begins. */
    static String cursorAfter(ApiKey key) {
        String place = key.createdAt() + " " + key.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes());
    }
}
