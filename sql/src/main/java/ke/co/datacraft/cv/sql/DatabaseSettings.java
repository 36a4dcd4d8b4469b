package ke.co.datacraft.cv.sql;

import java.time.Duration;
import java.util.Objects;

/**
 * What the migrator needs to know.
 *
 * @param url the database and who connects; that user needs CREATE on the database and on its
 *     schema {@code public}
 * @param patience how long to wait for a database that does not answer yet, zero or more
 */
public record DatabaseSettings(DatabaseUrl url, Duration patience) {

    /** Rejects an absent URL and a negative patience. */
    public DatabaseSettings {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(patience, "patience");
        if (patience.isNegative()) {
            throw new IllegalArgumentException(
                    "patience is " + patience.toSeconds() + " s; give zero or more");
        }
    }

    /** Settings for a database that is already up. */
    public static DatabaseSettings of(DatabaseUrl url) {
        return new DatabaseSettings(url, Duration.ZERO);
    }
}
