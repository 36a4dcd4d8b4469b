package ke.co.datacraft.cv.bridge.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Something to do with a connection that belongs to someone else. */
@FunctionalInterface
public interface SqlWork<T> {

    /**
     * @param connection not to be committed, closed or kept
     */
    T run(Connection connection) throws SQLException;
}
