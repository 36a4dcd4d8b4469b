package ke.co.datacraft.cv.jobs;

import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.JobCommand;
import ke.co.datacraft.cv.contracts.JobStatus;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.StateDescriptors;
import ke.co.datacraft.cv.operators.admission.ActivationParser;
import ke.co.datacraft.cv.operators.admission.AdmissionFunction;
import ke.co.datacraft.cv.operators.admission.CommandParser;
import ke.co.datacraft.cv.operators.admission.FrameAdmissionFunction;
import ke.co.datacraft.cv.operators.job.JobProgressFunction;
import ke.co.datacraft.cv.operators.pipeline.Pipelines;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.JobEvent;
import ke.co.datacraft.cv.operators.record.ModelChange;
import ke.co.datacraft.cv.operators.record.ReferenceOutcome;
import ke.co.datacraft.cv.operators.record.ShadowRun;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import ke.co.datacraft.cv.operators.settings.JobPolicy;
import ke.co.datacraft.cv.operators.settings.LimitSettings;
import ke.co.datacraft.cv.operators.settings.VisionSettings;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import ke.co.datacraft.cv.operators.vision.ModelRoutingFunction;
import ke.co.datacraft.cv.operators.vision.OutcomeRouterFunction;
import ke.co.datacraft.cv.operators.vision.ShadowFunction;
import ke.co.datacraft.cv.operators.vision.VisionFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.async.AsyncFunction;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;

/**
 * The vision job as a function of its ends: two lanes of references and the commands in; results,
 * job states, dead letters and resubmissions out.
 */
public final class VisionPipeline {

    /**
     * Where records come from, each stream named and with a uid.
     *
     * @param images references of submitted jobs
     * @param frames references of camera frames
     * @param commands orders to jobs
     * @param models active versions of models
     */
    public record Sources(
            DataStream<SourceRecord> images,
            DataStream<SourceRecord> frames,
            DataStream<SourceRecord> commands,
            DataStream<SourceRecord> models) {}

    /**
     * Where records go.
     *
     * @param results one per image or page
     * @param shadowResults what shadow versions found
     * @param statuses how far jobs are
     * @param deadLetters what could not be processed
     * @param resubmissions references of a retry and parts of documents, which go through the
     *     images lane (again)
     */
    public record Sinks(
            SinkApplier<ImageResult> results,
            SinkApplier<ImageResult> shadowResults,
            SinkApplier<JobStatus> statuses,
            SinkApplier<DeadLetter> deadLetters,
            SinkApplier<ImageReference> resubmissions) {}

    /**
     * Puts sinks behind a stream.
     *
     * @param <T> what flows
     */
    @FunctionalInterface
    public interface SinkApplier<T> {

        /** Adds the sinks. */
        void apply(DataStream<T> stream);
    }

    /**
     * What analyses references, in both lanes.
     *
     * @param routing chooses versions of models
     * @param function turns a reference into its outcome
     * @param shadow tries shadow versions
     */
    public record Analysis(
            BroadcastProcessFunction<AdmittedReference, ModelChange, AdmittedReference> routing,
            AsyncFunction<AdmittedReference, ReferenceOutcome> function,
            AsyncFunction<ShadowRun, ImageResult> shadow) {}

    /** Uids of a lane's operators that share a chain. */
    private record LaneUids(String models, String vision, String router) {

        static final LaneUids IMAGES =
                new LaneUids(
                        OperatorUids.IMAGES_MODELS,
                        OperatorUids.IMAGES_VISION,
                        OperatorUids.IMAGES_ROUTER);

        static final LaneUids FRAMES =
                new LaneUids(
                        OperatorUids.FRAMES_MODELS,
                        OperatorUids.FRAMES_VISION,
                        OperatorUids.FRAMES_ROUTER);
    }

    /** Above the largest value of {@code CV_SHADOW_IN_FLIGHT}. */
    private static final int SHADOW_CAPACITY = 2000;

    private VisionPipeline() {}

