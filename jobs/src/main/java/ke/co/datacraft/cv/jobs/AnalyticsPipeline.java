package ke.co.datacraft.cv.jobs;

import ke.co.datacraft.cv.contracts.Alert;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.DefinitionKeys;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.contracts.TracksEvent;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.StateDescriptors;
import ke.co.datacraft.cv.operators.admission.DefinitionParser;
import ke.co.datacraft.cv.operators.analytics.CountRow;
import ke.co.datacraft.cv.operators.analytics.FrameParser;
import ke.co.datacraft.cv.operators.analytics.HeatRow;
import ke.co.datacraft.cv.operators.analytics.SourceAnalyticsFunction;
import ke.co.datacraft.cv.operators.analytics.SourceCounts;
import ke.co.datacraft.cv.operators.analytics.alert.AlertFunction;
import ke.co.datacraft.cv.operators.analytics.alert.AlertSettings;
import ke.co.datacraft.cv.operators.analytics.alert.RuleMatch;
import ke.co.datacraft.cv.operators.analytics.alert.RuleMatchFunction;
import ke.co.datacraft.cv.operators.record.DefinitionChange;
import ke.co.datacraft.cv.operators.record.DefinitionRecord;
import ke.co.datacraft.cv.operators.record.SourceFrame;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import ke.co.datacraft.cv.operators.settings.DeliverySettings;
import ke.co.datacraft.cv.operators.settings.SourceAnalyticsSettings;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The analytics job as a function of its ends: results and definitions in; events, counts, heat
 * maps and dead letters out, and alerts handed on.
 */
public final class AnalyticsPipeline {

    /**
     * Where records come from, each stream named and with a uid.
     *
     * @param results results of frames; those of images are passed over
     * @param definitions sources, zones and rules, read by one reader
     * @param alerts records of alerts to hand on; null to hand none on
     * @param topics names of the topics of definitions
     * @param bounded whether the results come to an end
     */
    public record Sources(
            DataStream<SourceRecord> results,
            DataStream<DefinitionRecord> definitions,
            DataStream<SourceRecord> alerts,
            Topics topics,
            boolean bounded) {}

    /**
     * Where records go.
     *
     * @param events what happened
     * @param alerts what somebody should know of
     * @param counts rows of windows
     * @param heatMaps rows of heat maps
     * @param sourceCounts how many objects are before sources
     * @param tracks objects of the newest frames
     * @param deadLetters what could not be processed
     */
    public record Sinks(
            VisionPipeline.SinkApplier<AnalyticsEvent> events,
            VisionPipeline.SinkApplier<Alert> alerts,
            VisionPipeline.SinkApplier<CountRow> counts,
            VisionPipeline.SinkApplier<HeatRow> heatMaps,
            VisionPipeline.SinkApplier<SourceCounts> sourceCounts,
            VisionPipeline.SinkApplier<TracksEvent> tracks,
            VisionPipeline.SinkApplier<DeadLetter> deadLetters) {}

    private AnalyticsPipeline() {}

    /**
     * Wires the job between its ends.
     *
     * @param settings how sources are analysed
     * @param deliveries how alerts are handed on
     * @param sources where records come from
     * @param sinks where they go
     */
    public static void define(
            SourceAnalyticsSettings settings,
            DeliverySettings deliveries,
            Sources sources,
            Sinks sinks) {
        SingleOutputStreamOperator<SourceFrame> frames =
                identified(
                        sources.results().process(new FrameParser(), ContractTypes.SOURCE_FRAME),
                        OperatorUids.RESULTS_PARSER);
        SingleOutputStreamOperator<DefinitionChange> definitions =
                identified(
                        sources.definitions()
                                .process(
                                        new DefinitionParser(sources.topics()),
                                        ContractTypes.of(DefinitionChange.class))
                                .setParallelism(1),
                        OperatorUids.DEFINITIONS_PARSER);
        SingleOutputStreamOperator<AnalyticsEvent> events =
                identified(
                        frames.keyBy(SourceFrame::key, Types.STRING)
                                .connect(definitions.broadcast(StateDescriptors.DEFINITIONS))
                                .process(
                                        new SourceAnalyticsFunction(settings, sources.bounded()),
                                        ContractTypes.of(AnalyticsEvent.class)),
                        OperatorUids.SOURCE_ANALYTICS);
        sinks.events().apply(events);
        sinks.alerts().apply(alerts(events, definitions));
        sinks.counts().apply(events.getSideOutput(OutputTags.COUNTS));
        sinks.heatMaps().apply(events.getSideOutput(OutputTags.HEAT_MAPS));
        sinks.sourceCounts().apply(events.getSideOutput(OutputTags.SOURCE_COUNTS));
        sinks.tracks().apply(events.getSideOutput(OutputTags.TRACKS));
        DataStream<DeadLetter> letters =
                frames.getSideOutput(OutputTags.DEAD_LETTERS)
                        .union(
                                definitions.getSideOutput(OutputTags.DEAD_LETTERS),
                                events.getSideOutput(OutputTags.DEAD_LETTERS));
        sinks.deadLetters()
                .apply(
                        sources.alerts() == null
                                ? letters
                                : letters.union(
                                        DeliveryPipeline.define(deliveries, sources.alerts())));
    }

    private static SingleOutputStreamOperator<Alert> alerts(
            DataStream<AnalyticsEvent> events, DataStream<DefinitionChange> definitions) {
        SingleOutputStreamOperator<RuleMatch> matches =
                identified(
                        events.keyBy(
                                        event ->
                                                DefinitionKeys.key(
                                                        event.tenantId(), event.sourceId()),
                                        Types.STRING)
                                .connect(definitions.broadcast(StateDescriptors.DEFINITIONS))
                                .process(
                                        new RuleMatchFunction(AlertSettings.DEFAULT),
                                        ContractTypes.of(RuleMatch.class)),
                        OperatorUids.RULES);
        return identified(
                matches.keyBy(RuleMatch::key, Types.STRING)
                        .process(
                                new AlertFunction(AlertSettings.DEFAULT),
                                ContractTypes.of(Alert.class)),
                OperatorUids.ALERTS);
    }

    private static <T> SingleOutputStreamOperator<T> identified(
            SingleOutputStreamOperator<T> operator, String uid) {
        return operator.name(uid).uid(uid);
    }
}
