package ke.co.datacraft.cv.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code backup.sh} and {@code restore.sh}, run with PostgreSQL's own programs. */
class BackupITCase {

    private static final Path SCRIPTS = Path.of("../flink-k8s/operations").toAbsolutePath();

    @RegisterExtension static final TestingDatabase DATABASE = TestingDatabase.older();

    @TempDir private Path folder;
    private Path backup;
    private String said;
    private String programs = "";

    @BeforeAll
    static void findPrograms() {
        assumeThat(
                        List.of("pg_dump", "pg_restore", "psql").stream()
                                .allMatch(name -> Files.exists(Path.of("/usr/bin", name))))
                .as("PostgreSQL's programs (apt-get install -y postgresql-client)")
                .isTrue();
    }

    @BeforeEach
    void fill() throws SQLException, IOException {
        backup = folder.resolve("backup");
        DATABASE.execute("CREATE DATABASE living");
        new Migrator(DatabaseSettings.of(DATABASE.url("living"))).migrate();
        try (Connection connection = living()) {
            for (String tenant : List.of("acme", "O'Brien-42")) {
                TestingDatabase.rows(connection, "SELECT create_tenant_schema(?)", tenant);
                rows(connection, tenant);
            }
            rows(connection, "unknown");
        }
        Files.createDirectories(folder.resolve("models/yard"));
        Files.writeString(folder.resolve("models/yard/manifest.yaml"), "name: yard");
    }

    private static void rows(Connection connection, String tenant) throws SQLException {
        for (int i = 0; i < 20; i++) {
            UUID job = UUID.randomUUID();
            UUID image = UUID.randomUUID();
            TestingRows.job(connection, tenant, job, "COMPLETED", 0);
            TestingRows.image(connection, tenant, image, job);
            TestingRows.word(connection, tenant, UUID.randomUUID(), job, image);
            TestingRows.deadLetter(connection, tenant, UUID.randomUUID(), job);
        }
    }

    @AfterEach
    void drop() throws SQLException {
        DATABASE.execute("DROP DATABASE IF EXISTS living WITH (FORCE)");
        DATABASE.execute("DROP DATABASE IF EXISTS \"new one\" WITH (FORCE)");
        DATABASE.execute("DROP DATABASE IF EXISTS computer_vision WITH (FORCE)");
        DATABASE.execute("DROP DATABASE IF EXISTS computer_vision_2 WITH (FORCE)");
        DATABASE.execute("DROP ROLE IF EXISTS cv_user");
    }

    @Test
    void whatWasLostComesBack() throws Exception {
        Map<String, String> before = contents("living");
        assertThat(run("backup.sh", "living", "--models", models(), backup.toString())).isZero();

        try (Connection connection = living()) {
            TestingDatabase.rows(connection, "SELECT cv.drop_tenant_schema('acme')");
            TestingDatabase.rows(connection, "DELETE FROM cv.ocr_words");
            rows(connection, "later");
        }
        Files.delete(folder.resolve("models/yard/manifest.yaml"));
        assertThat(contents("living")).isNotEqualTo(before);

        assertThat(
                        run(
                                "restore.sh",
                                "living",
                                "--replace",
                                "--models",
                                models(),
                                backup.toString()))
                .as(() -> said)
                .isZero();

        assertThat(contents("living")).isEqualTo(before);
        assertThat(folder.resolve("models/yard/manifest.yaml")).hasContent("name: yard");
        assertThat(new Migrator(DatabaseSettings.of(DATABASE.url("living"))).migrate().applied())
                .isEmpty();
    }

    @Test
    void aServerThatIsLostIsReplacedByANewDatabase() throws Exception {
        Map<String, String> before = contents("living");
        assertThat(run("backup.sh", "living", backup.toString())).isZero();
        DATABASE.execute("DROP DATABASE living WITH (FORCE)");
        DATABASE.execute("CREATE DATABASE \"new one\"");

        assertThat(run("restore.sh", "new%20one", backup.toString())).as(() -> said).isZero();

        assertThat(contents("new one")).isEqualTo(before);
        try (Connection connection = DATABASE.connect(DATABASE.url("new%20one"))) {
            assertThat(TestingDatabase.rows(connection, "SELECT cv.tenant_isolation_state()"))
                    .containsExactly("on");
            TestingDatabase.rows(connection, "SELECT create_tenant_schema('next')");
            assertThat(TestingDatabase.rows(connection, "SELECT tenant_id FROM cv.list_tenants()"))
                    .containsExactlyInAnyOrder("O'Brien-42", "acme", "next");
        }
    }

