package ke.co.datacraft.cv.bridge.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A connection on which each query sees one tenant's rows, in one round trip.
 *
 * <p>Every query is sent behind the statement that sets role and tenant. Without a transaction
 * around them PostgreSQL runs the two as one implicit transaction, at whose end both settings are
 * undone, whatever happens to the query. All other ways to reach the server are refused, as they
 * would run as the owner of the tables.
 */
final class TenantReadConnection implements InvocationHandler {

    private static final ClassLoader LOADER = TenantReadConnection.class.getClassLoader();

    private final Connection connection;
    private final String scope;
    private final String tenant;

    private TenantReadConnection(Connection connection, String scope, String tenant) {
        this.connection = connection;
        this.scope = scope;
        this.tenant = tenant;
    }

    /**
     * Restricts a connection.
     *
     * @param connection in autocommit mode
     * @param scope statement that sets role and tenant until the transaction ends; its only
     *     parameter is the tenant
     * @param tenant whose rows are seen
     */
    static Connection of(Connection connection, String scope, String tenant) {
        return (Connection)
                Proxy.newProxyInstance(
                        LOADER,
                        new Class<?>[] {Connection.class},
                        new TenantReadConnection(connection, scope, tenant));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        boolean query = method.getName().equals("prepareStatement") && arguments.length == 1;
        if (query) {
            return prepare((String) arguments[0]);
        }
        if (method.getName().equals("createArrayOf")) {
            return call(connection, method, arguments);
        }
        throw refused(method);
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(scope + "; " + sql);
        statement.setString(1, tenant);
        return (PreparedStatement)
                Proxy.newProxyInstance(
                        LOADER,
                        new Class<?>[] {PreparedStatement.class},
                        (proxy, method, arguments) -> onStatement(statement, method, arguments));
    }

    private static Object onStatement(
            PreparedStatement statement, Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        if (name.startsWith("set") && method.getDeclaringClass() == PreparedStatement.class) {
            Object[] shifted = arguments.clone();
            shifted[0] = (int) arguments[0] + 1;
            return call(statement, method, shifted);
        }
        return switch (name) {
            case "executeQuery" -> executeQuery(statement, method, arguments);
            case "close", "setQueryTimeout", "setFetchSize", "setMaxRows" ->
                    call(statement, method, arguments);
            default -> throw refused(method);
        };
    }

    /** The first result is that of the scope. */
    private static ResultSet executeQuery(
            PreparedStatement statement, Method method, Object[] arguments) throws SQLException {
        if (arguments != null) {
            throw refused(method);
        }
        statement.execute();
        if (!statement.getMoreResults()) {
            throw new SQLException("A read is one query; it gave no rows to look at");
        }
        return statement.getResultSet();
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static UnsupportedOperationException refused(Method method) {
        return new UnsupportedOperationException(
                method.getName() + " is not for reads; use tenant(…) in place of read(…)");
    }
}
