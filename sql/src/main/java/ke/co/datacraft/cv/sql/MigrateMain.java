package ke.co.datacraft.cv.sql;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.sql.MigrationReport.AppliedMigration;
import ke.co.datacraft.cv.sql.PlatformImport.BoxLists;

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
            Usage: migrate [--check | --import-platform [--boxes FORM]] [--wait SECONDS]
            Brings the database CV_DATABASE_URL (postgresql://user:password@host:port/database)
            to the current version.
              --check         changes nothing: waits until another has brought it there
              --import-platform  then takes in the rows of the replaced platform, whose schemas
                              cv_tenant_NAME lie in this database
              --boxes FORM    what its boxes are where they are bare lists of four numbers:
                              coco (x, y, width, height) or xyxy (two corners)
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
        Arguments given;
        DatabaseSettings settings;
        try {
            given = Arguments.parse(arguments);
            settings = settings(given, environment);
        } catch (IllegalArgumentException e) {
            errors.println(e.getMessage());
            return WRONG_USAGE;
        }
        try {
            run(given, settings, out);
            return OK;
        } catch (MigrationException e) {
            errors.println(e.getMessage());
            return FAILED;
        }
    }

    private static void run(Arguments given, DatabaseSettings settings, PrintStream out) {
        PlatformImport platform = new PlatformImport(settings, given.boxes());
        if (given.check()) {
            DatabaseGate.awaitMigrations(settings);
            out.printf("%s has all migrations of this release%n", settings.url());
            return;
        }
        if (given.importPlatform()) {
            platform.makeWay();
        }
        print(new Migrator(settings).migrate(), settings.url(), out);
        if (given.importPlatform()) {
            platform.run().forEach(out::println);
        }
    }

    /** The command line, read. */
    private record Arguments(
            boolean check, boolean importPlatform, BoxLists boxes, Duration patience) {

        static Arguments parse(String[] all) {
            Deque<String> words = new ArrayDeque<>(List.of(all));
            boolean check = words.remove(CHECK);
            boolean importPlatform = words.remove(IMPORT);
            BoxLists boxes = BoxLists.UNKNOWN;
            Duration patience = DEFAULT_WAIT;
            while (words.size() > 1) {
                String option = words.remove();
                if (option.equals("--wait")) {
                    patience = seconds(words.remove());
                } else if (option.equals("--boxes") && importPlatform) {
                    boxes = BoxLists.of(words.remove());
                } else {
                    throw unreadable(all);
                }
            }
            if (!words.isEmpty() || check && importPlatform) {
                throw unreadable(all);
            }
            return new Arguments(check, importPlatform, boxes, patience);
        }

        private static IllegalArgumentException unreadable(String[] all) {
            return new IllegalArgumentException(
                    "Cannot read '" + String.join(" ", all) + "'\n" + USAGE);
        }

        private static Duration seconds(String text) {
            if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > MAX_WAIT_SECONDS) {
                throw new IllegalArgumentException(
                        "--wait is '"
                                + text
                                + "'; give whole seconds from 0 to "
                                + MAX_WAIT_SECONDS);
            }
            return Duration.ofSeconds(Integer.parseInt(text));
        }
    }

    private static DatabaseSettings settings(Arguments given, Map<String, String> environment) {
        String url = environment.get(URL_VARIABLE);
        if (url == null || url.isBlank()) {
            throw new IllegalArgumentException(
                    URL_VARIABLE
                            + " is not set; set it to"
                            + " postgresql://user:password@host:5432/database");
        }
        try {
            return new DatabaseSettings(DatabaseUrl.parse(url), given.patience());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(URL_VARIABLE + ": " + e.getMessage(), e);
        }
    }

    private static void print(MigrationReport report, DatabaseUrl url, PrintStream out) {
        for (AppliedMigration migration : report.applied()) {
            out.printf("applied %s in %d ms%n", migration.file(), migration.milliseconds());
        }
        out.printf("%s is at version %s%n", url, report.version());
    }
}
