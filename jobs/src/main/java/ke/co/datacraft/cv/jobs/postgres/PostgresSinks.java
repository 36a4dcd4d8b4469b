package ke.co.datacraft.cv.jobs.postgres;

import ke.co.datacraft.cv.operators.sink.BarcodeRows;
import ke.co.datacraft.cv.operators.sink.ClassificationRows;
import ke.co.datacraft.cv.operators.sink.DeadLetterRow;
import ke.co.datacraft.cv.operators.sink.DetectionRow;
import ke.co.datacraft.cv.operators.sink.EmbeddingRow;
import ke.co.datacraft.cv.operators.sink.FaceRows;
import ke.co.datacraft.cv.operators.sink.ImageRow;
import ke.co.datacraft.cv.operators.sink.JobRow;
import ke.co.datacraft.cv.operators.sink.QualityRow;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions.JdbcConnectionOptionsBuilder;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.JdbcStatementBuilder;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;

/**
 * Sinks of the tables that the stream fills: at least once, in batches, each row an upsert by its
 * key. Without PostgreSQL they block and then fail, so that the job restarts from its checkpoint.
 */
public final class PostgresSinks {

    /** Seconds after which a silent server counts as lost. */
    private static final String SOCKET_TIMEOUT_SECONDS = "60";

    private final DatabaseSettings settings;

    /** Sinks into one database. */
    public PostgresSinks(DatabaseSettings settings) {
        this.settings = settings;
    }

    /** {@code cv.processing_jobs}. */
    public Sink<JobRow> jobs() {
        return sink(JobStatements.PROCESSING_JOBS, JobStatements::bind);
    }

    /** {@code cv.dead_letters}. */
    public Sink<DeadLetterRow> deadLetters() {
        return sink(JobStatements.DEAD_LETTERS, JobStatements::bind);
    }

    /** {@code cv.image_processing}. */
    public Sink<ImageRow> images() {
        return sink(ResultStatements.IMAGE_PROCESSING, ResultStatements::bind);
    }

    /** {@code cv.object_detections}. */
    public Sink<DetectionRow> detections() {
        return sink(ResultStatements.OBJECT_DETECTIONS, ResultStatements::bind);
    }

    /** {@code cv.image_quality}. */
    public Sink<QualityRow> quality() {
        return sink(ResultStatements.IMAGE_QUALITY, ResultStatements::bind);
    }

    /** {@code cv.ocr_pages}. */
    public Sink<TextPage> textPages() {
        return sink(TextStatements.OCR_PAGES, TextStatements::bindPage);
    }

    /** {@code cv.ocr_words}. */
    public Sink<TextPage> textWords() {
        return sink(TextStatements.OCR_WORDS, TextStatements::bindWords);
    }

    /** {@code cv.image_classifications}. */
    public Sink<ClassificationRows> classifications() {
        return sink(FindingStatements.IMAGE_CLASSIFICATIONS, FindingStatements::bind);
    }

    /** {@code cv.face_detections}. */
    public Sink<FaceRows> faces() {
        return sink(FindingStatements.FACE_DETECTIONS, FindingStatements::bind);
    }

    /** {@code cv.barcodes}. */
    public Sink<BarcodeRows> barcodes() {
        return sink(FindingStatements.BARCODES, FindingStatements::bind);
    }

    /** {@code cv.image_embeddings}. */
    public Sink<EmbeddingRow> embeddings() {
        return sink(FindingStatements.IMAGE_EMBEDDINGS, FindingStatements::bind);
    }

    private <T> Sink<T> sink(String statement, JdbcStatementBuilder<T> binder) {
        return JdbcSink.<T>builder()
                .withQueryStatement(statement, binder)
                .withExecutionOptions(
                        JdbcExecutionOptions.builder()
                                .withBatchSize(settings.batchSize())
                                .withBatchIntervalMs(settings.linger().toMillis())
                                .withMaxRetries(settings.maxRetries())
                                .build())
                .buildAtLeastOnce(connection());
    }

    private JdbcConnectionOptions connection() {
        DatabaseAddress address = settings.address();
        JdbcConnectionOptionsBuilder builder =
                new JdbcConnectionOptionsBuilder()
                        .withUrl(address.jdbcUrl())
                        .withDriverName("org.postgresql.Driver")
                        .withProperty("ApplicationName", "cv-vision")
                        .withProperty("tcpKeepAlive", "true")
                        .withProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
        if (address.user() != null) {
            builder.withUsername(address.user());
        }
        if (address.password() != null) {
            builder.withPassword(address.password());
        }
        return builder.build();
    }
}
