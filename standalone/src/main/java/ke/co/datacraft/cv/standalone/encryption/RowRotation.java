package ke.co.datacraft.cv.standalone.encryption;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.encryption.DecryptionException;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;

/**
 * Texts of rows, counted by key and encrypted anew with the first key. May run beside the stream: a
 * value that it writes meanwhile stays as it wrote it. May be stopped and run again.
 */
public final class RowRotation {

    private static final int BATCH = 200;
    private static final UUID FIRST = new UUID(0, 0);

    private final Connection database;
    private final String keyId;
    private final FieldCipher cipher;

    /**
     * @param database as a user who sees every tenant's rows
     * @param keys at least one
     */
    public RowRotation(Connection database, EncryptionKeys keys) {
        this.database = database;
        this.keyId = keys.ids().get(0);
        this.cipher = new FieldCipher(keys);
    }

    /** Values by column and key id; plain ones under {@link Rotated#PLAIN}. */
    public static Map<String, Map<String, Long>> count(Connection database) throws SQLException {
        Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
        for (EncryptedColumn column : EncryptedColumn.values()) {
            Map<String, Long> byKey = new LinkedHashMap<>();
            try (Statement statement = database.createStatement();
                    ResultSet rows = statement.executeQuery(column.countQuery())) {
                while (rows.next()) {
                    String key = rows.getString(1);
                    byKey.put(key == null ? Rotated.PLAIN : key, rows.getLong(2));
                }
            }
            counts.put(column.title(), byKey);
        }
        return counts;
    }

    /**
     * Encrypts anew what another key encrypted.
     *
     * @param withPlain whether plain values are encrypted, too
     */
    public Rotated run(boolean withPlain) throws SQLException {
        Rotated rotated = new Rotated();
        for (EncryptedColumn column : EncryptedColumn.values()) {
            Value last = new Value("", FIRST, "", null);
            while (last != null) {
                last = batch(column, last, withPlain, rotated);
            }
        }
        return rotated;
    }

    /** A value and what takes its place. */
    private record Value(String tenantId, UUID id, String stored, String next) {}

    private Value batch(EncryptedColumn column, Value after, boolean withPlain, Rotated rotated)
            throws SQLException {
        List<Value> page = page(column, after, withPlain, rotated);
        if (page.isEmpty()) {
            return null;
        }
        try (PreparedStatement update = database.prepareStatement(column.updateStatement())) {
            for (Value value : page) {
                if (value.next() != null) {
                    update.setString(1, value.next());
                    update.setString(2, value.tenantId());
                    update.setObject(3, value.id());
                    update.setString(4, value.stored());
                    rotated.changed(update.executeUpdate());
                }
            }
        }
        return page.get(page.size() - 1);
    }

    private List<Value> page(
            EncryptedColumn column, Value after, boolean withPlain, Rotated rotated)
            throws SQLException {
        List<Value> page = new ArrayList<>();
        try (PreparedStatement query = database.prepareStatement(column.pageQuery(withPlain))) {
            query.setString(1, after.tenantId());
            query.setObject(2, after.id());
            query.setString(3, keyId);
            query.setInt(4, BATCH);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String tenant = rows.getString(1);
                    UUID id = rows.getObject(2, UUID.class);
                    String stored = rows.getString(3);
                    page.add(
                            new Value(
                                    tenant, id, stored, next(column, tenant, id, stored, rotated)));
                }
            }
        }
        return page;
    }

    private String next(
            EncryptedColumn column, String tenant, UUID id, String stored, Rotated rotated) {
        try {
            return column.rotated(cipher, tenant, id, stored);
        } catch (DecryptionException e) {
            rotated.failed(column.title() + " " + tenant + "/" + id + ": " + e.getMessage());
            return null;
        }
    }
}
