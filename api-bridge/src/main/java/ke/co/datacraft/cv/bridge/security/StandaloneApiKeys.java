package ke.co.datacraft.cv.bridge.security;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.settings.DatabasePoolSettings;
import ke.co.datacraft.cv.sql.DatabaseUrl;

/** Makes API keys without a bridge: the first one has to come from somewhere. */
public final class StandaloneApiKeys {

    private static final int PATIENCE_SECONDS = 10;

    private StandaloneApiKeys() {}

    /**
     * Makes a key in a migrated database.
     *
     * @return the key, which cannot be had again
     * @throws ApiError when the database does not answer
     */
    public static String create(DatabaseUrl url, NewApiKey key) {
        DatabasePoolSettings pool = new DatabasePoolSettings(url, 1, PATIENCE_SECONDS);
        try (Database database = new Database(pool)) {
            return new ApiKeys(database, Duration.ZERO, Clock.systemUTC(), Ticker.systemTicker())
                    .create(key)
                    .text();
        }
    }
}
