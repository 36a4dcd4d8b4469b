package ke.co.datacraft.cv.jobs;

import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.camera.CameraRecord;
import ke.co.datacraft.cv.operators.camera.CameraRouterFunction;
import ke.co.datacraft.cv.operators.camera.SourceNews;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The camera job as a function of its ends. Nothing is exchanged between subtasks. */
public final class CameraPipeline {

    /**
     * Where records go.
     *
     * @param frames references of stored frames
     * @param news how sources are, and which are no more
     * @param deadLetters definitions that were refused
     */
    public record Sinks(
            VisionPipeline.SinkApplier<ImageReference> frames,
            VisionPipeline.SinkApplier<SourceNews> news,
            VisionPipeline.SinkApplier<DeadLetter> deadLetters) {}

    private CameraPipeline() {}

    /**
     * Wires the job between its ends.
     *
     * @param cameras what the source sends, named and with a uid
     * @param sinks where it goes
     */
    public static void define(DataStream<CameraRecord> cameras, Sinks sinks) {
        SingleOutputStreamOperator<ImageReference> frames =
                cameras.process(new CameraRouterFunction(), ContractTypes.IMAGE_REFERENCE)
                        .name(OperatorUids.CAMERAS_ROUTER)
                        .uid(OperatorUids.CAMERAS_ROUTER);
        sinks.frames().apply(frames);
        sinks.news().apply(frames.getSideOutput(CameraRouterFunction.NEWS));
        sinks.deadLetters().apply(frames.getSideOutput(OutputTags.DEAD_LETTERS));
    }
}