    /**
     * Wires the job between its ends, all operators in slots of equal size.
     *
     * @param vision settings of both lanes
     * @param jobs rules for jobs
     * @param sources where records come from
     * @param sinks where they go
     */
    public static void define(VisionSettings vision, JobPolicy jobs, Sources sources, Sinks sinks) {
        define(Lane.of(vision, SlotGroups.shared()), jobs, sources, sinks);
    }

    /**
     * Wires the job around any analysis, so that everything else can be run and measured without
     * one.
     *
     * @param lane what both lanes do
     * @param jobs rules for jobs
     * @param sources where records come from
     * @param sinks where they go
     */
    public static void define(Lane lane, JobPolicy jobs, Sources sources, Sinks sinks) {
        SingleOutputStreamOperator<ModelChange> models =
                parsed(
                        sources.models(),
                        new ActivationParser(),
                        ContractTypes.MODEL_CHANGE,
                        OperatorUids.MODELS_PARSER);
        BroadcastStream<ModelChange> changes = models.broadcast(StateDescriptors.ACTIVE_MODELS);
        SingleOutputStreamOperator<JobCommand> commands =
                parsed(
                        sources.commands(),
                        new CommandParser(),
                        ContractTypes.JOB_COMMAND,
                        OperatorUids.COMMANDS_PARSER);
        SingleOutputStreamOperator<AdmittedReference> images =
                admitImages(sources.images(), commands, jobs, lane.pipelines());
        SingleOutputStreamOperator<AdmittedReference> frames =
                admitFrames(sources.frames(), lane.pipelines());
        SingleOutputStreamOperator<ImageResult> imageResults =
                lane.analyse(images, changes, LaneUids.IMAGES);
        SingleOutputStreamOperator<ImageResult> frameResults =
                lane.analyse(frames, changes, LaneUids.FRAMES);
        SingleOutputStreamOperator<JobStatus> statuses =
                follow(
                        images.getSideOutput(OutputTags.JOB_EVENTS)
                                .union(
                                        imageResults.getSideOutput(OutputTags.JOB_EVENTS),
                                        commands.getSideOutput(OutputTags.JOB_EVENTS)),
                        jobs);

        sinks.results().apply(lane.slots().withoutGpu(together(imageResults, frameResults)));
        sinks.shadowResults().apply(lane.tryShadows(imageResults, frameResults));
        sinks.statuses().apply(statuses);
        sinks.resubmissions()
                .apply(
                        statuses.getSideOutput(OutputTags.RESUBMISSIONS)
                                .union(imageResults.getSideOutput(OutputTags.RESUBMISSIONS)));
        sinks.deadLetters()
                .apply(
                        commands.getSideOutput(OutputTags.DEAD_LETTERS)
                                .union(
                                        models.getSideOutput(OutputTags.DEAD_LETTERS),
                                        images.getSideOutput(OutputTags.DEAD_LETTERS),
                                        frames.getSideOutput(OutputTags.DEAD_LETTERS),
                                        imageResults.getSideOutput(OutputTags.DEAD_LETTERS),
                                        frameResults.getSideOutput(OutputTags.DEAD_LETTERS),
                                        statuses.getSideOutput(OutputTags.DEAD_LETTERS)));
    }

    /** As many readers as the source has, so that orders stay in their order. */
    private static <T> SingleOutputStreamOperator<T> parsed(
            DataStream<SourceRecord> records,
            ProcessFunction<SourceRecord, T> parser,
            TypeInformation<T> type,
            String uid) {
        return identified(
                records.process(parser, type).setParallelism(records.getParallelism()), uid);
    }

    private static SingleOutputStreamOperator<AdmittedReference> admitImages(
            DataStream<SourceRecord> records,
            DataStream<JobCommand> commands,
            JobPolicy jobs,
            Pipelines pipelines) {
        return identified(
                records.connect(commands.broadcast(StateDescriptors.CANCELLED_JOBS))
                        .process(
                                new AdmissionFunction(jobs, pipelines),
                                ContractTypes.ADMITTED_REFERENCE),
                OperatorUids.IMAGES_ADMISSION);
    }

