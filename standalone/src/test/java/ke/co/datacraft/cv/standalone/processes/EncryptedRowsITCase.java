package ke.co.datacraft.cv.standalone.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.GoldenSamples;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.encryption.EncryptedFields;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher.Place;
import ke.co.datacraft.cv.jobs.postgres.FindingStatements;
import ke.co.datacraft.cv.jobs.postgres.ResultStatements;
import ke.co.datacraft.cv.jobs.postgres.TextPage;
import ke.co.datacraft.cv.jobs.postgres.TextStatements;
import ke.co.datacraft.cv.operators.sink.BarcodeRows;
import ke.co.datacraft.cv.operators.sink.FaceRows;
import ke.co.datacraft.cv.operators.sink.ResultDocuments;
import ke.co.datacraft.cv.operators.sink.ResultRows;
import ke.co.datacraft.cv.operators.sink.SerializedResult;
import ke.co.datacraft.cv.standalone.client.ResultDatabase;
import ke.co.datacraft.cv.standalone.encryption.Rotated;
import ke.co.datacraft.cv.standalone.encryption.RowRotation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With a key, no text of a result can be read in the tables, and with it all of them can. */
class EncryptedRowsITCase {

    private static final String OLD = "old:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String NEW = "new:Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=";

    private static final String LOST = "lost:ISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0A=";
    private static final Pattern SEALED = Pattern.compile("\"?enc:v1:old:[A-Za-z0-9+/]+\"?");

