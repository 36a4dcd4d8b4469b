package ke.co.datacraft.cv.jobs.postgres;

import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import ke.co.datacraft.cv.contracts.Alert;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import ke.co.datacraft.cv.operators.analytics.CountRow;
import ke.co.datacraft.cv.operators.analytics.HeatRow;
import ke.co.datacraft.cv.operators.sink.BarcodeRows;
import ke.co.datacraft.cv.operators.sink.ClassificationRows;
import ke.co.datacraft.cv.operators.sink.DeadLetterRow;
import ke.co.datacraft.cv.operators.sink.DetectionRow;
import ke.co.datacraft.cv.operators.sink.EmbeddingRow;
import ke.co.datacraft.cv.operators.sink.FaceRows;
import ke.co.datacraft.cv.operators.sink.ImageRow;
import ke.co.datacraft.cv.operators.sink.JobRow;
import ke.co.datacraft.cv.operators.sink.QualityRow;
import ke.co.datacraft.cv.telemetry.TracingSettings;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions.JdbcConnectionOptionsBuilder;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.JdbcStatementBuilder;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.apache.flink.connector.jdbc.datasource.connections.SimpleJdbcConnectionProvider;
import org.apache.flink.connector.jdbc.datasource.statements.SimpleJdbcQueryStatement;

/**
 * Sinks of the tables that the stream fills: at least once, in batches, each row an upsert by its
 * key. Without PostgreSQL they block and then fail, so that the job restarts from its checkpoint.
 */
public final class PostgresSinks {

    /** Seconds after which a silent server counts as lost. */
    private static final String SOCKET_TIMEOUT_SECONDS = "60";

    private final DatabaseSettings settings;
    private final FieldCipher cipher;
    private final TracingSettings tracing;

    /**
     * Sinks into one database.
     *
     * @param settings where it is, and how rows go there
     * @param cipher encrypts texts of results
     * @param tracing whether writes of images are told to traces
     */
    public PostgresSinks(DatabaseSettings settings, FieldCipher cipher, TracingSettings tracing) {
        this.settings = settings;
        this.cipher = cipher;
        this.tracing = tracing;
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
        FieldCipher with = cipher;
        if (!tracing.enabled()) {
            return sealed(ResultStatements.IMAGE_PROCESSING, ResultStatements::bind);
        }
        return sink(
                ResultStatements.IMAGE_PROCESSING,
                (statement, row) -> {
                    TracedConnections.add(statement, row.traceparent());
                    ResultStatements.bind(statement, row, with);
                },
                new TracedConnections(connection(), tracing, "cv.image_processing"));
    }

    /** {@code cv.object_detections}. */
    public Sink<DetectionRow> detections() {
        return sealed(ResultStatements.OBJECT_DETECTIONS, ResultStatements::bind);
    }

    /** {@code cv.image_quality}. */
    public Sink<QualityRow> quality() {
        return sink(ResultStatements.IMAGE_QUALITY, ResultStatements::bind);
    }

    /** {@code cv.ocr_pages}. */
    public Sink<TextPage> textPages() {
        return sealed(TextStatements.OCR_PAGES, TextStatements::bindPage);
    }

    /** {@code cv.ocr_words}. */
    public Sink<TextPage> textWords() {
        return sealed(TextStatements.OCR_WORDS, TextStatements::bindWords);
    }

    /** {@code cv.image_classifications}. */
    public Sink<ClassificationRows> classifications() {
        return sink(FindingStatements.IMAGE_CLASSIFICATIONS, FindingStatements::bind);
    }

    /** {@code cv.face_detections}. */
    public Sink<FaceRows> faces() {
        return sealed(FindingStatements.FACE_DETECTIONS, FindingStatements::bind);
    }

    /** {@code cv.barcodes}. */
    public Sink<BarcodeRows> barcodes() {
        return sealed(FindingStatements.BARCODES, FindingStatements::bind);
    }

    /** {@code cv.image_embeddings}. */
    public Sink<EmbeddingRow> embeddings() {
        return sink(FindingStatements.IMAGE_EMBEDDINGS, FindingStatements::bind);
    }

    /** {@code cv.events}. */
    public Sink<AnalyticsEvent> events() {
        return sink(AnalyticsStatements.EVENTS, AnalyticsStatements::bind);
    }

    /** {@code cv.alerts}. */
    public Sink<Alert> alerts() {
        return sink(AnalyticsStatements.ALERTS, AnalyticsStatements::bind);
    }

    /** {@code cv.analytics_counts}. */
    public Sink<CountRow> counts() {
        return sink(AnalyticsStatements.COUNTS, AnalyticsStatements::bind);
    }

    /** {@code cv.heat_maps}. */
    public Sink<HeatRow> heatMaps() {
        return sink(AnalyticsStatements.HEAT_MAPS, AnalyticsStatements::bind);
    }

    /** Binds a row whose texts are encrypted. */
    private interface SealedBinder<T> extends Serializable {
        void bind(PreparedStatement statement, T row, FieldCipher cipher) throws SQLException;
    }

    private <T> Sink<T> sealed(String statement, SealedBinder<T> binder) {
        FieldCipher with = cipher;
        return sink(statement, (prepared, row) -> binder.bind(prepared, row, with));
    }

    private <T> Sink<T> sink(String statement, JdbcStatementBuilder<T> binder) {
        return sink(statement, binder, new SimpleJdbcConnectionProvider(connection()));
    }

    private <T> Sink<T> sink(
            String statement, JdbcStatementBuilder<T> binder, JdbcConnectionProvider connections) {
        return new RowSink<>(
                connections,
                JdbcExecutionOptions.builder()
                        .withBatchSize(settings.batchSize())
                        .withBatchIntervalMs(settings.linger().toMillis())
                        .withMaxRetries(settings.maxRetries())
                        .build(),
                new SimpleJdbcQueryStatement<>(statement, binder));
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
