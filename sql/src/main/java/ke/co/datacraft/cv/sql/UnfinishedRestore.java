package ke.co.datacraft.cv.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * A restore that began and has not ended: {@code restore.sh} notes it in the database's comment.
 */
public final class UnfinishedRestore {

    /** What the comment then begins with. */
    private static final String MARK = "cv.restore ";

    private static final String COMMENT =
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
                    + " WHERE datname = current_database()";

    private UnfinishedRestore() {}

    /**
     * Asks a database.
     *
     * @return what is to be told, with the cure; empty where no restore is under way
     */
    public static Optional<String> in(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COMMENT)) {
            String comment = row.next() ? row.getString(1) : null;
            if (comment == null || !comment.startsWith(MARK)) {
                return Optional.empty();
            }
            return Optional.of(
                    "The restore of "
                            + comment.lines().findFirst().orElseThrow().substring(MARK.length())
                            + " has not ended: wait for it, or run restore.sh again");
        }
    }
}