    private static EmbeddedPostgres own;
    private static TestingDatabase database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        own = EmbeddedPostgres.start();
        database =
                TestingDatabase.create(
                        "postgresql://postgres@localhost:" + own.getPort() + "/postgres",
                        "encrypted");
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        database.close();
        own.close();
    }

    private interface Binder<T> {
        void bind(PreparedStatement statement, T row, FieldCipher cipher) throws SQLException;
    }

    private static <T> void write(String sql, Binder<T> binder, List<T> rows, FieldCipher cipher)
            throws SQLException {
        try (PreparedStatement statement = database.connection().prepareStatement(sql)) {
            for (T row : rows) {
                binder.bind(statement, row, cipher);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void write(ImageResult result, FieldCipher cipher) throws SQLException {
        write(
                ResultStatements.IMAGE_PROCESSING,
                ResultStatements::bind,
                List.of(ResultRows.image(SerializedResult.of(result), ResultDocuments.of("true"))),
                cipher);
        write(
                ResultStatements.OBJECT_DETECTIONS,
                ResultStatements::bind,
                ResultRows.detections(result),
                cipher);
        List<TextPage> pages = TextPage.of(result);
        write(TextStatements.OCR_PAGES, TextStatements::bindPage, pages, cipher);
        write(TextStatements.OCR_WORDS, TextStatements::bindWords, pages, cipher);
        write(
                FindingStatements.FACE_DETECTIONS,
                FindingStatements::bind,
                FaceRows.of(result),
                cipher);
        write(FindingStatements.BARCODES, FindingStatements::bind, BarcodeRows.of(result), cipher);
    }

    private interface PlaceOf {
        Place of(String tenantId, UUID id);
    }

    /** Values of a column: as they are stored, or as they are read; JSON as a tree. */
    private static List<Object> values(Column column, FieldCipher with)
            throws SQLException, IOException {
        List<Object> values = new ArrayList<>();
        try (Statement statement = database.connection().createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT tenant_id, id, %s FROM cv.%s ORDER BY id"
                                        .formatted(column.name(), column.table()))) {
            while (rows.next()) {
                Place place = column.place().of(rows.getString(1), rows.getObject(2, UUID.class));
                values.add(value(rows.getString(3), place, with));
            }
        }
        return values;
    }

    private static Object value(String stored, Place place, FieldCipher with) throws IOException {
        if (with == null) {
            return stored;
        }
        String plain =
                FieldCipher.isEncryptedJson(stored)
                        ? with.decryptJson(place, stored)
                        : with.decrypt(place, stored);
        return plain.startsWith("[") || plain.startsWith("{")
                ? ContractCodec.readTrusted(plain.getBytes(StandardCharsets.UTF_8), JsonNode.class)
                : plain;
    }

    private record Column(String table, String name, PlaceOf place) {}

    private static final List<Column> COLUMNS =
            List.of(
                    new Column(
                            "image_processing", "result_document", EncryptedFields::resultDocument),
                    new Column(
                            "object_detections",
                            "detected_objects",
                            EncryptedFields::detectedObjects),
                    new Column("ocr_pages", "full_text", EncryptedFields::fullText),
                    new Column("ocr_pages", "lines", EncryptedFields::lines),
                    new Column("ocr_words", "text", EncryptedFields::word),
                    new Column("face_detections", "landmarks", EncryptedFields::landmarks),
                    new Column("barcodes", "content", EncryptedFields::barcodeContent));

    private static List<List<Object>> all(FieldCipher with) throws SQLException, IOException {
        List<List<Object>> all = new ArrayList<>();
        for (Column column : COLUMNS) {
            all.add(values(column, with));
        }
        return all;
    }

    @Test
    void everyTextIsUnreadableWithoutTheKey() throws Exception {
        FieldCipher old = new FieldCipher(EncryptionKeys.parse(OLD));
        FieldCipher both = new FieldCipher(EncryptionKeys.parse(NEW + "," + OLD));
        List<ImageResult> results = new ArrayList<>();
        for (String name : List.of("finds", "ocr", "detection")) {
            results.add(golden(name));
        }
        for (ImageResult result : results) {
            write(result, FieldCipher.NONE);
        }
        List<List<Object>> plain = all(old);
        assertThat(plain)
                .as("rows from before the key")
                .allSatisfy(column -> assertThat(column).isNotEmpty());

        for (ImageResult result : results) {
            write(result, old);
        }
        assertThat(all(null).stream().flatMap(List::stream))
                .allMatch(value -> SEALED.matcher(value.toString()).matches());
        assertThat(all(old)).isEqualTo(plain);

        write(results.get(2), both);
        assertThat(all(both)).as("rows of the old key and of the new one").isEqualTo(plain);
        assertThat(all(null).toString()).contains("enc:v1:old:").contains("enc:v1:new:");
    }

    /** The command line shows what was found, encrypted or not. */
    @Test
    void theCommandLineReadsThem() throws Exception {
        FieldCipher old = new FieldCipher(EncryptionKeys.parse(OLD));
        ImageResult text = golden("ocr");
        ImageResult objects = golden("detection");
        List<String> read = new ArrayList<>();
        for (FieldCipher cipher : List.of(FieldCipher.NONE, old)) {
            write(text, cipher);
            write(objects, cipher);
            try (ResultDatabase results =
                    new ResultDatabase(database.url(), text.tenantId(), cipher)) {
                read.add(
                        results.pages(List.of(text.jobId())).get(0).text()
                                + results.words(List.of(text.imageId()))
                                + results.objects(List.of(objects.imageId())));
            }
        }

        assertThat(read.get(1))
                .isEqualTo(read.get(0))
                .contains("Stra\u00dfe 5")
                .contains("bicycle");
    }

    @Test
    void aNewKeyTakesThePlaceOfTheOldOne() throws Exception {
        EncryptionKeys keys = EncryptionKeys.parse(NEW + "," + OLD);
        database.execute(
                "TRUNCATE cv.image_processing, cv.object_detections, cv.ocr_pages, cv.ocr_words,"
                        + " cv.face_detections, cv.barcodes");
        write(golden("finds"), new FieldCipher(EncryptionKeys.parse(OLD)));
        write(golden("ocr"), FieldCipher.NONE);
        write(golden("detection"), new FieldCipher(EncryptionKeys.parse(LOST)));
        RowRotation rotation = new RowRotation(database.connection(), keys);
        List<List<Object>> before = all(new FieldCipher(EncryptionKeys.parse(OLD + "," + LOST)));

        Rotated first = rotation.run(false);

        assertThat(first.changed()).as("landmarks and content of a barcode").isEqualTo(2);
        assertThat(first.failed()).as("document and objects").isEqualTo(2);
        assertThat(first.failures()).allSatisfy(why -> assertThat(why).contains("'lost'"));
        Map<String, Map<String, Long>> counts = RowRotation.count(database.connection());
        assertThat(counts.get("barcodes.content")).isEqualTo(Map.of("new", 1L));
        assertThat(counts.get("face_detections.landmarks")).isEqualTo(Map.of("new", 1L));
        assertThat(counts.get("ocr_words.text")).isEqualTo(Map.of(Rotated.PLAIN, 3L));
        assertThat(counts.get("object_detections.detected_objects")).isEqualTo(Map.of("lost", 1L));

        assertThat(rotation.run(true).changed()).as("text, lines and three words").isEqualTo(5);
        assertThat(rotation.run(true).changed()).as("nothing is left").isZero();
        assertThat(all(new FieldCipher(EncryptionKeys.parse(NEW + "," + LOST)))).isEqualTo(before);
    }

    private static ImageResult golden(String name) throws IOException {
        return ContractCodec.readTrusted(
                GoldenSamples.bytes("results.v1." + name), ImageResult.class);
    }
}