    private static SingleOutputStreamOperator<AdmittedReference> admitFrames(
            DataStream<SourceRecord> records, Pipelines pipelines) {
        return identified(
                records.process(
                        new FrameAdmissionFunction(pipelines), ContractTypes.ADMITTED_REFERENCE),
                OperatorUids.FRAMES_ADMISSION);
    }

    /**
     * What both lanes do with references.
     *
     * @param analysis analyses references
     * @param limits references in flight and the time for each
     * @param slots which slots it runs in
     * @param pipelines what references can ask for by name
     */
    public record Lane(
            Analysis analysis, LimitSettings limits, SlotGroups slots, Pipelines pipelines) {

        /** The lane of a job that analyses with models. */
        public static Lane of(VisionSettings vision, SlotGroups slots) {
            return new Lane(
                    new Analysis(
                            new ModelRoutingFunction(vision),
                            new VisionFunction(vision),
                            new ShadowFunction(vision)),
                    vision.limits(),
                    slots,
                    vision.pipelines());
        }

        /**
         * Rebalanced: partitions may be fewer than subtasks, and some images take long. The routing
         * is in one chain with the analysis, so that it prepares models in the right process.
         */
        SingleOutputStreamOperator<ImageResult> analyse(
                DataStream<AdmittedReference> references,
                BroadcastStream<ModelChange> models,
                LaneUids uids) {
            SingleOutputStreamOperator<AdmittedReference> routed =
                    references
                            .rebalance()
                            .connect(models)
                            .process(analysis.routing(), ContractTypes.ADMITTED_REFERENCE);
            identified(slots.withGpu(routed), uids.models());
            SingleOutputStreamOperator<ReferenceOutcome> outcomes =
                    AsyncDataStream.unorderedWait(
                                    routed,
                                    analysis.function(),
                                    limits.imageTimeout().toMillis(),
                                    TimeUnit.MILLISECONDS,
                                    limits.inFlightReferences())
                            .returns(ContractTypes.REFERENCE_OUTCOME);
            identified(slots.withGpu(outcomes), uids.vision());
            return identified(
                    outcomes.process(new OutcomeRouterFunction(), ContractTypes.IMAGE_RESULT),
                    uids.router());
        }

        /** Trials of both lanes; the capacity is above what the function has under way. */
        SingleOutputStreamOperator<ImageResult> tryShadows(
                SingleOutputStreamOperator<ImageResult> images,
                SingleOutputStreamOperator<ImageResult> frames) {
            DataStream<ShadowRun> runs =
                    images.getSideOutput(OutputTags.SHADOW_RUNS)
                            .union(frames.getSideOutput(OutputTags.SHADOW_RUNS));
            SingleOutputStreamOperator<ImageResult> results =
                    AsyncDataStream.unorderedWait(
                                    runs,
                                    analysis.shadow(),
                                    limits.imageTimeout().toMillis(),
                                    TimeUnit.MILLISECONDS,
                                    SHADOW_CAPACITY)
                            .returns(ContractTypes.IMAGE_RESULT);
            return identified(slots.withGpu(results), OperatorUids.SHADOW_VISION);
        }
    }

    private static SingleOutputStreamOperator<JobStatus> follow(
            DataStream<JobEvent> events, JobPolicy jobs) {
        return identified(
                events.keyBy(JobEvent::key, Types.STRING)
                        .process(new JobProgressFunction(jobs), ContractTypes.JOB_STATUS),
                OperatorUids.JOB_PROGRESS);
    }

    /** One operator that all sinks of results chain to, so that a result is serialised once. */
    private static SingleOutputStreamOperator<ImageResult> together(
            DataStream<ImageResult> images, DataStream<ImageResult> frames) {
        return identified(
                images.union(frames).map(result -> result, ContractTypes.IMAGE_RESULT),
                OperatorUids.RESULTS);
    }

    private static <T> SingleOutputStreamOperator<T> identified(
            SingleOutputStreamOperator<T> operator, String uid) {
        return operator.name(uid).uid(uid);
    }
}
