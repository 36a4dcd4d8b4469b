package ke.co.datacraft.cv.operators.camera;

import java.io.IOException;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.SourceStatus;
import org.apache.flink.api.connector.source.SourceEvent;

/** What enumerator and readers tell each other, beside the assignment of cameras. */
sealed interface CameraEvent extends SourceEvent {

    /** To a reader: close the camera and answer {@link Released}. */
    record Release(String key) implements CameraEvent {}

    /**
     * To the enumerator: the camera is closed, another reader may have it.
     *
     * @param split serialized, as far as it was read
     */
    record Released(byte[] split) implements CameraEvent {

        static Released of(CameraSplit split) throws IOException {
            return new Released(new CameraSplitSerializer().serialize(split));
        }

        CameraSplit read() throws IOException {
            return new CameraSplitSerializer().deserialize(CameraSplitSerializer.VERSION, split);
        }
    }

    /**
     * To a reader: the definition of its camera was written anew.
     *
     * @param split serialized; its position is that of {@link CameraSplit#redefined}, which the
     *     reader works out itself
     */
    record Changed(byte[] split) implements CameraEvent {

        static Changed of(CameraSplit split) throws IOException {
            return new Changed(new CameraSplitSerializer().serialize(split));
        }

        CameraSplit read() throws IOException {
            return new CameraSplitSerializer().deserialize(CameraSplitSerializer.VERSION, split);
        }
    }

    /**
     * To the reader that has it: the camera is no more; close it, say so, answer {@link Closed}.
     */
    record Removed(String key) implements CameraEvent {}

    /** To the enumerator: the camera that is no more is closed. */
    record Closed(String key) implements CameraEvent {}

    /** To a reader: a camera that nobody has is no more; say so. */
    record Gone(String key) implements CameraEvent {}

    /**
     * To a reader: a definition was refused; say so.
     *
     * @param deadLetter JSON of the {@link DeadLetter}
     * @param status JSON of the {@link SourceStatus} of a source without another definition, or
     *     null
     */
    record Refused(byte[] deadLetter, byte[] status) implements CameraEvent {

        static Refused of(DeadLetter letter, SourceStatus status) {
            return new Refused(
                    ContractCodec.toBytes(letter),
                    status == null ? null : ContractCodec.toBytes(status));
        }

        DeadLetter readLetter() throws IOException {
            return ContractCodec.readTrusted(deadLetter, DeadLetter.class);
        }

        SourceStatus readStatus() throws IOException {
            return status == null ? null : ContractCodec.readTrusted(status, SourceStatus.class);
        }
    }
}
