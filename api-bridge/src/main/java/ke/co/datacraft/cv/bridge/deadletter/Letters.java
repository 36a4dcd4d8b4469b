package ke.co.datacraft.cv.bridge.deadletter;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.BridgeServices;
import ke.co.datacraft.cv.bridge.database.SqlWork;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.http.Principal;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.outbox.OutboxMessage;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.OriginalBytes;

/**
 * Dead letters of a tenant; those whose record tells no tenant belong to the administrators. A
 * record goes again to the topic from which it came, with its own key and headers.
 */
final class Letters {

    /** Owner of the letters whose record tells none. */
    static final String UNOWNED = "";

    /** Letters of one transaction; each may hold a record of the largest size. */
    private static final int BATCH = 50;

    private static final int MAX_LETTERS = 10_000;

    private final BridgeServices services;

    Letters(BridgeServices services) {
        this.services = services;
    }

    /** Runs work on the letters of an owner. */
    <T> T of(String owner, SqlWork<T> work) {
        return owner.isEmpty()
                ? services.database().system(work)
                : services.database().tenant(owner, work);
    }

    /**
     * One letter with its record.
     *
     * @throws ApiError {@link ErrorCode#NOT_FOUND}
     */
    StoredLetter get(Principal principal, UUID id) {
        for (String owner : owners(principal)) {
            StoredLetter found =
                    of(owner, connection -> LetterTable.find(connection, owner, id)).orElse(null);
            if (found != null) {
                return found;
            }
        }
        throw ApiError.notFound("dead letter", id);
    }

    private static List<String> owners(Principal principal) {
        return principal.roles().contains(Role.ADMIN)
                ? List.of(principal.tenant(), UNOWNED)
                : List.of(principal.tenant());
    }

    /**
     * Sends the record of a letter again.
     *
     * @param force also when that was done before
     * @throws ApiError {@link ErrorCode#NOT_FOUND}, or {@link ErrorCode#CONFLICT} when its record
     *     is not held or was sent again already
     */
    void replay(Principal principal, UUID id, boolean force) {
        StoredLetter letter = get(principal, id);
        if (letter.letter().originalValue() == null) {
            throw new ApiError(ErrorCode.CONFLICT, "The record of this letter is not held")
                    .cure("./cv deadletters replay --id " + id + " takes it from the topic");
        }
        if (letter.discardedAt() != null) {
            throw new ApiError(ErrorCode.CONFLICT, "The letter was discarded");
        }
        String owner = letter.letter().tenantId() == null ? UNOWNED : principal.tenant();
        if (replay(owner, LetterFilter.of(id, force), principal.subject()) == 0) {
            throw new ApiError(
                            ErrorCode.CONFLICT,
                            "The record was sent again already, "
                                    + (letter.replayedAt() == null
                                            ? "just now"
                                            : "at " + letter.replayedAt()))
                    .cure("Set force=true to send it once more");
        }
    }

    /** Sends the records of letters again, at most ten thousand, oldest first. */
    LetterCount replayAll(String owner, LetterFilter filter, String subject) {
        int skipped = of(owner, connection -> LetterTable.withoutRecord(connection, owner, filter));
        return new LetterCount(replay(owner, filter, subject), skipped);
    }

    private int replay(String owner, LetterFilter filter, String subject) {
        int count = 0;
        LetterPlace place = LetterPlace.BEGINNING;
        while (place != null && count < MAX_LETTERS) {
            LetterPlace from = place;
            List<StoredLetter> sent =
                    of(owner, connection -> batch(connection, owner, filter, from, subject));
            services.outbox().wake();
            count += sent.size();
            place = sent.size() < BATCH ? null : LetterPlace.of(sent.get(BATCH - 1).letter());
        }
        return count;
    }

    private List<StoredLetter> batch(
            Connection connection,
            String owner,
            LetterFilter filter,
            LetterPlace from,
            String subject)
            throws SQLException {
        List<StoredLetter> letters = LetterTable.lock(connection, owner, filter, from, BATCH);
        List<OutboxMessage> messages = new ArrayList<>();
        for (StoredLetter letter : letters) {
            messages.add(original(letter.letter()));
        }
        services.outbox().add(connection, messages);
        List<UUID> ids = letters.stream().map(letter -> letter.letter().id()).toList();
        LetterTable.markReplayed(connection, owner, ids, subject);
        return letters;
    }

    /** The record as it was; one without a value was a tombstone. */
    private static OutboxMessage original(DeadLetter letter) {
        byte[] value = OriginalBytes.bytes(letter.originalValue(), letter.originalEncoding());
        return new OutboxMessage(
                letter.origin().topic(),
                OriginalBytes.bytes(letter.originalKey(), letter.originalKeyEncoding()),
                value.length == 0 ? null : value,
                letter.originalHeaders() == null ? List.of() : letter.originalHeaders());
    }

    /**
     * Takes a letter out of the lists.
     *
     * @throws ApiError {@link ErrorCode#NOT_FOUND}
     */
    void discard(Principal principal, UUID id) {
        StoredLetter letter = get(principal, id);
        String owner = letter.letter().tenantId() == null ? UNOWNED : principal.tenant();
        discardAll(owner, LetterFilter.of(id, true), principal.subject());
    }

    /** Takes letters out of the lists. */
    LetterCount discardAll(String owner, LetterFilter filter, String subject) {
        return new LetterCount(
                of(owner, connection -> LetterTable.discard(connection, owner, filter, subject)),
                null);
    }
}
