package ke.co.datacraft.cv.jobs;

import static ke.co.datacraft.cv.jobs.testing.TestingReferences.frame;
import static ke.co.datacraft.cv.jobs.testing.TestingReferences.image;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.inference.testing.SamplePdf;
import ke.co.datacraft.cv.inference.testing.TestingDetector;
import ke.co.datacraft.cv.jobs.testing.TestingPipeline;
import ke.co.datacraft.cv.jobs.testing.TestingReferences;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What good references become. */
class VisionPipelineITCase {

    @RegisterExtension static final MiniClusterExtension CLUSTER = TestingJobs.cluster();

    private static final TaskRequest QUALITY = TaskRequest.of(Tasks.QUALITY);
    private static final TaskRequest DETECTION = TaskRequest.of(Tasks.OBJECT_DETECTION);

    @TempDir static Path folder;

    private final TestingPipeline pipeline = new TestingPipeline();

    @BeforeAll
    static void writeSamples() throws IOException {
        TestingDetector.write(folder.resolve("models"));
        Files.write(folder.resolve("good.jpg"), SampleImages.jpeg(320, 240, 1));
        Files.write(folder.resolve("good.png"), SampleImages.png(160, 120, 2));
        Files.write(
                folder.resolve("pages.tiff"),
                SampleImages.tiff(new int[] {64, 48}, new int[] {48, 64}, new int[] {32, 32}));
    }

    @Test
    void imagesAndFramesBecomeResultsAndJobsComplete() throws Exception {
        run(
                new TestingReferences("images")
                        .add(image("two", 2, uri("good.jpg"), QUALITY, DETECTION))
                        .add(image("two", 2, uri("good.png"), QUALITY))
                        .add(image("pages", 1, uri("pages.tiff"), QUALITY)),
                new TestingReferences("frames").add(frame("gate", uri("good.jpg"), DETECTION)));

        assertThat(pipeline.deadLetters()).isEmpty();
        assertThat(pipeline.results()).hasSize(6);
        assertThat(pipeline.last("two").state()).isEqualTo(JobState.COMPLETED);
        assertThat(pipeline.last("two").completed()).isEqualTo(2);
        assertThat(pipeline.last("pages").state()).isEqualTo(JobState.COMPLETED);
        assertThat(pipeline.resultsOf("pages"))
                .extracting(ImageResult::page)
                .containsExactly(0, 1, 2);
        ImageResult both =
                pipeline.resultsOf("two").stream()
                        .filter(result -> result.uri().endsWith(".jpg"))
                        .findFirst()
                        .orElseThrow();
        assertThat(both.tasks())
                .extracting(TaskResult::task)
                .containsExactly(Tasks.QUALITY, Tasks.OBJECT_DETECTION);
        assertThat(both.tasks().get(0).quality().sharpness()).isPositive();
        assertThat(both.image().width()).isEqualTo(320);
        ImageResult frame =
                pipeline.results().stream()
                        .filter(result -> "gate".equals(result.sourceId()))
                        .findFirst()
                        .orElseThrow();
        assertThat(frame.tasks().get(0).objects())
                .extracting(DetectedObject::label)
                .containsExactly("box", "light");
    }

    @Test
    void sameReferenceTwiceIsOneImage() throws Exception {
        ImageReference reference = image("twice", 1, uri("good.jpg"), QUALITY);

        run(new TestingReferences("images").add(reference).add(reference));

        assertThat(pipeline.deadLetters()).isEmpty();
        assertThat(pipeline.resultsOf("twice"))
                .extracting(ImageResult::imageId)
                .hasSize(2)
                .containsOnly(pipeline.resultsOf("twice").get(0).imageId());
        assertThat(pipeline.last("twice").state()).isEqualTo(JobState.COMPLETED);
        assertThat(pipeline.last("twice").completed()).isEqualTo(1);
    }

    @Test
    void aLongDocumentRunsPartByPart() throws Exception {
        Files.write(
                folder.resolve("long.pdf"),
                SamplePdf.text(Collections.nCopies(20, "page").toArray(String[]::new)));
        ImageReference document = image("long", 1, uri("long.pdf"), QUALITY);
        run(new TestingReferences("images").add(document));
        List<ImageReference> parts = pipeline.resubmissions();
        assertThat(parts).extracting(ImageReference::page).containsExactly(0, 8, 16);
        // The larger total is told with the next status, which this short run does not wait for.
        assertThat(pipeline.last("long").state()).isEqualTo(JobState.PROCESSING);

        // As after a crash: the topic holds two of the parts twice.
        TestingReferences images = new TestingReferences("images").add(document);
        parts.subList(0, 2).forEach(images::add);
        parts.forEach(images::add);
        run(images);

        assertThat(pipeline.deadLetters()).isEmpty();
        assertThat(pipeline.last("long").state()).isEqualTo(JobState.COMPLETED);
        assertThat(pipeline.last("long").total()).isEqualTo(3);
        assertThat(pipeline.last("long").completed()).isEqualTo(3);
        assertThat(pipeline.resultsOf("long").stream().map(ImageResult::page).distinct())
                .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
        assertThat(pipeline.resultsOf("long").stream().map(ImageResult::imageId).distinct())
                .hasSize(20);
        assertThat(pipeline.resubmissions().subList(3, 6)).isEqualTo(parts);
    }

    private void run(TestingReferences... lanes) throws Exception {
        JobSettings settings =
                TestingJobs.settings(
                        Map.of(
                                "CV_ALLOWED_FILE_ROOTS", folder.toString(),
                                "CV_MODEL_PATH", folder.resolve("models").toString(),
                                "CV_YOLO_MODEL", TestingDetector.NAME));
        StreamExecutionEnvironment environment = TestingJobs.environment(settings);
        pipeline.run(environment, settings.vision(), settings.jobs(), lanes);
    }

    private static String uri(String name) {
        return folder.resolve(name).toUri().toString();
    }
}
