package ke.co.datacraft.cv.standalone.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.OriginalBytes;
import ke.co.datacraft.cv.contracts.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records that could not be processed, to look at and to send again. */
public final class DeadLetterTopic {

    private final String bootstrapServers;
    private final Topics topics;

    /**
     * @param bootstrapServers {@code host:port}, separated by commas
     */
    public DeadLetterTopic(String bootstrapServers, Topics topics) {
        this.bootstrapServers = bootstrapServers;
        this.topics = topics;
    }

    /**
     * All letters, oldest first. A letter that the stream wrote twice after a restart comes once.
     */
    public List<DeadLetter> list() {
        Map<UUID, DeadLetter> letters = new LinkedHashMap<>();
        try (TopicReader reader =
                TopicReader.fromBeginning(bootstrapServers, topics.deadLetters())) {
            for (ConsumerRecord<byte[], byte[]> record : reader.toEnd()) {
                read(record.value()).ifPresent(letter -> letters.put(letter.id(), letter));
            }
        }
        List<DeadLetter> sorted = new ArrayList<>(letters.values());
        sorted.sort(Comparator.comparing(DeadLetter::failedAt));
        return sorted;
    }

    /** The letter in a record; empty when it is none of this release. */
    static java.util.Optional<DeadLetter> read(byte[] value) {
        if (value == null) {
            return java.util.Optional.empty();
        }
        try {
            return java.util.Optional.of(ContractCodec.read(value, DeadLetter.class));
        } catch (ContractException e) {
            return java.util.Optional.empty();
        }
    }

    /** Sends the original records of letters to the topics from which they came. */
    public void replay(List<DeadLetter> letters) {
        try (JobSubmitter submitter = new JobSubmitter(bootstrapServers, topics)) {
            letters.forEach(letter -> replay(submitter, letter));
        }
    }

    private static void replay(JobSubmitter submitter, DeadLetter letter) {
        String topic = letter.origin().topic();
        byte[] key = OriginalBytes.bytes(letter.originalKey(), letter.originalKeyEncoding());
        if (letter.originalHeaders() == null) {
            submitter.submit(topic, key, originalValue(letter), letter.tenantId());
        } else {
            submitter.resubmit(topic, key, originalValue(letter), letter.originalHeaders());
        }
    }

    private static byte[] originalValue(DeadLetter letter) {
        return letter.originalValue() == null
                ? new byte[0]
                : OriginalBytes.bytes(letter.originalValue(), letter.originalEncoding());
    }
}
