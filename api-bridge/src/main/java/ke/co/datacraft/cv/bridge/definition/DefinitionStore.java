package ke.co.datacraft.cv.bridge.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import ke.co.datacraft.cv.bridge.BridgeServices;
import ke.co.datacraft.cv.bridge.database.SqlWork;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.BridgeJson;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.outbox.OutboxMessage;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DefinitionKeys;

/** Keeps definitions of one kind; each change and its message are committed together. */
final class DefinitionStore<T extends Record> {

    private final BridgeServices services;
    private final DefinitionKind<T> kind;
    private final DefinitionTable<T> table;

    /** What must hold in the transaction of a change, beside the definition itself. */
    @FunctionalInterface
    interface Guard<T extends Record> {

        void check(Connection connection, DefinitionChange<T> change) throws SQLException;
    }

    DefinitionStore(BridgeServices services, DefinitionKind<T> kind) {
        this.services = services;
        this.kind = kind;
        this.table = new DefinitionTable<>(kind);
    }

    /** A page of definitions, and one more where there are more. */
    List<StoredDefinition> list(String tenant, DefinitionFilter filter, int limit) {
        return services.database()
                .read(tenant, connection -> table.list(connection, tenant, filter, limit));
    }

    /**
     * One definition.
     *
     * @throws ApiError {@link ErrorCode#NOT_FOUND}
     */
    StoredDefinition get(String tenant, String id) {
        return services.database()
                .read(tenant, connection -> table.find(connection, tenant, id))
                .orElseThrow(() -> ApiError.notFound(kind.noun(), id));
    }

    /**
     * Adds a definition.
     *
     * @throws ApiError {@link ErrorCode#INVALID_FIELD}, or {@link ErrorCode#CONFLICT} where there
     *     is one of its id
     */
    StoredDefinition create(Author author, ObjectNode document, Guard<T> guard) {
        DefinitionChange<T> change = DefinitionDocuments.change(kind, document, author, 1);
        return commit(
                author.tenant(),
                connection -> {
                    guard.check(connection, change);
                    checkNumber(connection, author.tenant());
                    if (!table.insert(connection, change)) {
                        throw new ApiError(
                                        ErrorCode.CONFLICT,
                                        "There is a "
                                                + kind.noun()
                                                + " "
                                                + change.id()
                                                + " already")
                                .field("id")
                                .cure("Choose another id, or change the one that is there");
                    }
                    tell(connection, change);
                    return stored(change);
                });
    }

    /** Those who create at the same moment may go a little beyond the limit. */
    private void checkNumber(Connection connection, String tenant) throws SQLException {
        int most = services.settings().definitions().maxPerTenant();
        if (table.count(connection, tenant) >= most) {
            throw new ApiError(
                            ErrorCode.CONFLICT,
                            "The tenant has " + most + " " + kind.noun() + "s, which is the limit")
                    .cure("Delete what is not needed, or raise CV_MAX_DEFINITIONS_PER_TENANT");
        }
    }

    /**
     * Changes a definition.
     *
     * @param patch fields that change
     * @param precondition is given the version that it has
     * @throws ApiError {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#INVALID_FIELD} or what the
     *     precondition throws
     */
    StoredDefinition change(
            Author author, String id, JsonNode patch, LongConsumer precondition, Guard<T> guard) {
        return commit(
                author.tenant(),
                connection -> {
                    StoredDefinition old = locked(connection, author.tenant(), id);
                    precondition.accept(old.version());
                    DefinitionChange<T> change =
                            DefinitionDocuments.change(
                                    kind,
                                    DefinitionDocuments.merged(old.document(), patch),
                                    author,
                                    old.version() + 1);
                    guard.check(connection, change);
                    table.update(connection, change);
                    tell(connection, change);
                    return stored(change);
                });
    }

    /**
     * Removes a definition.
     *
     * @throws ApiError {@link ErrorCode#NOT_FOUND} or what the precondition throws
     */
    void delete(String tenant, String id, LongConsumer precondition) {
        commit(
                tenant,
                connection -> {
                    precondition.accept(locked(connection, tenant, id).version());
                    remove(connection, tenant, id);
                    return null;
                });
    }

    /** Runs work in a transaction of the tenant and has its messages sent. */
    <R> R commit(String tenant, SqlWork<R> work) {
        R result = services.database().tenant(tenant, work);
        services.outbox().wake();
        return result;
    }

    StoredDefinition locked(Connection connection, String tenant, String id) throws SQLException {
        Optional<StoredDefinition> found = table.lock(connection, tenant, id);
        return found.orElseThrow(() -> ApiError.notFound(kind.noun(), id));
    }

    /** Removes a row that is locked, and tells so. */
    void remove(Connection connection, String tenant, String id) throws SQLException {
        table.delete(connection, tenant, id);
        services.outbox().add(connection, OutboxMessage.of(topic(), key(tenant, id), null, tenant));
    }

    private void tell(Connection connection, DefinitionChange<T> change) throws SQLException {
        services.outbox()
                .add(
                        connection,
                        OutboxMessage.of(
                                topic(),
                                key(change.tenant(), change.id()),
                                change.definition(),
                                change.tenant()));
    }

    private String topic() {
        return kind.topic().apply(services.settings().kafka().topics());
    }

    private static String key(String tenant, String id) {
        return DefinitionKeys.key(tenant, id);
    }

    private static StoredDefinition stored(DefinitionChange<?> change) {
        ObjectNode document =
                (ObjectNode) BridgeJson.tree(ContractCodec.toJson(change.definition()));
        return new StoredDefinition(change.id(), document, change.version());
    }
}
