package ke.co.datacraft.cv.bridge.settings;

import java.util.List;
import ke.co.datacraft.cv.sql.DatabaseUrl;

/**
 * PostgreSQL and the pool of connections to it.
 *
 * @param url where it is
 * @param maxConnections most connections at once
 * @param timeoutSeconds longest wait for a free connection
 */
public record DatabasePoolSettings(DatabaseUrl url, int maxConnections, int timeoutSeconds) {

    private static final String DEFAULT_URL = "postgresql://localhost:5432/computer_vision";

    static final BridgeOption<DatabaseUrl> URL =
            new BridgeOption<>(
                    "CV_DATABASE_URL",
                    "secret",
                    null,
                    "PostgreSQL, `postgresql://user:password@host:port/database`; without it `"
                            + DEFAULT_URL
                            + "` as user `postgres`.",
                    true,
                    DatabaseUrl::parse);

    static final BridgeOption<Integer> POOL_SIZE =
            BridgeOption.number(
                    "CV_DATABASE_POOL_SIZE",
                    20,
                    1,
                    1000,
                    "Connections to PostgreSQL; opened as needed");

    static final BridgeOption<Integer> POOL_OVERFLOW =
            BridgeOption.number(
                    "CV_DATABASE_POOL_OVERFLOW",
                    0,
                    0,
                    1000,
                    "Further connections when all are in use");

    static final BridgeOption<Integer> POOL_TIMEOUT =
            BridgeOption.number(
                    "CV_DATABASE_POOL_TIMEOUT",
                    5,
                    1,
                    300,
                    "Seconds that a request waits for a connection before it gets 503");

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS =
            List.of(URL, POOL_SIZE, POOL_OVERFLOW, POOL_TIMEOUT);

    static DatabasePoolSettings read(OptionReader reader) {
        DatabaseUrl url = reader.get(URL);
        return new DatabasePoolSettings(
                url == null ? DatabaseUrl.parse(DEFAULT_URL.replace("//", "//postgres@")) : url,
                reader.get(POOL_SIZE) + reader.get(POOL_OVERFLOW),
                reader.get(POOL_TIMEOUT));
    }
}
