package ke.co.datacraft.cv.sql;

import java.util.List;

/**
 * What a migration did.
 *
 * @param applied the files applied now, in order; empty when the database was up to date
 * @param version version of the database afterwards, such as {@code 001}
 */
public record MigrationReport(List<AppliedMigration> applied, String version) {

    /** Keeps an unchangeable copy. */
    public MigrationReport {
        applied = List.copyOf(applied);
    }

    /**
     * One applied file.
     *
     * @param version its number, such as {@code 001}
     * @param description its name in words
     * @param file its name, such as {@code 001_initial_schema.sql}
     * @param milliseconds how long it took
     */
    public record AppliedMigration(
            String version, String description, String file, long milliseconds) {}
}
