package ke.co.datacraft.cv.standalone.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.bridge.settings.SettingsException;
import ke.co.datacraft.cv.bridge.storage.EncryptedObjectStorage;
import ke.co.datacraft.cv.bridge.storage.ObjectStorages;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.UsageException;
import ke.co.datacraft.cv.standalone.encryption.ObjectRotation;
import ke.co.datacraft.cv.standalone.encryption.Rotated;
import ke.co.datacraft.cv.standalone.encryption.RowRotation;
import ke.co.datacraft.cv.standalone.services.ServiceException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cv encryption}. */
@Command(
        name = "encryption",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        description = {
            "Keys of encryption at rest (docs/encryption.md). Reads CV_ENCRYPTION_KEY, CV_DATABASE_URL"
                    + " and the variables of the storage; eval \"$(./cv status)\" sets those of a"
                    + " running demo."
        })
public final class EncryptionCommand implements Runnable {

    private static final int KEY_BYTES = 32;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Give key, check or rotate.");
    }

    @Command(
            name = "key",
            mixinStandardHelpOptions = true,
            usageHelpWidth = 100,
            description = "Makes a new key for CV_ENCRYPTION_KEY.")
    int key(
            @Option(
                            names = "--id",
                            paramLabel = "ID",
                            required = true,
                            description = "Its id, such as 2026-11; new with every key.")
                    String id) {
        byte[] secret = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(secret);
        String key = id + ":" + Base64.getEncoder().encodeToString(secret);
        parse(key);
        spec.commandLine().getOut().println(key);
        return ExitCodes.OK;
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            usageHelpWidth = 100,
            description = "Counts what is stored by the id of its key.")
    int check() throws SQLException, IOException {
        BridgeSettings settings = settings();
        TextTable table = new TextTable("WHAT", "KEY", "COUNT");
        try (Connection database = connect(settings)) {
            RowRotation.count(database).forEach((what, counts) -> add(table, what, counts));
        }
        try (EncryptedObjectStorage storage = storage(settings)) {
            add(table, "uploads", new ObjectRotation(storage).count());
        }
        table.print(spec.commandLine().getOut());
        return ExitCodes.OK;
    }

    private static void add(TextTable table, String what, Map<String, Long> counts) {
        counts.forEach((key, count) -> table.add(what, key, count));
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            usageHelpWidth = 100,
            description = {
                "Encrypts with the first key what another key of CV_ENCRYPTION_KEY encrypted: texts of"
                        + " rows and uploads. May run beside the system, and again."
            })
    int rotate(
            @Option(names = "--plain", description = "Also what is not encrypted yet.")
                    boolean plain)
            throws SQLException, IOException {
        BridgeSettings settings = settings();
        EncryptionKeys keys = settings.encryption().keys();
        if (!keys.isEnabled()) {
            throw new UsageException(
                    "No key: set CV_ENCRYPTION_KEY, the new key first and the old one after it");
        }
        Rotated rows;
        try (Connection database = connect(settings)) {
            rows = new RowRotation(database, keys).run(plain);
        }
        Rotated objects;
        try (EncryptedObjectStorage storage = storage(settings)) {
            objects = new ObjectRotation(storage).run(keys, plain);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "encrypted with the key %s: %d texts of rows, %d uploads%n",
                keys.ids().get(0), rows.changed(), objects.changed());
        long failed = rows.failed() + objects.failed();
        if (failed > 0) {
            out.printf("%d could not be read and stay as they are, such as%n", failed);
            rows.failures().forEach(failure -> out.println("  " + failure));
            objects.failures().forEach(failure -> out.println("  " + failure));
        }
        out.flush();
        return failed > 0 ? ExitCodes.INCOMPLETE : ExitCodes.OK;
    }

    private static void parse(String key) {
        try {
            EncryptionKeys.parse(key);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static BridgeSettings settings() {
        try {
            return BridgeSettings.read(System.getenv());
        } catch (SettingsException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static Connection connect(BridgeSettings settings) {
        DatabaseUrl url = settings.database().url();
        try {
            return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
        } catch (SQLException e) {
            throw new ServiceException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    private static EncryptedObjectStorage storage(BridgeSettings settings) {
        return ObjectStorages.open(settings.storage(), settings.encryption().keys());
    }
}
