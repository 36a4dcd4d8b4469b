package ke.co.datacraft.cv.inference.barcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.zxing.BarcodeFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import ke.co.datacraft.cv.inference.ImagePoint;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.ReadBarcode;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.testing.BarcodeSheet;
import ke.co.datacraft.cv.inference.testing.TestingModels;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarcodeReaderTest {

    private static final BarcodeReader READER = new BarcodeReader();

    @AfterAll
    static void close() {
        READER.close();
    }

    private static List<ReadBarcode> read(BarcodeSheet sheet, Map<String, String> parameters) {
        try (DecodedImage image = sheet.picture()) {
            return READER.analyze(image, parameters).join().barcodes();
        }
    }

    private static List<String> contents(List<ReadBarcode> barcodes) {
        return barcodes.stream().map(one -> one.symbology() + " " + one.content()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "QR_CODE, https://example.org/gate/7, 1.5",
        "DATA_MATRIX, DM-4711-ABC, 2",
        "AZTEC, Ticket 998877, 30",
        "PDF_417, Boarding pass AB12, 2",
        "EAN_13, 4006381333931, 6",
        "EAN_8, 96385074, 6",
        "UPC_A, 036000291452, 6",
        "CODE_128, PARCEL-00042, 16",
        "CODE_39, RACK-17, 10"
    })
    void eachKindIsReadTurnedAndScaled(BarcodeFormat format, String content, double tolerance) {
        for (double degrees : new double[] {0, 90, 180, 300}) {
            double module = degrees == 90 ? 4 : 2.2;
            BarcodeSheet sheet = new BarcodeSheet(900, 900);
            List<ImagePoint> corners = sheet.put(format, content, 450, 430, degrees, module, 40);

            List<ReadBarcode> found = read(sheet.worn(0.6, 4, 7), Map.of());

            assertThat(contents(found)).as("%s", degrees).containsExactly(format + " " + content);
            assertThat(area(found.get(0).corners())).as("clockwise").isPositive();
            for (int corner = 0; corner < 4; corner++) {
                ImagePoint place = found.get(0).corners().get(corner);
                ImagePoint truth = corners.get(corner);
                assertThat(Math.hypot(place.x() - truth.x(), place.y() - truth.y()))
                        .as("corner %d at %s degrees", corner, degrees)
                        .isLessThanOrEqualTo(tolerance * module);
            }
        }
    }

    /** Twice the area, positive for a clockwise polygon where y grows downwards. */
    private static double area(List<ImagePoint> corners) {
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            ImagePoint from = corners.get(i);
            ImagePoint to = corners.get((i + 1) % 4);
            sum += from.x() * to.y() - to.x() * from.y();
        }
        return sum;
    }

    private static BarcodeSheet everyKind() {
        BarcodeSheet sheet = new BarcodeSheet(1600, 1200);
        sheet.put(BarcodeFormat.QR_CODE, "https://example.org/gate/7", 250, 220, 12, 5, 0);
        sheet.put(BarcodeFormat.DATA_MATRIX, "DM-4711-ABC", 700, 200, -20, 6, 0);
        sheet.put(BarcodeFormat.EAN_13, "4006381333931", 1230, 230, 8, 3, 50);
        sheet.put(BarcodeFormat.CODE_128, "PARCEL-00042", 330, 620, 90, 2.5, 45);
        sheet.put(BarcodeFormat.PDF_417, "Boarding pass AB12", 850, 620, -10, 3, 0);
        sheet.put(BarcodeFormat.AZTEC, "Ticket 998877", 1380, 640, 33, 6, 0);
        sheet.put(BarcodeFormat.CODE_39, "RACK-17", 350, 1010, 170, 2.5, 45);
        sheet.put(BarcodeFormat.QR_CODE, "second", 820, 1010, -35, 4, 0);
        sheet.put(BarcodeFormat.UPC_A, "036000291452", 1250, 1020, 270, 2.5, 45);
        return sheet.worn(0.7, 6, 3);
    }

    @Test
    void allKindsAreFoundInOnePictureInReadingOrder() {
        List<ReadBarcode> found = read(everyKind(), Map.of());

        assertThat(contents(found))
                .containsExactlyInAnyOrder(
                        "QR_CODE https://example.org/gate/7",
                        "DATA_MATRIX DM-4711-ABC",
                        "EAN_13 4006381333931",
                        "CODE_128 PARCEL-00042",
                        "PDF_417 Boarding pass AB12",
                        "AZTEC Ticket 998877",
                        "CODE_39 RACK-17",
                        "QR_CODE second",
                        "UPC_A 036000291452");
        assertThat(contents(found).subList(0, 3))
                .containsExactly(
                        "QR_CODE https://example.org/gate/7",
                        "DATA_MATRIX DM-4711-ABC",
                        "EAN_13 4006381333931");
        assertThat(read(everyKind(), Map.of())).isEqualTo(found);
    }

    @Test
    void onlyWantedKindsAreRead() {
        assertThat(contents(read(everyKind(), Map.of("symbologies", "qr_code, code_39"))))
                .containsExactly(
                        "QR_CODE https://example.org/gate/7", "CODE_39 RACK-17", "QR_CODE second");
        Map<String, String> quick = Map.of("symbologies", "AZTEC", "try_harder", "false");
        assertThat(contents(read(everyKind(), quick))).containsExactly("AZTEC Ticket 998877");
    }

    @Test
    void equalCodesAtDifferentPlacesAreDifferentCodes() {
        BarcodeSheet sheet = new BarcodeSheet(1000, 700);
        sheet.put(BarcodeFormat.EAN_13, "4006381333931", 260, 180, 0, 3, 50);
        sheet.put(BarcodeFormat.EAN_13, "4006381333931", 720, 480, 20, 3, 50);
        sheet.put(BarcodeFormat.QR_CODE, "same", 720, 170, 0, 5, 0);
        sheet.put(BarcodeFormat.QR_CODE, "same", 260, 500, 30, 5, 0);

        assertThat(contents(read(sheet, Map.of())))
                .containsExactlyInAnyOrder(
                        "EAN_13 4006381333931",
                        "EAN_13 4006381333931",
                        "QR_CODE same",
                        "QR_CODE same");
    }

    @Test
    void cornersAreThoseOfTheOriginalWhenItWasDecodedSmaller() {
        BarcodeSheet sheet = new BarcodeSheet(500, 400);
        List<ImagePoint> corners = sheet.put(BarcodeFormat.QR_CODE, "half", 250, 200, 0, 6, 0);
        try (DecodedImage small = sheet.picture();
                DecodedImage half = new DecodedImage(small.pixels().clone(), 1000, 800)) {
            ImagePoint found =
                    READER.analyze(half, Map.of()).join().barcodes().get(0).corners().get(2);
            assertThat((double) found.x())
                    .isBetween(2 * corners.get(2).x() - 9.0, 2 * corners.get(2).x() + 9.0);
            assertThat((double) found.y())
                    .isBetween(2 * corners.get(2).y() - 9.0, 2 * corners.get(2).y() + 9.0);
        }
    }

    @Test
    void anEmptyPictureHasNone() {
        try (DecodedImage image = TestingModels.grey(1, 1, 9)) {
            assertThat(READER.analyze(image, Map.of()).join().barcodes()).isEmpty();
        }
        assertThat(read(new BarcodeSheet(300, 200).worn(0, 30, 1), Map.of())).isEmpty();
    }

    @Test
    void wrongParametersAreNamed() {
        assertThatThrownBy(() -> READER.validate(Map.of("symbologies", "QR_CODE,MAXICODE")))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("QR_CODE,MAXICODE")
                .hasMessageContaining("DATA_MATRIX");
        assertThatThrownBy(() -> READER.validate(Map.of("try_harder", "maybe")))
                .hasMessageContaining("try_harder is 'maybe'; give true or false");
    }

    @Test
    void theVersionIsThatOfTheLibrary() throws IOException {
        Properties properties = new Properties();
        try (InputStream stream =
                BarcodeFormat.class.getResourceAsStream(
                        "/META-INF/maven/com.google.zxing/core/pom.properties")) {
            properties.load(stream);
        }
        assertThat(READER.model().version()).isEqualTo(properties.getProperty("version"));
    }

    @Test
    void photographsWithoutCodesHaveNone() throws IOException {
        Path images = Path.of(System.getProperty("cv.shared", "absent")).resolve("data/images");
        assumeTrue(Files.exists(images), "needs ../shared (images)");
        List<String> wrong = new ArrayList<>();
        try (Stream<Path> files = Files.list(images)) {
            for (Path file : files.sorted().limit(6).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                ImageInfo info = ImageInspector.inspect(bytes);
                try (DecodedImage image =
                        new ImageDecoder(ImageLimits.ofMegapixels(50))
                                .decode(
                                        bytes,
                                        info,
                                        0,
                                        READER.minimumShortSide(info.width(), info.height()))) {
                    wrong.addAll(contents(READER.analyze(image, Map.of()).join().barcodes()));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
