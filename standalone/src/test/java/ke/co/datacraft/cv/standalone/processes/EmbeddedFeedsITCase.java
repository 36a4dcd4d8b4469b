package ke.co.datacraft.cv.standalone.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import ke.co.datacraft.cv.jobs.AnalyticsJob;
import ke.co.datacraft.cv.jobs.CameraJob;
import ke.co.datacraft.cv.standalone.VisionStack;
import ke.co.datacraft.cv.standalone.services.DataFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All three jobs in the embedded Flink: results of cameras become events. */
class EmbeddedFeedsITCase {

    private static final int SOURCES = 2;

    @TempDir private Path folder;

    @Test
    @Timeout(300)
    void analyticsJobRunsBesideTheOthersAndGoesOnAfterARestart() {
        List<String> jobs = new ArrayList<>();
        try (VisionStack stack = start()) {
            stack.startFeeds(jobs::add);
            assertThat(jobs).containsExactly(AnalyticsJob.NAME, CameraJob.NAME);
            FeedTopics feeds = feeds(stack);
            feeds.define();
            feeds.send(0, 60);
            Await.until(
                    "events of every source",
                    Duration.ofMinutes(2),
                    () -> sources(feeds).size() == SOURCES,
                    () -> feeds.events().toString());
        }
        try (VisionStack stack = start()) {
            stack.startFeeds(name -> {});
            FeedTopics feeds = feeds(stack);
            feeds.send(60, 120);
            feeds.remove();
            Await.until(
                    "the end of every event that had begun",
                    Duration.ofMinutes(2),
                    () -> count(feeds, "\"type\":\"new\"") == count(feeds, "\"type\":\"end\""),
                    () -> feeds.events().toString());
        }
    }

    private VisionStack start() {
        return VisionStack.start(
                DataFolder.open(folder.resolve("data")),
                VisionStack.defaultOptions(0).withJobs(3),
                FeedTopics.TENANT,
                Map.of(),
                name -> {});
    }

    private static FeedTopics feeds(VisionStack stack) {
        return new FeedTopics(stack.endpoints().bootstrapServers(), stack.topics(), SOURCES, 120);
    }

    private static TreeSet<String> sources(FeedTopics feeds) {
        TreeSet<String> sources = new TreeSet<>();
        for (String event : feeds.events().values()) {
            sources.add(event.replaceFirst(".*\"source_id\":\"([^\"]*)\".*", "$1"));
        }
        return sources;
    }

    private static long count(FeedTopics feeds, String text) {
        return feeds.events().values().stream().filter(event -> event.contains(text)).count();
    }
}
