package ke.co.datacraft.cv.standalone.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import ke.co.datacraft.cv.contracts.ActivationValidator;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.ModelActivation;
import ke.co.datacraft.cv.contracts.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which versions of models running jobs are told to use. */
public final class ModelTopic {

    private final String bootstrapServers;
    private final Topics topics;

    /**
     * @param bootstrapServers {@code host:port}, separated by commas
     */
    public ModelTopic(String bootstrapServers, Topics topics) {
        this.bootstrapServers = bootstrapServers;
        this.topics = topics;
    }

    /** What is active, by name. */
    public List<ModelActivation> list() {
        try (TopicReader reader = TopicReader.fromBeginning(bootstrapServers, topics.models())) {
            return latest(reader.toEnd());
        }
    }

    /** The latest of each key, as jobs understand it: what they refuse changes nothing. */
    static List<ModelActivation> latest(List<ConsumerRecord<byte[], byte[]>> records) {
        TreeMap<String, ModelActivation> active = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.key() == null) {
                continue;
            }
            String model = new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null || record.value().length == 0) {
                active.remove(model);
                continue;
            }
            try {
                ModelActivation activation =
                        ContractCodec.read(record.value(), ModelActivation.class);
                ActivationValidator.validate(model, activation);
                active.put(model, activation);
            } catch (ContractException e) {
                // A job makes a dead letter of it.
                continue;
            }
        }
        return new ArrayList<>(active.values());
    }

    /** Orders running jobs to use a version. */
    public void activate(ModelActivation activation) {
        write(activation.model(), ContractCodec.toBytes(activation));
    }

    /** Orders running jobs to leave the model to the repository again. */
    public void clear(String model) {
        write(model, null);
    }

    private void write(String model, byte[] value) {
        try (JobSubmitter submitter = new JobSubmitter(bootstrapServers, topics)) {
            submitter.submit(topics.models(), model.getBytes(StandardCharsets.UTF_8), value, null);
        }
    }
}
