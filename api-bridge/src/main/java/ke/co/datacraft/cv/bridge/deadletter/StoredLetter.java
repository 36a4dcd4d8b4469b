package ke.co.datacraft.cv.bridge.deadletter;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import ke.co.datacraft.cv.contracts.DeadLetter;

/**
 * A dead letter as it is kept.
 *
 * @param letter the message; without the record in lists
 * @param replayCount how often its record was sent again
 * @param replayedAt when last, or null
 * @param replayedBy by whom last, or null
 * @param discardedAt when it was discarded, or null
 * @param discardedBy by whom, or null
 */
record StoredLetter(
        @JsonUnwrapped DeadLetter letter,
        int replayCount,
        Instant replayedAt,
        String replayedBy,
        Instant discardedAt,
        String discardedBy) {}
