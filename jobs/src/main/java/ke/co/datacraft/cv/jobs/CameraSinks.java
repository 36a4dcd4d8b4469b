package ke.co.datacraft.cv.jobs;

import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.jobs.kafka.KafkaSinks;
import ke.co.datacraft.cv.operators.camera.SourceNews;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
import ke.co.datacraft.cv.operators.sink.RedisBatching;
import ke.co.datacraft.cv.operators.sink.RedisMappers;
import ke.co.datacraft.cv.operators.sink.RedisSink;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The sinks of a running CameraJob: Kafka and, where configured, Redis. */
final class CameraSinks {

    private final KafkaSinks kafka;
    private final RedisSettings redis;

    CameraSinks(CameraSettings settings) {
        kafka = new KafkaSinks(settings.kafka());
        redis = settings.redis();
    }

    CameraPipeline.Sinks all() {
        return new CameraPipeline.Sinks(this::frames, this::news, this::deadLetters);
    }

    private void frames(DataStream<ImageReference> frames) {
        sink(frames, kafka.frames(), OperatorUids.FRAMES_KAFKA);
    }

    private void news(DataStream<SourceNews> news) {
        sink(news, kafka.sourceNews(), OperatorUids.SOURCE_STATUS_KAFKA);
        if (redis != null) {
            sink(
                    news,
                    new RedisSink<>(
                            OperatorUids.SOURCE_STATUS_REDIS,
                            redis,
                            RedisMappers.sources(redis.ttl(), redis.eventsLength()),
                            RedisBatching.DEFAULT),
                    OperatorUids.SOURCE_STATUS_REDIS);
        }
    }

    private void deadLetters(DataStream<DeadLetter> letters) {
        sink(letters, kafka.deadLetters(), OperatorUids.CAMERA_DEAD_LETTERS_KAFKA);
    }

    private static <T> void sink(DataStream<T> stream, Sink<T> sink, String uid) {
        stream.sinkTo(sink).name(uid).uid(uid);
    }
}