    @Test
    void aDatabaseWithRowsIsNotTouchedUnlessToldTo() throws Exception {
        assertThat(run("backup.sh", "living", backup.toString())).isZero();
        Map<String, String> before = contents("living");

        assertThat(run("restore.sh", "living", backup.toString())).isEqualTo(2);

        assertThat(said).contains("the database is not empty; --replace removes");
        assertThat(contents("living")).isEqualTo(before);
    }

    @Test
    void aBackupThatWasDamagedIsRefused() throws Exception {
        assertThat(run("backup.sh", "living", backup.toString())).isZero();
        try (RandomAccessFile dump =
                new RandomAccessFile(backup.resolve("database.dump").toFile(), "rw")) {
            dump.setLength(dump.length() / 2);
        }

        assertThat(run("restore.sh", "living", "--replace", backup.toString())).isEqualTo(1);

        assertThat(said).contains("is damaged: files differ from SHA256SUMS");
    }

    /** All or nothing, whatever ends early. */
    @Test
    void aRestoreThatFailsHalfWayChangesNothing() throws Exception {
        assertThat(run("backup.sh", "living", backup.toString())).isZero();
        Map<String, String> before = contents("living");
        Path dump = backup.resolve("database.dump");
        try (RandomAccessFile file = new RandomAccessFile(dump.toFile(), "rw")) {
            file.setLength(file.length() - 2000);
        }
        Process digest =
                new ProcessBuilder("bash", "-c", "sha256sum database.dump > SHA256SUMS")
                        .directory(backup.toFile())
                        .start();
        assertThat(digest.waitFor()).isZero();

        assertThat(run("restore.sh", "living", "--replace", backup.toString())).isEqualTo(1);

        assertThat(said).contains("nothing was changed");
        assertThat(contents("living")).isEqualTo(before);
    }

    /** In the middle of its tables: what was there is there, and the system waits. */
    @Test
    void aRestoreThatIsKilledAmongTheRowsChangesNothingAndSaysSo() throws Exception {
        Map<String, String> saved = contents("living");
        assertThat(run("backup.sh", "living", backup.toString())).isZero();
        try (Connection connection = living()) {
            rows(connection, "later");
            connection.createStatement().execute("COMMENT ON DATABASE living IS 'ours'");
        }
        Map<String, String> before = contents("living");
        // Gives half of what it reads, and then waits for its end.
        replace(
                "pg_restore",
                """
                case "$*" in *--list*) exec /usr/bin/pg_restore "$@" ;; esac
                /usr/bin/pg_restore "$@" >"$PAUSE.sql"
                head --bytes=$(($(stat --format=%s "$PAUSE.sql") / 2)) "$PAUSE.sql"
                exec 1>&-
                echo >"$PAUSE"
                exec tail --follow /dev/null
                """);

        killAtPause("restore.sh", "living", "--replace", backup.toString());

        assertThat(contents("living")).isEqualTo(before);
        assertThatThrownBy(() -> DatabaseGate.awaitMigrations(impatient()))
                .hasMessageContaining("The restore of backup, begun 20")
                .hasMessageContaining("has not ended: wait for it, or run restore.sh again");

        programs = "";
        assertThat(run("restore.sh", "living", "--replace", backup.toString()))
                .as(() -> said)
                .isZero();
        assertThat(contents("living")).isEqualTo(saved);
        DatabaseGate.awaitMigrations(impatient());
        assertThat(comment()).isEqualTo("ours");
    }

