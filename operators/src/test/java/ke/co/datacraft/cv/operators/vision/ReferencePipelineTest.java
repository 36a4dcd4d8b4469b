package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.DocumentPart;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.RecordOrigin;
import ke.co.datacraft.cv.contracts.ReferenceValidator;
import ke.co.datacraft.cv.contracts.RegionSource;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.Sha256;
import ke.co.datacraft.cv.inference.testing.BarcodeSheet;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.inference.testing.SamplePdf;
import ke.co.datacraft.cv.inference.testing.TestingDetector;
import ke.co.datacraft.cv.inference.testing.TestingModels;
import ke.co.datacraft.cv.operators.record.ReferenceOutcome;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencePipelineTest {

    private static final TaskRequest QUALITY = TaskRequest.of(Tasks.QUALITY);
    private static final TaskRequest DETECTION = TaskRequest.of(Tasks.OBJECT_DETECTION);

    @TempDir static Path folder;
    private static TestingVision vision;

    @BeforeAll
    static void start() throws IOException {
        TestingModels.write(folder.resolve("models"));
        vision = new TestingVision(folder, null);
    }

    @AfterAll
    static void stop() {
        vision.close();
    }

    @Test
    void describesImageFileAndTasks() throws Exception {
        byte[] bytes = SampleImages.png(128, 64, 3);
        String uri = vision.image("a b.png", bytes);

        ReferenceOutcome outcome = vision.run(uri, QUALITY, DETECTION);

        assertThat(outcome.failure()).isNull();
        assertThat(outcome.attempts()).isEqualTo(1);
        ImageResult result = outcome.results().get(0);
        assertThat(result.image()).isEqualTo(new ImageSize(128, 64));
        assertThat(result.file().sha256()).isEqualTo(Sha256.hex(bytes));
        assertThat(result.file().sizeBytes()).isEqualTo(bytes.length);
        assertThat(result.file().format()).isEqualTo("PNG");
        assertThat(result.file().pageCount()).isEqualTo(1);
        assertThat(result.originalFilename()).isEqualTo("a b.png");
        assertThat(result.createdBy()).isEqualTo("ann");
        assertThat(result.captureTime()).isEqualTo(TestingVision.CAPTURED);
        assertThat(result.timings().totalMs()).isGreaterThanOrEqualTo(0);
        assertThat(result.timings().decodeMs()).isPositive();
        assertThat(result.tasks())
                .extracting(TaskResult::task)
                .containsExactly(Tasks.QUALITY, Tasks.OBJECT_DETECTION);
        assertThat(result.tasks().get(0).quality()).isNotNull();
        assertThat(result.tasks().get(0).objects()).isNull();
    }

    /** An encrypted file gives the result of the file that was encrypted, digest included. */
    @Test
    void readsWhatIsEncryptedAtRest() throws Exception {
        byte[] bytes = SampleImages.png(128, 64, 3);
        String uri =
                vision.image(
                        "sealed.png",
                        TestingVision.encrypted(bytes, TestingVision.KEYS, TestingVision.TENANT));

        ImageResult result = vision.run(uri, QUALITY).results().get(0);

        assertThat(result.file().sha256()).isEqualTo(Sha256.hex(bytes));
        assertThat(result.file().sizeBytes()).isEqualTo(bytes.length);
        assertThat(result.file().format()).isEqualTo("PNG");
    }

    @Test
    void boxesAreInPixelsOfTheOriginal() throws Exception {
        String uri = vision.image("boxes.png", SampleImages.png(128, 64, 3));

        TaskResult task = vision.run(uri, DETECTION).results().get(0).tasks().get(0);

        assertThat(task.model().name()).isEqualTo(TestingDetector.NAME);
        assertThat(task.model().version()).isEqualTo(TestingDetector.VERSION);
        assertThat(task.model().sha256()).isEqualTo(Sha256.hex(TestingDetector.model()));
        assertThat(task.timings().inferenceMs()).isPositive();
        DetectedObject box = task.objects().get(0);
        assertThat(box.label()).isEqualTo("box");
        assertThat(box.confidence()).isEqualTo(0.9);
        // The input is 32 pixels wide, the image 128.
        assertThat(box.bbox()).isEqualTo(List.of(16.0, 16.0, 32.0, 24.0));
    }

    @Test
    void readsText() throws Exception {
        String uri = vision.image("sign.png", SampleImages.text("EXIT 42"));

        TaskResult task =
                vision.run(uri, new TaskRequest(Tasks.OCR, "ppocr", Map.of()))
                        .results()
                        .get(0)
                        .tasks()
                        .get(0);

        assertThat(task.text().text()).containsIgnoringCase("EXIT").contains("42");
        assertThat(task.text().words()).isNotEmpty();
        assertThat(task.text().confidence()).isGreaterThan(0.5);
    }

    @Test
    void everyPageHasAResult() throws Exception {
        String uri =
                vision.image(
                        "document.tif", SampleImages.tiff(new int[] {30, 20}, new int[] {40, 50}));
        UUID given = UUID.randomUUID();

        List<ImageResult> pages =
                vision.run(TestingVision.reference(uri, null, given, QUALITY)).results();

        assertThat(pages).extracting(ImageResult::page).containsExactly(0, 1);
        assertThat(pages)
                .extracting(ImageResult::image)
                .containsExactly(new ImageSize(30, 20), new ImageSize(40, 50));
        assertThat(pages)
                .as("one given id cannot name two pages")
                .extracting(ImageResult::imageId)
                .containsExactly(derived(uri, "0"), derived(uri, "1"));
    }

    @Test
    void aGivenIdNamesTheOnlyPage() throws Exception {
        String uri =
                vision.image("two.tif", SampleImages.tiff(new int[] {30, 20}, new int[] {40, 50}));
        UUID given = UUID.randomUUID();

        List<ImageResult> pages =
                vision.run(TestingVision.reference(uri, 1, given, QUALITY)).results();

        assertThat(pages).hasSize(1);
        assertThat(pages.get(0).page()).isEqualTo(1);
        assertThat(pages.get(0).imageId()).isEqualTo(given);
        assertThat(pages.get(0).image()).isEqualTo(new ImageSize(40, 50));
        assertThat(vision.run(TestingVision.reference(uri, 1, null, QUALITY)).results().get(0))
                .extracting(ImageResult::imageId)
                .isEqualTo(derived(uri, "1"));
    }

    @Test
    void framesAreKnownByTheirTime() throws Exception {
        String uri = vision.image("frame.jpg", SampleImages.jpeg(64, 48, 1));

        ImageResult result = vision.run(TestingVision.frame(uri, QUALITY)).results().get(0);

        assertThat(result.sourceId()).isEqualTo(TestingVision.SOURCE);
        assertThat(result.jobId()).isNull();
        assertThat(result.imageId())
                .isEqualTo(
                        Identifiers.imageId(
                                TestingVision.TENANT,
                                TestingVision.SOURCE,
                                uri,
                                TestingVision.CAPTURED.toString()));
    }

    @Test
    void theSameReferenceHasTheSameIds() throws Exception {
        String uri = vision.image("again.png", SampleImages.png(40, 30, 1));

        assertThat(vision.run(uri, QUALITY).results().get(0).imageId())
                .isEqualTo(vision.run(uri, QUALITY).results().get(0).imageId());
    }

    @Test
    void pagesOfAPdfAreRead() throws Exception {
        String uri = vision.image("letter.pdf", SamplePdf.text("Invoice 4711", "Total 42"));
        TaskRequest sharp = new TaskRequest(Tasks.OCR, "ppocr", Map.of("dpi", "150"));

        List<ImageResult> pages = vision.run(uri, sharp, QUALITY).results();

        assertThat(pages).extracting(ImageResult::page).containsExactly(0, 1);
        assertThat(pages.get(1).image()).isEqualTo(new ImageSize(600, 300));
        assertThat(pages.get(1).file().format()).isEqualTo("PDF");
        assertThat(pages.get(1).file().pageCount()).isEqualTo(2);
        assertThat(pages.get(0).tasks().get(0).text().text()).contains("Invoice 4711");
        assertThat(pages.get(1).tasks().get(0).text().text()).contains("Total 42");
        assertThat(pages.get(1).imageId()).isEqualTo(derived(uri, "1"));
    }

    @Test
    void aLongDocumentIsSplitAndItsPartsGiveThePagesOfTheWhole() throws Exception {
        String uri = vision.image("long.pdf", SamplePdf.text("a", "b", "c", "d"));
        ImageReference whole = TestingVision.reference(uri, null, UUID.randomUUID(), QUALITY);

        ReferenceOutcome outcome = vision.run(whole);

        assertThat(outcome.succeeded()).isTrue();
        assertThat(outcome.results()).isEmpty();
        assertThat(outcome.parts()).extracting(ImageReference::page).containsExactly(0, 3);
        assertThat(outcome.parts()).extracting(p -> p.part().pages()).containsExactly(3, 1);
        assertThat(vision.run(whole).parts()).isEqualTo(outcome.parts());
        List<ImageResult> pages = new ArrayList<>();
        for (ImageReference part : outcome.parts()) {
            ReferenceValidator.validate(part);
            pages.addAll(vision.run(part).results());
        }
        assertThat(pages).extracting(ImageResult::page).containsExactly(0, 1, 2, 3);
        assertThat(pages)
                .extracting(ImageResult::imageId)
                .containsExactly(
                        derived(uri, "0"), derived(uri, "1"), derived(uri, "2"), derived(uri, "3"));
        assertThat(vision.run(TestingVision.frame(uri, QUALITY)).results())
                .as("a camera has no progress to show")
                .hasSize(4);
    }

    /** A crop is a view with gaps between its rows, of which no analyzer may trip. */
    @Test
    void everyTaskSeesInACropWhatItSeesInAFileOfIt() throws Exception {
        BarcodeSheet sheet = new BarcodeSheet(480, 480);
        // The detector finds its box at 60, 60, and says that it is 120 x 90.
        sheet.put(BarcodeFormat.QR_CODE, "in the box", 120, 105, 0, 2, 1);
        byte[] whole;
        byte[] cut;
        try (DecodedImage picture = sheet.picture();
                DecodedImage part = picture.part(60, 60, 120, 90);
                Mat copy = part.pixels().clone()) {
            whole = SampleImages.encode(".png", picture.pixels());
            cut = SampleImages.encode(".png", copy);
        }
        List<TaskRequest> tasks =
                List.of(
                        TaskRequest.of(Tasks.BARCODE),
                        new TaskRequest(Tasks.IMAGE_CLASSIFICATION, TestingModels.CLASSIFIER, null),
                        new TaskRequest(Tasks.EMBEDDING, TestingModels.FEATURES, null),
                        new TaskRequest(Tasks.FACE_DETECTION, TestingModels.FACES, null),
                        QUALITY);
        List<TaskRequest> chain = new ArrayList<>(List.of(DETECTION));
        RegionSource box = new RegionSource(Tasks.OBJECT_DETECTION, List.of("box"), null, null);
        tasks.forEach(one -> chain.add(new TaskRequest(one.task(), one.model(), null, null, box)));

        List<TaskResult> alone =
                vision.run(vision.image("cut.png", cut), tasks.toArray(TaskRequest[]::new))
                        .results()
                        .get(0)
                        .tasks();
        List<TaskResult> chained =
                vision.run(vision.image("whole.png", whole), chain.toArray(TaskRequest[]::new))
                        .results()
                        .get(0)
                        .tasks();

        assertThat(chained).hasSize(6);
        assertThat(chained.get(1).region().bbox()).isEqualTo(List.of(60.0, 60.0, 120.0, 90.0));
        assertThat(alone.get(0).barcodes().get(0).content()).isEqualTo("in the box");
        ImageSize size = new ImageSize(480, 480);
        for (int i = 0; i < tasks.size(); i++) {
            TaskResult moved =
                    RegionResults.placed(
                            alone.get(i), chained.get(i + 1).region(), new double[] {60, 60}, size);
            assertThat(chained.get(i + 1))
                    .usingRecursiveComparison()
                    .ignoringFields("timings")
                    .isEqualTo(moved);
        }
    }

    @Test
    void oneBadPageFailsAlone() throws Exception {
        String uri = vision.image("bad-page.pdf", SamplePdf.textAndHugePage("a", "b"));

        ReferenceOutcome whole = vision.run(uri, QUALITY);

        assertThat(whole.succeeded()).isTrue();
        assertThat(whole.results()).isEmpty();
        assertThat(whole.parts()).extracting(ImageReference::page).containsExactly(0, 1, 2);
        assertThat(whole.parts()).extracting(p -> p.part().pages()).containsOnly(1);
        assertThat(vision.run(whole.parts().get(1)).results().get(0).imageId())
                .isEqualTo(derived(uri, "1"));
        ReferenceOutcome bad = vision.run(whole.parts().get(2));
        assertThat(bad.failure().reason()).isEqualTo(ReasonCode.TOO_MANY_PIXELS);
        assertThat(bad.failure().message()).startsWith("page 2: ");
        assertThat(vision.run(TestingVision.frame(uri, QUALITY)).failure().message())
                .as("a camera's document fails as a whole")
                .startsWith("page 2: ");
    }

    @Test
    void pagesOfAPartComeFromTheSameRecord() {
        RecordOrigin whole = new RecordOrigin("cv.images", 1, 7);
        DocumentPart four = new DocumentPart(4, UUID.randomUUID(), whole);
        ImageReference part = TestingVision.reference("file:/a.pdf", QUALITY).part(8, four);

        List<ImageReference> pages = DocumentSplit.pages(TestingVision.admitted(part), 20);

        assertThat(pages).extracting(ImageReference::page).containsExactly(8, 9, 10, 11);
        assertThat(pages).extracting(page -> page.part().origin()).containsOnly(whole);
    }

    @Test
    void readsTheTextOnWhatWasDetected() throws Exception {
        // The detector finds its box at an eighth of the picture from the left and top.
        byte[] png = SampleImages.signAt(new int[] {960, 960}, new int[] {130, 140}, "EXIT 42");
        String uri = vision.image("street.png", png);
        TaskRequest read =
                new TaskRequest(
                        Tasks.OCR,
                        "ppocr",
                        Map.of(),
                        "plates",
                        new RegionSource(Tasks.OBJECT_DETECTION, List.of("box"), 0.0, null));

        List<TaskResult> tasks = vision.run(uri, DETECTION, read).results().get(0).tasks();

        assertThat(tasks).hasSize(2);
        TaskResult text = tasks.get(1);
        assertThat(text.step()).isEqualTo("plates");
        assertThat(text.region().bbox()).isEqualTo(List.of(120.0, 120.0, 240.0, 180.0));
        assertThat(text.text().text()).contains("EXIT 42");
        List<Double> word = text.text().words().get(0).bbox();
        assertThat(word.get(0)).isBetween(145.0, 175.0);
        assertThat(word.get(1)).isBetween(165.0, 215.0);
    }

    private static UUID derived(String uri, String part) {
        return Identifiers.imageId(TestingVision.TENANT, TestingVision.JOB.toString(), uri, part);
    }
}
