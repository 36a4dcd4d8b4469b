package ke.co.datacraft.cv.bridge.live;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.contracts.JobState;

/** States of jobs as the database has them. */
public final class JobStates implements BiFunction<String, UUID, Optional<JobState>> {

    private static final String SELECT = "SELECT status FROM cv.processing_jobs WHERE id = ?";

    private final Database database;

    /** States out of a database. */
    public JobStates(Database database) {
        this.database = database;
    }

    @Override
    public Optional<JobState> apply(String tenant, UUID jobId) {
        return database.read(
                tenant,
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
                        statement.setObject(1, jobId);
                        try (ResultSet row = statement.executeQuery()) {
                            return row.next()
                                    ? Optional.of(JobState.valueOf(row.getString(1)))
                                    : Optional.empty();
                        }
                    }
                });
    }
}
