package ke.co.datacraft.cv.standalone.command;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.JobStatus;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.standalone.client.JobRequest;
import ke.co.datacraft.cv.standalone.client.JobSubmitter;
import ke.co.datacraft.cv.standalone.client.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Sends one job and collects its results and failures from Kafka until every image has ended. */
final class AnalyzeRun {

    private final String bootstrapServers;
    private final Topics topics;
    private final Consumer<ImageResult> onResult;
    private final Map<String, Set<Integer>> pages = new HashMap<>();
    private final Map<String, Integer> pageCounts = new HashMap<>();
    private final Map<String, Integer> failedPages = new HashMap<>();
    private final List<DeadLetter> failures = new ArrayList<>();
    private final Set<String> open = new LinkedHashSet<>();

    /**
     * @param onResult told each result once
     */
    AnalyzeRun(String bootstrapServers, Topics topics, Consumer<ImageResult> onResult) {
        this.bootstrapServers = bootstrapServers;
        this.topics = topics;
        this.onResult = onResult;
    }

    /**
     * Runs it.
     *
     * @param progress told how many images have ended
     * @return whether all ended in time
     */
    boolean run(JobRequest job, Duration patience, IntConsumer progress) {
        open.addAll(job.uris());
        try (TopicReader reader =
                        TopicReader.fromNow(
                                bootstrapServers,
                                topics.results(),
                                topics.deadLetters(),
                                topics.jobStatus());
                JobSubmitter submitter = new JobSubmitter(bootstrapServers, topics)) {
            submitter.submit(job);
            long start = System.nanoTime();
            while (!open.isEmpty() && System.nanoTime() - start < patience.toNanos()) {
                reader.poll().forEach(record -> take(record, job.jobId()));
                progress.accept(job.uris().size() - open.size());
            }
        }
        return open.isEmpty();
    }

    /** What failed, as the stream tells. */
    List<DeadLetter> failures() {
        return failures;
    }

    /** Images of which nothing was heard. */
    Set<String> open() {
        return open;
    }

    private void take(ConsumerRecord<byte[], byte[]> record, UUID job) {
        try {
            if (record.topic().equals(topics.results())) {
                take(ContractCodec.read(record.value(), ImageResult.class), job);
            } else if (record.topic().equals(topics.jobStatus())) {
                take(ContractCodec.read(record.value(), JobStatus.class), job);
            } else {
                take(ContractCodec.read(record.value(), DeadLetter.class), job);
            }
        } catch (ContractException e) {
            throw new IllegalStateException(
                    "The stream wrote what it cannot read to " + record.topic(), e);
        }
    }

    private void take(ImageResult result, UUID job) {
        if (!job.equals(result.jobId())) {
            return;
        }
        Set<Integer> seen = pages.computeIfAbsent(result.uri(), uri -> new LinkedHashSet<>());
        if (seen.add(result.page())) {
            onResult.accept(result);
        }
        pageCounts.put(result.uri(), result.file().pageCount());
        closeIfComplete(result.uri());
    }

    private void take(DeadLetter letter, UUID job) {
        if (!job.equals(letter.jobId()) || !open.contains(letter.uri())) {
            return;
        }
        failures.add(letter);
        ImageReference part = part(letter);
        if (part == null) {
            open.remove(letter.uri());
            return;
        }
        // The other parts of the document go on; its pages count as seen.
        failedPages.merge(letter.uri(), part.part().pages(), Integer::sum);
        closeIfComplete(letter.uri());
    }

    /**
     * Of a document whose every part failed only the end of the job tells that there is no more.
     */
    private void take(JobStatus status, UUID job) {
        if (job.equals(status.jobId()) && status.state().isTerminal()) {
            open.removeIf(uri -> failedPages.containsKey(uri) && !pageCounts.containsKey(uri));
        }
    }

    private void closeIfComplete(String uri) {
        int seen = pages.getOrDefault(uri, Set.of()).size() + failedPages.getOrDefault(uri, 0);
        Integer count = pageCounts.get(uri);
        if (count != null && seen >= count) {
            open.remove(uri);
        }
    }

    /** The reference behind the letter if it was a part of a document, else null. */
    private static ImageReference part(DeadLetter letter) {
        try {
            ImageReference reference =
                    ContractCodec.read(
                            letter.originalValue().getBytes(StandardCharsets.UTF_8),
                            ImageReference.class);
            return reference.part() == null ? null : reference;
        } catch (ContractException unreadable) {
            return null;
        }
    }
}
