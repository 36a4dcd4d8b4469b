package ke.co.datacraft.cv.operators.delivery;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.operators.analytics.SourceCounts;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.metrics.MetricNames;
import ke.co.datacraft.cv.operators.settings.MqttSettings;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * How many objects of each class are before each source, as retained values of an MQTT broker, with
 * a topic that tells whether they are kept up to date. Live values: while the broker is away the
 * last of each waits, and the job goes on. One writer, as there is one topic of availability.
 */
public final class CountsSink implements Sink<SourceCounts> {

    private static final long serialVersionUID = 1L;
    private static final String ROLE = "counts";

    private final MqttSettings settings;

    /** A sink to one broker. */
    public CountsSink(MqttSettings settings) {
        this.settings = settings;
    }

    @Override
    public SinkWriter<SourceCounts> createWriter(WriterInitContext context) {
        return new Writer(settings, CvMetrics.of(context.metricGroup()));
    }

    /** Passes values on to the connection's thread. */
    private static final class Writer implements SinkWriter<SourceCounts> {

        private final MqttTopics topics;
        private final RetainedValues values;
        private final MqttConnection connection;

        private Writer(MqttSettings settings, CvMetrics metrics) {
            topics = new MqttTopics(settings.topicPrefix());
            values = new RetainedValues(this::publish, this::isConnected);
            connection =
                    new MqttConnection(settings, ROLE, topics.availability(), values::connected);
            metrics.counter(
                    MetricNames.MQTT_VALUES_TOTAL,
                    values::published,
                    MetricNames.RESULT,
                    "published");
            metrics.counter(
                    MetricNames.MQTT_VALUES_TOTAL, values::refused, MetricNames.RESULT, "refused");
            metrics.gauge(MetricNames.MQTT_PENDING, values::pending);
        }

        private boolean isConnected() {
            return connection.isConnected();
        }

        private CompletableFuture<Void> publish(String topic, String value) {
            return connection.publish(topic, value.getBytes(StandardCharsets.UTF_8), true);
        }

        @Override
        public void write(SourceCounts counts, Context context) {
            counts.byLabel()
                    .forEach(
                            (label, count) -> {
                                String topic = topics.count(counts, label);
                                if (counts.gone()) {
                                    values.remove(topic);
                                } else {
                                    values.put(topic, Integer.toString(count));
                                }
                            });
        }

        @Override
        public void flush(boolean endOfInput) {
            // Live values: a checkpoint does not wait for them.
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
