package ke.co.datacraft.cv.jobs.postgres;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import ke.co.datacraft.cv.telemetry.Tracing;
import ke.co.datacraft.cv.telemetry.TracingSettings;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.apache.flink.connector.jdbc.datasource.connections.SimpleJdbcConnectionProvider;

/**
 * Connections whose batches tell the traces of their rows when they were written. The connector
 * tells nobody when it executes a batch, so its statements do.
 */
final class TracedConnections implements JdbcConnectionProvider {

    private static final long serialVersionUID = 1L;

    private final SimpleJdbcConnectionProvider connections;
    private final TracingSettings tracing;
    private final String table;
    private transient Connection traced;

    TracedConnections(JdbcConnectionOptions options, TracingSettings tracing, String table) {
        this.connections = new SimpleJdbcConnectionProvider(options);
        this.tracing = tracing;
        this.table = table;
    }

    /** Notes that a row of this trace is in the statement's next batch. */
    static void add(PreparedStatement statement, String traceparent) {
        if (traceparent != null
                && Proxy.isProxyClass(statement.getClass())
                && Proxy.getInvocationHandler(statement) instanceof Batch batch) {
            batch.rows.add(traceparent);
        }
    }

    @Override
    public Connection getConnection() {
        return traced;
    }

    @Override
    public Properties getProperties() {
        return connections.getProperties();
    }

    @Override
    public boolean isConnectionValid() throws SQLException {
        return connections.isConnectionValid();
    }

    @Override
    public Connection getOrEstablishConnection() throws SQLException, ClassNotFoundException {
        Connection current = connections.getConnection();
        Connection open = connections.getOrEstablishConnection();
        if (traced == null || current != open) {
            traced = traced(open);
        }
        return traced;
    }

    @Override
    public void closeConnection() {
        traced = null;
        connections.closeConnection();
    }

    @Override
    public Connection reestablishConnection() throws SQLException, ClassNotFoundException {
        traced = traced(connections.reestablishConnection());
        return traced;
    }

    private Connection traced(Connection connection) {
        Tracing spans = Tracing.of(tracing);
        return proxy(
                Connection.class,
                (self, method, arguments) -> {
                    Object result = invoke(connection, method, arguments);
                    return method.getName().equals("prepareStatement")
                            ? proxy(
                                    PreparedStatement.class,
                                    new Batch((PreparedStatement) result, spans, table))
                            : result;
                });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(
                        TracedConnections.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object invoke(Object target, Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** A statement that knows the traces of its batch. */
    private static final class Batch implements InvocationHandler {

        private final PreparedStatement statement;
        private final BatchSpans rows;

        Batch(PreparedStatement statement, Tracing tracing, String table) {
            this.statement = statement;
            this.rows = new BatchSpans(tracing, table);
        }

        @Override
        public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
            return method.getName().equals("executeBatch")
                    ? rows.around(statement::executeBatch)
                    : TracedConnections.invoke(statement, method, arguments);
        }
    }
}