    /** Rows are back, models are not: that is no restored system. */
    @Test
    void aRestoreThatIsKilledBeforeItsModelsSaysSo() throws Exception {
        assertThat(run("backup.sh", "living", "--models", models(), backup.toString())).isZero();
        Map<String, String> saved = contents("living");
        try (Connection connection = living()) {
            rows(connection, "later");
        }
        Files.delete(folder.resolve("models/yard/manifest.yaml"));
        replace("tar", "echo >\"$PAUSE\"\nexec tail --follow /dev/null");
        String[] arguments = {"--replace", "--models", models(), backup.toString()};

        killAtPause("restore.sh", "living", arguments);

        assertThat(contents("living")).isEqualTo(saved);
        assertThatThrownBy(() -> DatabaseGate.awaitMigrations(impatient()))
                .hasMessageContaining("The restore of backup, begun 20");

        programs = "";
        assertThat(run("restore.sh", "living", arguments)).as(() -> said).isZero();
        assertThat(folder.resolve("models/yard/manifest.yaml")).hasContent("name: yard");
        DatabaseGate.awaitMigrations(impatient());
        assertThat(comment()).isEqualTo("null");
    }

    /** What the page tells to type once a month, as it stands there. */
    @Test
    void theDrillOfThePageWorks() throws Exception {
        assertThat(run("backup.sh", "living", folder.resolve("backup-20260101").toString()))
                .isZero();

        assertThat(type("backup.md", "createdb drill", "postgres")).as(() -> said).isZero();

        assertThat(said).contains("restore: backup-20260101 is restored");
        assertThat(said).containsPattern("acme +\\| +20 ");
        assertThat(DATABASE.rows("SELECT count(*) FROM pg_database WHERE datname = 'drill'"))
                .containsExactly("0");
    }

    /** The same with the tables of the replaced platform, by a user who is no superuser. */
    @Test
    void theWayFromThePlatformOnThePageWorks() throws Exception {
        DATABASE.execute("CREATE ROLE cv_user LOGIN CREATEDB");
        DATABASE.execute("CREATE DATABASE computer_vision OWNER cv_user");
        String port = DATABASE.url().jdbcUrl().replaceFirst(".*:(\\d+)/.*", "$1");
        DatabaseUrl old =
                DatabaseUrl.parse("postgresql://cv_user@localhost:" + port + "/computer_vision");
        try (Connection connection = DATABASE.connect(old)) {
            connection.createStatement().execute("CREATE EXTENSION \"uuid-ossp\"");
            for (String script : List.of("tenant.sql", "rows.sql")) {
                connection
                        .createStatement()
                        .execute(
                                Files.readString(Path.of("src/test/resources/platform", script))
                                        .replace("SCHEMA SCHEMA", "SCHEMA cv_tenant_acme")
                                        .replace("SCHEMA.", "cv_tenant_acme.")
                                        .replace("TENANT", "acme"));
            }
        }
        // Stands for ./cv, whose command has the same options.
        Path program = folder.resolve("cv");
        Files.writeString(
                program,
                "#!/bin/bash\nshift\nexec '%s/bin/java' -cp '%s' %s \"$@\""
                        .formatted(
                                System.getProperty("java.home"),
                                System.getProperty("java.class.path"),
                                MigrateMain.class.getName()));
        assertThat(program.toFile().setExecutable(true)).isTrue();

        assertThat(type("migration.md", "createdb --owner", "cv_user")).as(() -> said).isZero();

        assertThat(said).contains("cv_former_acme.processing_jobs of acme: 12 rows, 12 new");
    }

