package ke.co.datacraft.cv.jobs;

import java.util.List;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.JobStatus;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import ke.co.datacraft.cv.jobs.kafka.KafkaSinks;
import ke.co.datacraft.cv.jobs.postgres.PostgresSinks;
import ke.co.datacraft.cv.jobs.postgres.TextPage;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
import ke.co.datacraft.cv.operators.sink.BarcodeRows;
import ke.co.datacraft.cv.operators.sink.ClassificationRows;
import ke.co.datacraft.cv.operators.sink.DeadLetterRow;
import ke.co.datacraft.cv.operators.sink.DetectionRow;
import ke.co.datacraft.cv.operators.sink.EmbeddingRow;
import ke.co.datacraft.cv.operators.sink.FaceRows;
import ke.co.datacraft.cv.operators.sink.ImageRow;
import ke.co.datacraft.cv.operators.sink.JobRow;
import ke.co.datacraft.cv.operators.sink.JobRows;
import ke.co.datacraft.cv.operators.sink.QualityRow;
import ke.co.datacraft.cv.operators.sink.RedisBatching;
import ke.co.datacraft.cv.operators.sink.RedisMapper;
import ke.co.datacraft.cv.operators.sink.RedisMappers;
import ke.co.datacraft.cv.operators.sink.RedisSink;
import ke.co.datacraft.cv.operators.sink.ResultDocuments;
import ke.co.datacraft.cv.operators.sink.ResultRows;
import ke.co.datacraft.cv.operators.sink.SerializedResult;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.function.SerializableFunction;

/** The sinks of a running system: Kafka, PostgreSQL and, where configured, Redis. */
final class VisionSinks {

    private final KafkaSinks kafka;
    private final PostgresSinks postgres;
    private final RedisSettings redis;
    private final FieldCipher cipher;
    private final ResultDocuments documents;

    VisionSinks(JobSettings settings) {
        kafka = new KafkaSinks(settings.kafka());
        cipher = new FieldCipher(settings.vision().encryption());
        postgres = new PostgresSinks(settings.database(), cipher, settings.vision().tracing());
        redis = settings.vision().redis();
        documents = settings.database().documents();
    }

    VisionPipeline.Sinks all() {
        return new VisionPipeline.Sinks(
                this::results,
                this::shadowResults,
                this::statuses,
                this::deadLetters,
                this::resubmissions);
    }

    private void results(DataStream<ImageResult> results) {
        DataStream<SerializedResult> serialized =
                rows(
                        results,
                        result -> List.of(SerializedResult.of(result)),
                        SerializedResult.class,
                        OperatorUids.RESULTS_JSON);
        sink(serialized, kafka.results(), OperatorUids.RESULTS_KAFKA);
        ResultDocuments kept = documents;
        DataStream<ImageRow> images =
                rows(
                        serialized,
                        result -> List.of(ResultRows.image(result, kept)),
                        ImageRow.class,
                        OperatorUids.IMAGE_ROWS);
        sink(images, postgres.images(), OperatorUids.IMAGE_ROWS_POSTGRESQL);
        DataStream<DetectionRow> detections =
                rows(
                        results,
                        ResultRows::detections,
                        DetectionRow.class,
                        OperatorUids.DETECTION_ROWS);
        sink(detections, postgres.detections(), OperatorUids.DETECTION_ROWS_POSTGRESQL);
        DataStream<QualityRow> qualities =
                rows(results, ResultRows::qualities, QualityRow.class, OperatorUids.QUALITY_ROWS);
        sink(qualities, postgres.quality(), OperatorUids.QUALITY_ROWS_POSTGRESQL);
        DataStream<TextPage> pages =
                rows(results, TextPage::of, TextPage.class, OperatorUids.TEXT_PAGES);
        sink(pages, postgres.textPages(), OperatorUids.TEXT_PAGES_POSTGRESQL);
        sink(pages, postgres.textWords(), OperatorUids.TEXT_WORDS_POSTGRESQL);
        findings(results);
        if (redis != null) {
            live(
                    serialized,
                    RedisMappers.results(redis.ttl(), redis.eventsLength(), cipher),
                    OperatorUids.RESULTS_REDIS);
        }
    }

    private void findings(DataStream<ImageResult> results) {
        sink(
                rows(
                        results,
                        ClassificationRows::of,
                        ClassificationRows.class,
                        OperatorUids.CLASSIFICATION_ROWS),
                postgres.classifications(),
                OperatorUids.CLASSIFICATION_ROWS_POSTGRESQL);
        sink(
                rows(results, FaceRows::of, FaceRows.class, OperatorUids.FACE_ROWS),
                postgres.faces(),
                OperatorUids.FACE_ROWS_POSTGRESQL);
        sink(
                rows(results, BarcodeRows::of, BarcodeRows.class, OperatorUids.BARCODE_ROWS),
                postgres.barcodes(),
                OperatorUids.BARCODE_ROWS_POSTGRESQL);
        sink(
                rows(results, EmbeddingRow::of, EmbeddingRow.class, OperatorUids.EMBEDDING_ROWS),
                postgres.embeddings(),
                OperatorUids.EMBEDDING_ROWS_POSTGRESQL);
    }

    private void shadowResults(DataStream<ImageResult> results) {
        sink(results, kafka.shadowResults(), OperatorUids.SHADOW_RESULTS_KAFKA);
    }

    private void statuses(DataStream<JobStatus> statuses) {
        sink(statuses, kafka.statuses(), OperatorUids.STATUSES_KAFKA);
        DataStream<JobRow> rows =
                rows(
                        statuses,
                        status -> List.of(JobRows.job(status)),
                        JobRow.class,
                        OperatorUids.JOB_ROWS);
        sink(rows, postgres.jobs(), OperatorUids.JOB_ROWS_POSTGRESQL);
        if (redis != null) {
            live(
                    statuses,
                    RedisMappers.jobs(redis.ttl(), redis.eventsLength()),
                    OperatorUids.STATUSES_REDIS);
        }
    }

    private void deadLetters(DataStream<DeadLetter> letters) {
        sink(letters, kafka.deadLetters(), OperatorUids.DEAD_LETTERS_KAFKA);
        DataStream<DeadLetterRow> rows =
                rows(
                        letters,
                        letter -> List.of(JobRows.deadLetter(letter)),
                        DeadLetterRow.class,
                        OperatorUids.DEAD_LETTER_ROWS);
        sink(rows, postgres.deadLetters(), OperatorUids.DEAD_LETTER_ROWS_POSTGRESQL);
    }

    private void resubmissions(DataStream<ImageReference> references) {
        sink(references, kafka.resubmits(), OperatorUids.RESUBMISSIONS_KAFKA);
    }

    private <T> void live(DataStream<T> stream, RedisMapper<T> mapper, String uid) {
        sink(stream, new RedisSink<>(uid, redis, mapper, RedisBatching.DEFAULT), uid);
    }

    static <T, R> DataStream<R> rows(
            DataStream<T> stream,
            SerializableFunction<T, List<R>> mapper,
            Class<R> type,
            String uid) {
        return stream.<R>flatMap(
                        (message, out) -> mapper.apply(message).forEach(out::collect),
                        ContractTypes.of(type))
                .name(uid)
                .uid(uid);
    }

    static <T> void sink(DataStream<T> stream, Sink<T> sink, String uid) {
        stream.sinkTo(sink).name(uid).uid(uid);
    }
}
