package ke.co.datacraft.cv.bridge.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ke.co.datacraft.cv.bridge.BridgeServices;
import ke.co.datacraft.cv.bridge.database.SqlQuery;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.http.Page;
import ke.co.datacraft.cv.bridge.http.PageCursor;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.http.Routes;

/** {@code /dead-letters}. */
public final class DeadLettersResource implements Resource {

    private static final String NOUN = "dead_letter";
    private static final String NEWEST_FIRST = "-failed_at";

    private final Letters letters;

    /** Letters in the database. */
    public DeadLettersResource(BridgeServices services) {
        letters = new Letters(services);
    }

    @Override
    public void register(Routes routes) {
        routes.on("listDeadLetters", this::list);
        routes.on("getDeadLetter", this::get);
        routes.on("replayDeadLetter", this::replay);
        routes.on("replayDeadLetters", this::replayAll);
        routes.on("discardDeadLetter", this::discard);
        routes.on("discardDeadLetters", this::discardAll);
    }

    private void list(Call call) {
        String owner = owner(call);
        String sort = call.query("sort").orElse(NEWEST_FIRST);
        boolean descending = sort.equals(NEWEST_FIRST);
        String list = "dead-letters" + sort;
        SqlQuery query =
                LetterTable.heads(owner)
                        .any("reason", call.queries("reason"))
                        .given("job_id = CAST(? AS UUID)", call.query("job_id"))
                        .any("source_id", call.queries("source_id"))
                        .given("failed_at >= ?", call.queryTime("after"))
                        .given("failed_at < ?", call.queryTime("before"))
                        .where(state(call.query("state").orElse("kept")));
        PageCursor.of(call, list)
                .ifPresent(
                        place ->
                                query.where(
                                        "(failed_at, id) " + (descending ? "<" : ">") + " (?, ?)",
                                        place.time(),
                                        place.id()));
        String order = descending ? " DESC" : "";
        int limit = Page.limit(call);
        query.then("ORDER BY failed_at" + order + ", id" + order + " LIMIT ?", limit + 1);
        List<StoredLetter> rows =
                letters.of(owner, connection -> query.list(connection, LetterTable::read));
        call.json(
                200,
                Page.of(
                        rows,
                        limit,
                        row -> PageCursor.of(list, row.letter().failedAt(), row.letter().id()),
                        row -> row));
    }

    private static String state(String state) {
        return switch (state) {
            case "open" -> "discarded_at IS NULL AND replay_count = 0";
            case "replayed" -> "discarded_at IS NULL AND replay_count > 0";
            case "discarded" -> "discarded_at IS NOT NULL";
            default -> "discarded_at IS NULL";
        };
    }

    /** Whose letters are asked for. */
    private static String owner(Call call) {
        boolean unowned = call.query("unowned").map(Boolean::valueOf).orElse(false);
        if (unowned && !call.principal().roles().contains(Role.ADMIN)) {
            throw new ApiError(
                            ErrorCode.FORBIDDEN,
                            "Letters whose record tells no tenant are for administrators")
                    .field("unowned");
        }
        return unowned ? Letters.UNOWNED : call.tenant();
    }

    private void get(Call call) {
        StoredLetter letter = letters.get(call.principal(), call.pathId("dead_letter_id"));
        call.audit("dead_letter.read", NOUN, call.path("dead_letter_id"));
        call.json(200, letter);
    }

    private void replay(Call call) {
        letters.replay(
                call.principal(),
                call.pathId("dead_letter_id"),
                call.query("force").map(Boolean::valueOf).orElse(false));
        call.audit("dead_letter.replay", NOUN, call.path("dead_letter_id"));
        call.json(202, new LetterCount(1, 0));
    }

    private void replayAll(Call call) {
        LetterCount count =
                letters.replayAll(owner(call), filter(call), call.principal().subject());
        call.audit("dead_letter.replay", NOUN, null);
        call.json(202, count);
    }

    private void discard(Call call) {
        letters.discard(call.principal(), call.pathId("dead_letter_id"));
        call.audit("dead_letter.discard", NOUN, call.path("dead_letter_id"));
        call.noContent();
    }

    private void discardAll(Call call) {
        LetterCount count =
                letters.discardAll(owner(call), filter(call), call.principal().subject());
        call.audit("dead_letter.discard", NOUN, null);
        call.json(200, count);
    }

    private static LetterFilter filter(Call call) {
        LetterFilter filter = call.body(LetterFilter.class);
        Optional<Instant> after = Optional.ofNullable(filter.after());
        if (after.isPresent()
                && filter.before() != null
                && !after.get().isBefore(filter.before())) {
            throw ApiError.invalid("after", "after is not before before");
        }
        return filter;
    }
}
