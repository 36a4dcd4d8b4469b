package ke.co.datacraft.cv.jobs;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.delivery.Delivery;
import ke.co.datacraft.cv.operators.delivery.DeliveryFunction;
import ke.co.datacraft.cv.operators.delivery.DeliveryParser;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import ke.co.datacraft.cv.operators.settings.DeliverySettings;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Hands alerts on as they were written to their topic, so that a slow receiver holds up nothing but
 * this part of the job, and what fails can be told by its place in the topic.
 */
public final class DeliveryPipeline {

    /** Targets that may be away at once, each with all that may wait for it, before others wait. */
    private static final int TARGETS_AWAY = 20;

    /** The courier gives up earlier than Flink does. */
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private DeliveryPipeline() {}

    /**
     * Wires deliveries, one of each operator: bounds are for all of a target.
     *
     * @param settings targets and bounds
     * @param alerts records of alerts
     * @return what could not be handed on
     */
    public static DataStream<DeadLetter> define(
            DeliverySettings settings, DataStream<SourceRecord> alerts) {
        DeliverySettings.Limits limits = settings.limits();
        SingleOutputStreamOperator<Delivery> deliveries =
                alerts.process(
                                new DeliveryParser(limits.maxAge()),
                                ContractTypes.of(Delivery.class))
                        .setParallelism(1)
                        .name(OperatorUids.DELIVERIES_PARSER)
                        .uid(OperatorUids.DELIVERIES_PARSER);
        Duration longest =
                limits.giveUpAfter()
                        .plus(limits.maxBackoff())
                        .plus(settings.webhooks().timeout())
                        .plus(MARGIN);
        SingleOutputStreamOperator<DeadLetter> failed =
                AsyncDataStream.unorderedWait(
                                deliveries,
                                new DeliveryFunction(settings),
                                longest.toMillis(),
                                TimeUnit.MILLISECONDS,
                                TARGETS_AWAY * limits.pending())
                        .returns(ContractTypes.DEAD_LETTER)
                        .setParallelism(1)
                        .name(OperatorUids.DELIVERIES)
                        .uid(OperatorUids.DELIVERIES);
        return deliveries.getSideOutput(OutputTags.DEAD_LETTERS).union(failed);
    }
}
