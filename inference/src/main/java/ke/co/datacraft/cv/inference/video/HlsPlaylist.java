package ke.co.datacraft.cv.inference.video;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * What a playlist of HTTP Live Streaming (RFC 8216) tells of time, which FFmpeg does not pass on.
 *
 * @param variant address of its first variant, where it is a list of playlists, or null
 * @param sequence number of its first segment
 * @param segments how many segments it names
 * @param begin when the first frame was taken that FFmpeg plays, or null where it is not told
 */
record HlsPlaylist(String variant, long sequence, int segments, Instant begin) {

    /** FFmpeg begins a stream that goes on with the last segments but so many. */
    private static final int LIVE_START = 3;

    private static final double NANOS = 1e9;
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .appendPattern("[XXX][XX][X]")
                    .toFormatter();

    /** Reads a playlist; a line that is malformed tells nothing. */
    static HlsPlaylist parse(String text) {
        String variant = null;
        long sequence = 0;
        boolean variantFollows = false;
        for (String line : text.split("\\R")) {
            if (line.startsWith("#EXT-X-STREAM-INF")) {
                variantFollows = true;
            } else if (line.startsWith("#EXT-X-MEDIA-SEQUENCE:")) {
                sequence = number(line);
            } else if (variantFollows && variant == null && isAddress(line)) {
                variant = line.strip();
            }
        }
        if (variant != null) {
            return new HlsPlaylist(variant, 0, 0, null);
        }
        int segments = (int) text.lines().filter(HlsPlaylist::isAddress).count();
        boolean ended = text.lines().anyMatch(line -> line.startsWith("#EXT-X-ENDLIST"));
        int first = ended ? 0 : Math.max(0, segments - LIVE_START);
        return new HlsPlaylist(null, sequence, segments, begin(text, first));
    }

    /** Time of a segment: its own, or that of an earlier one and what lies between. */
    private static Instant begin(String text, int segment) {
        Instant time = null;
        Duration length = Duration.ZERO;
        int at = 0;
        for (String line : text.split("\\R")) {
            if (line.startsWith("#EXT-X-PROGRAM-DATE-TIME:")) {
                time = time(line);
            } else if (line.startsWith("#EXTINF:")) {
                length = Duration.ofNanos(Math.round(decimal(line) * NANOS));
            } else if (isAddress(line)) {
                if (at == segment) {
                    return time;
                }
                at++;
                time = time == null ? null : time.plus(length);
            }
        }
        return null;
    }

    private static boolean isAddress(String line) {
        return !line.isBlank() && !line.startsWith("#");
    }

    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).strip();
    }

    private static long number(String line) {
        try {
            return Long.parseLong(value(line));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static double decimal(String line) {
        try {
            return Double.parseDouble(value(line).replaceFirst(",.*$", ""));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Instant time(String line) {
        try {
            return OffsetDateTime.parse(value(line), TIME).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
