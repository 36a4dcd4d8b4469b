package ke.co.datacraft.cv.operators.camera;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import ke.co.datacraft.cv.contracts.SourceKind;

/**
 * When frames were taken. Of a recording: when its definition was written, and the time since its
 * beginning, so that it is the same in every run. Of a picture in a folder: when it was last
 * changed. Of a stream: by its own clock where it has one that is near ours, else now.
 */
final class CaptureClock {

    /** A camera whose clock is further off has none: many begin with 1970 or 1900. */
    private static final Duration MAX_SKEW = Duration.ofDays(1);

    private final CameraSplit split;
    private final Clock clock;
    private final CameraHealth health;

    CaptureClock(CameraSplit split, Clock clock, CameraHealth health) {
        this.split = split;
        this.clock = clock;
        this.health = health;
    }

    /**
     * Capture time in whole milliseconds, as messages have it.
     *
     * @param sinceStartNanos media time since the beginning of the recording's first round
     * @param streamTime by the clock of the stream
     */
    Instant captureTime(long sinceStartNanos, Optional<Instant> streamTime) {
        if (split.source().kind() == SourceKind.FOLDER && streamTime.isPresent()) {
            return streamTime.get().truncatedTo(ChronoUnit.MILLIS);
        }
        if (split.isRecording()) {
            return Instant.ofEpochMilli(split.baseTimeMillis())
                    .plusNanos(sinceStartNanos)
                    .truncatedTo(ChronoUnit.MILLIS);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (streamTime.isEmpty()) {
            return now;
        }
        Duration ahead = Duration.between(now, streamTime.get());
        health.skew(ahead);
        return ahead.abs().compareTo(MAX_SKEW) > 0
                ? now
                : streamTime.get().truncatedTo(ChronoUnit.MILLIS);
    }
}
