package ke.co.datacraft.cv.jobs;

import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.operators.evidence.EvidenceFrame;
import ke.co.datacraft.cv.operators.evidence.EvidenceFunction;
import ke.co.datacraft.cv.operators.settings.EvidenceSettings;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Keeps the frames that messages of events name; beside their way, and nothing comes of it. */
final class EvidencePipeline {

    private EvidencePipeline() {}

    /**
     * Wires it to the events.
     *
     * @param settings or null to keep none
     */
    static void define(DataStream<AnalyticsEvent> events, EvidenceSettings settings) {
        if (settings == null) {
            return;
        }
        SingleOutputStreamOperator<EvidenceFrame> frames =
                events.<EvidenceFrame>flatMap(
                                (event, out) -> EvidenceFrame.of(event).ifPresent(out::collect),
                                ContractTypes.of(EvidenceFrame.class))
                        .name(OperatorUids.EVIDENCE_FRAMES)
                        .uid(OperatorUids.EVIDENCE_FRAMES);
        AsyncDataStream.unorderedWait(
                        frames,
                        new EvidenceFunction(settings),
                        settings.timeout().toMillis(),
                        TimeUnit.MILLISECONDS,
                        settings.maxWaiting())
                .returns(ContractTypes.of(EvidenceFrame.class))
                .startNewChain()
                .name(OperatorUids.EVIDENCE)
                .uid(OperatorUids.EVIDENCE);
    }
}
