package ke.co.datacraft.cv.jobs.postgres;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.jdbc.JdbcExactlyOnceOptions;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;
import org.apache.flink.connector.jdbc.core.datastream.sink.writer.JdbcWriter;
import org.apache.flink.connector.jdbc.core.datastream.sink.writer.JdbcWriterState;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.apache.flink.connector.jdbc.datasource.statements.JdbcQueryStatement;
import org.apache.flink.connector.jdbc.internal.JdbcOutputSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connector's sink, at least once, whose writers close without a word about rows that could not
 * be written.
 *
 * <p>The connector's own writer tries once more when it closes and throws. A task that already
 * fails, as it does when the database is lost, then fails in its clean-up, which Flink takes for a
 * fault of the whole TaskManager and ends the process. Nothing is lost by silence: rows that count
 * are flushed before a checkpoint and at the end of input, and a failure there is told.
 */
final class RowSink<T> extends JdbcSink<T> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RowSink.class);

    private final JdbcConnectionProvider connections;
    private final JdbcExecutionOptions execution;
    private final JdbcQueryStatement<T> statement;

    RowSink(
            JdbcConnectionProvider connections,
            JdbcExecutionOptions execution,
            JdbcQueryStatement<T> statement) {
        super(
                DeliveryGuarantee.AT_LEAST_ONCE,
                connections,
                execution,
                JdbcExactlyOnceOptions.defaults(),
                statement);
        this.connections = connections;
        this.execution = execution;
        this.statement = statement;
    }

    @Override
    public JdbcWriter<T> createWriter(WriterInitContext context) throws IOException {
        return restoreWriter(context, List.of());
    }

    @Override
    public JdbcWriter<T> restoreWriter(
            WriterInitContext context, Collection<JdbcWriterState> recovered) throws IOException {
        return new JdbcWriter<>(
                connections,
                execution,
                JdbcExactlyOnceOptions.defaults(),
                statement,
                JdbcOutputSerializer.of(
                        context.createInputSerializer(), context.isObjectReuseEnabled()),
                DeliveryGuarantee.AT_LEAST_ONCE,
                recovered,
                context) {
            @Override
            public void close() {
                try {
                    super.close();
                } catch (Exception e) {
                    LOG.warn(
                            "Rows that no checkpoint counts were left unwritten; they come again"
                                    + " after the restart: {}",
                            e.getMessage());
                }
            }
        };
    }
}