    /** Types the block of a page of operations that begins so. */
    private int type(String page, String beginning, String user)
            throws IOException, InterruptedException {
        String text = Files.readString(Path.of("../docs/operations", page));
        int begin = text.indexOf("```sh\n" + beginning) + "```sh\n".length();
        String port = DATABASE.url().jdbcUrl().replaceFirst(".*:(\\d+)/.*", "$1");
        String block =
                text.substring(begin, text.indexOf("```", begin))
                        .replace("cv_user:PASSWORD@localhost:5432", user + "@localhost:" + port);
        assertThat(block).startsWith(beginning).contains("localhost:" + port);
        Path scripts = Files.createDirectories(folder.resolve("flink-k8s/operations"));
        for (String script : List.of("restore.sh", "connection.sh")) {
            Files.copy(
                    SCRIPTS.resolve(script),
                    scripts.resolve(script),
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", block)
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        builder.environment().putAll(Map.of("PGHOST", "localhost", "PGPORT", port, "PGUSER", user));
        Process process = builder.start();
        said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return process.waitFor();
    }

    private static DatabaseSettings impatient() {
        return new DatabaseSettings(DATABASE.url("living"), Duration.ZERO);
    }

    private static String comment() throws SQLException {
        try (Connection connection = living()) {
            return TestingDatabase.rows(
                            connection,
                            "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
                                    + " WHERE datname = 'living'")
                    .get(0);
        }
    }

    /** Puts a program of ours before PostgreSQL's own, or the system's. */
    private void replace(String program, String body) throws IOException {
        Path file = Files.createDirectories(folder.resolve("programs")).resolve(program);
        Files.writeString(file, "#!/bin/bash\n" + body);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        programs = file.getParent() + ":";
    }

    /** Runs a script until a replaced program writes into a pipe, then kills all that it began. */
    private void killAtPause(String script, String database, String... arguments)
            throws IOException, InterruptedException {
        Path pause = folder.resolve("pause");
        assertThat(new ProcessBuilder("mkfifo", pause.toString()).start().waitFor()).isZero();
        ProcessBuilder builder = builder(script, database, arguments);
        builder.environment().put("PAUSE", pause.toString());
        Process process = builder.redirectOutput(folder.resolve("said").toFile()).start();
        // One that ends before is told as well, so that nobody waits for it.
        process.onExit().thenRun(() -> write(pause, "ended"));
        try (InputStream reached = Files.newInputStream(pause)) {
            assertThat(reached.read()).isEqualTo('\n');
        }
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly().waitFor();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** Opened for both, a pipe lets one write whom nobody reads. */
    private static void write(Path pipe, String text) {
        try (RandomAccessFile file = new RandomAccessFile(pipe.toFile(), "rw")) {
            file.write(text.getBytes(UTF_8));
        } catch (IOException gone) {
            // The test is over, its folder too.
        }
    }

    @Test
    void aBackupThatFailsLeavesNothing() throws Exception {
        assertThat(run("backup.sh", "nowhere", backup.toString())).isEqualTo(1);

        assertThat(said).contains("database \"nowhere\" does not exist");
        assertThat(folder).isDirectoryNotContaining("glob:**/backup*");
    }

    private String models() {
        return folder.resolve("models").toString();
    }

    private int run(String script, String database, String... arguments)
            throws IOException, InterruptedException {
        Process process = builder(script, database, arguments).start();
        said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return process.waitFor();
    }

    private ProcessBuilder builder(String script, String database, String... arguments) {
        List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(script).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        String jdbc = DATABASE.url("postgres").jdbcUrl();
        builder.environment()
                .put(
                        "CV_DATABASE_URL",
                        jdbc.replace("jdbc:postgresql://", "postgresql://postgres@")
                                .replaceFirst("/postgres$", "/" + database));
        builder.environment().merge("PATH", programs, (path, first) -> first + path);
        return builder;
    }

    private static Connection living() throws SQLException {
        return DATABASE.connect(DATABASE.url("living"));
    }

    /** Number and digest of the rows of every table of ours, history of migrations included. */
    private static Map<String, String> contents(String database) throws SQLException {
        Map<String, String> contents = new TreeMap<>();
        try (Connection connection = DATABASE.connect(DATABASE.url(database.replace(" ", "%20")))) {
            List<String> tables =
                    TestingDatabase.rows(
                            connection,
                            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
                                    + " WHERE schemaname ~ '^cv'");
            for (String table : tables) {
                contents.put(
                        table,
                        TestingDatabase.rows(
                                        connection,
                                        "SELECT count(*), md5(string_agg(r::text, ';' ORDER BY r::text))"
                                                + " FROM "
                                                + table
                                                + " r")
                                .get(0));
            }
        }
        return contents;
    }
}
