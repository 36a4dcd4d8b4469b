package ke.co.datacraft.cv.jobs.kafka;

import java.io.IOException;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** All topics of definitions, which one reader reads whole. */
record DefinitionSplit() implements SourceSplit {

    static final DefinitionSplit ALL = new DefinitionSplit();

    private static final byte[] NOTHING = {};

    @Override
    public String splitId() {
        return "definitions";
    }

    /** There is nothing to tell of it. */
    static final class Serializer implements SimpleVersionedSerializer<DefinitionSplit> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(DefinitionSplit split) {
            return NOTHING;
        }

        @Override
        public DefinitionSplit deserialize(int version, byte[] serialized) throws IOException {
            if (version != getVersion()) {
                throw new IOException(
                        "A split of version " + version + " is of a later release than this");
            }
            return ALL;
        }
    }

    /** The source as a whole has no state: it is read anew at every start. */
    static final class NoState implements SimpleVersionedSerializer<Void> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Void state) {
            return NOTHING;
        }

        @Override
        public Void deserialize(int version, byte[] serialized) {
            return null;
        }
    }
}
