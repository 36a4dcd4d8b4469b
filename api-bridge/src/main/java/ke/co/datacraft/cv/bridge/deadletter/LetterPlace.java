package ke.co.datacraft.cv.bridge.deadletter;

import java.time.Instant;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.DeadLetter;

/**
 * Behind which letter a batch begins.
 *
 * @param failedAt when the letter failed
 * @param id which
 */
record LetterPlace(Instant failedAt, UUID id) {

    static final LetterPlace BEGINNING = new LetterPlace(Instant.EPOCH, new UUID(0, 0));

    static LetterPlace of(DeadLetter letter) {
        return new LetterPlace(letter.failedAt(), letter.id());
    }
}
