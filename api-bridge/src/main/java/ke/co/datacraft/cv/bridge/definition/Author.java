package ke.co.datacraft.cv.bridge.definition;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import ke.co.datacraft.cv.bridge.http.Call;

/**
 * Who changes a definition.
 *
 * @param tenant owner of the definition
 * @param by who
 * @param at when, to the millisecond that a message tells
 */
record Author(String tenant, String by, Instant at) {

    /** The caller of a request. */
    static Author of(Call call, Clock clock) {
        return new Author(
                call.tenant(),
                DefinitionDocuments.actor(call.principal().subject()),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
