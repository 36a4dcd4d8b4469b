package ke.co.datacraft.cv.standalone.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import ke.co.datacraft.cv.sql.DatabaseSettings;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.sql.MigrationReport;
import ke.co.datacraft.cv.sql.Migrator;
import ke.co.datacraft.cv.sql.PlatformImport;
import ke.co.datacraft.cv.sql.PlatformImport.BoxLists;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cv migrate}. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        sortOptions = false,
        description = "Brings a PostgreSQL database to the current version. May run again.")
public final class MigrateCommand implements Callable<Integer> {

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            defaultValue = "${env:CV_DATABASE_URL}",
            description =
                    "postgresql://user:password@host:5432/database; CV_DATABASE_URL when absent, which"
                            + " keeps the password out of the process list.")
    private String databaseUrl;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description =
                    "How long to wait for a database that does not answer (${DEFAULT-VALUE}).")
    private int wait;

    @Option(
            names = "--import-platform",
            description =
                    "Then takes in the rows of the replaced platform, whose schemas cv_tenant_NAME lie"
                            + " in this database. May run again.")
    private boolean importPlatform;

    @Option(
            names = "--boxes",
            paramLabel = "FORM",
            description =
                    "With --import-platform: what its boxes are where they are bare lists of four"
                            + " numbers, coco (x, y, width, height) or xyxy (two corners).")
    private String boxes;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        DatabaseUrl url = url();
        DatabaseSettings settings = new DatabaseSettings(url, Duration.ofSeconds(wait));
        PlatformImport platform = new PlatformImport(settings, boxes());
        if (importPlatform) {
            platform.makeWay();
        }
        MigrationReport report = new Migrator(settings).migrate();
        PrintWriter out = spec.commandLine().getOut();
        report.applied()
                .forEach(
                        file ->
                                out.printf(
                                        "applied %s in %d ms%n", file.file(), file.milliseconds()));
        out.printf("%s is at version %s%n", url, report.version());
        if (importPlatform) {
            platform.run().forEach(out::println);
        }
        return ExitCodes.OK;
    }

    private BoxLists boxes() {
        if (boxes == null) {
            return BoxLists.UNKNOWN;
        }
        if (!importPlatform) {
            throw new UsageException("--boxes goes with --import-platform; give both or none");
        }
        try {
            return BoxLists.of(boxes);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private DatabaseUrl url() {
        if (databaseUrl == null || databaseUrl.isBlank()) {
            throw new UsageException(
                    "No database: give --database-url or set CV_DATABASE_URL to"
                            + " postgresql://user:password@host:5432/database");
        }
        if (wait < 0) {
            throw new UsageException("--wait is " + wait + ": give 0 or more seconds");
        }
        try {
            return DatabaseUrl.parse(databaseUrl);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
