package ke.co.datacraft.cv.sql;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.sql.MigrationReport.AppliedMigration;

/**
 * Command line of the migrator, for a job that runs before the others. The database is {@code
 * CV_DATABASE_URL}. Exit codes: 0 up to date, 1 the database could not be reached or migrated, 2
 * wrong arguments or settings.
 */
public final class MigrateMain {

    static final String URL_VARIABLE = "CV_DATABASE_URL";

    static final int OK = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    private static final String CHECK = "--check";
    private static final String IMPORT = "--import-platform";
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(60);
    private static final int MAX_WAIT_SECONDS = 86_400;

    private static final String USAGE =
            """
            Usage: migrate [--check | --import-platform] [--wait SECONDS]
            Brings the database CV_DATABASE_URL (postgresql://user:password@host:port/database)
            to the current version.
              --check         changes nothing: waits until another has brought it there
              --import-platform  then takes in the rows of the replaced platform, whose schemas
                              cv_tenant_NAME lie in this database
              --wait SECONDS  how long to wait for a database that does not answer (60)
              --help          this text
            """;

    private MigrateMain() {}

    /** Runs and exits. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.getenv(), System.out, System.err));
    }

    /**
     * Runs.
     *
     * @param arguments command line
     * @param environment variables
     * @param out gets what was applied
     * @param errors gets what went wrong
     * @return exit code
     */
    static int run(
            String[] arguments,
            Map<String, String> environment,
            PrintStream out,
            PrintStream errors) {
        if (arguments.length == 1 && arguments[0].equals("--help")) {
            out.print(USAGE);
            return OK;
        }
        DatabaseSettings settings;
        try {
            settings = settings(arguments, environment);
        } catch (IllegalArgumentException e) {
            errors.println(e.getMessage());
            return WRONG_USAGE;
        }
        try {
            if (List.of(arguments).contains(CHECK)) {
                DatabaseGate.awaitMigrations(settings);
                out.printf("%s has all migrations of this release%n", settings.url());
            } else {
                print(new Migrator(settings).migrate(), settings.url(), out);
            }
            if (List.of(arguments).contains(IMPORT)) {
                new PlatformImport(settings.url()).run().forEach(out::println);
            }
            return OK;
        } catch (MigrationException e) {
            errors.println(e.getMessage());
            return FAILED;
        }
    }

    private static DatabaseSettings settings(String[] arguments, Map<String, String> environment) {
        Duration wait = wait(arguments);
        String url = environment.get(URL_VARIABLE);
        if (url == null || url.isBlank()) {
            throw new IllegalArgumentException(
                    URL_VARIABLE
                            + " is not set; set it to"
                            + " postgresql://user:password@host:5432/database");
        }
        try {
            return new DatabaseSettings(DatabaseUrl.parse(url), wait);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(URL_VARIABLE + ": " + e.getMessage(), e);
        }
    }

    private static Duration wait(String[] all) {
        List<String> words = new ArrayList<>(List.of(all));
        if (!words.remove(CHECK)) {
            words.remove(IMPORT);
        }
        String[] arguments = words.toArray(String[]::new);
        if (arguments.length == 0) {
            return DEFAULT_WAIT;
        }
        if (arguments.length != 2 || !arguments[0].equals("--wait")) {
            throw new IllegalArgumentException(
                    "Cannot read '" + String.join(" ", all) + "'\n" + USAGE);
        }
        if (!arguments[1].matches("\\d{1,5}")
                || Integer.parseInt(arguments[1]) > MAX_WAIT_SECONDS) {
            throw new IllegalArgumentException(
                    "--wait is '"
                            + arguments[1]
                            + "'; give whole seconds from 0 to "
                            + MAX_WAIT_SECONDS);
        }
        return Duration.ofSeconds(Integer.parseInt(arguments[1]));
    }

    private static void print(MigrationReport report, DatabaseUrl url, PrintStream out) {
        for (AppliedMigration migration : report.applied()) {
            out.printf("applied %s in %d ms%n", migration.file(), migration.milliseconds());
        }
        out.printf("%s is at version %s%n", url, report.version());
    }
}
