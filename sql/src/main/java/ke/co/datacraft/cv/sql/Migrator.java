package ke.co.datacraft.cv.sql;

import java.util.List;
import ke.co.datacraft.cv.sql.MigrationReport.AppliedMigration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateOutput;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings a database to the current version: applies the files {@code migrations/NNN_name.sql} that
 * it lacks, in order, each in a transaction. May run again and from several processes at once.
 */
public final class Migrator {

    /** Schema of the parent tables and of the history of migrations. */
    public static final String SCHEMA = "cv";

    private final DatabaseSettings settings;

    /**
     * @param settings the database, and how long to wait for it
     */
    public Migrator(DatabaseSettings settings) {
        this.settings = settings;
    }

    /**
     * Applies what is missing.
     *
     * @return what was applied; nothing at all on the second run
     * @throws MigrationException when the database cannot be reached, a file fails (its transaction
     *     is rolled back), or an applied file was changed afterwards
     */
    public MigrationReport migrate() {
        DatabaseGate.await(settings);
        try {
            MigrateResult result = flyway().migrate();
            return new MigrationReport(applied(result), version(result));
        } catch (FlywayException e) {
            throw new MigrationException(
                    "Cannot migrate " + settings.url() + ": " + e.getMessage().strip(), e);
        }
    }

    private Flyway flyway() {
        DatabaseUrl url = settings.url();
        // No letter before the number: files are called 001_initial_schema.sql.
        return Flyway.configure(Migrator.class.getClassLoader())
                .dataSource(url.jdbcUrl(), url.user(), url.password())
                .locations("classpath:migrations")
                .sqlMigrationPrefix("")
                .sqlMigrationSeparator("_")
                .validateMigrationNaming(true)
                .placeholderReplacement(false)
                .defaultSchema(SCHEMA)
                .schemas(SCHEMA)
                .createSchemas(true)
                .cleanDisabled(true)
                .load();
    }

    private static List<AppliedMigration> applied(MigrateResult result) {
        return result.migrations.stream().map(Migrator::applied).toList();
    }

    private static AppliedMigration applied(MigrateOutput output) {
        String file = output.filepath.substring(output.filepath.lastIndexOf('/') + 1);
        return new AppliedMigration(output.version, output.description, file, output.executionTime);
    }

    private static String version(MigrateResult result) {
        return result.targetSchemaVersion == null
                ? result.initialSchemaVersion
                : result.targetSchemaVersion;
    }
}
