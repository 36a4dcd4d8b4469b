package ke.co.datacraft.cv.jobs.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import ke.co.datacraft.cv.operators.sink.StepColumns;

/** Binds the parameters of a statement one after the other; null is bound as SQL's null. */
final class Parameters {

    private final PreparedStatement statement;
    private int index;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    Parameters text(String value) throws SQLException {
        statement.setString(++index, value);
        return this;
    }

    Parameters uuid(UUID value) throws SQLException {
        statement.setObject(++index, value, Types.OTHER);
        return this;
    }

    Parameters number(int value) throws SQLException {
        statement.setInt(++index, value);
        return this;
    }

    Parameters number(long value) throws SQLException {
        statement.setLong(++index, value);
        return this;
    }

    Parameters number(double value) throws SQLException {
        statement.setDouble(++index, value);
        return this;
    }

    Parameters numberOrNull(Double value) throws SQLException {
        statement.setObject(++index, value, Types.DOUBLE);
        return this;
    }

    Parameters numberOrNull(Integer value) throws SQLException {
        statement.setObject(++index, value, Types.INTEGER);
        return this;
    }

    Parameters numberOrNull(Long value) throws SQLException {
        statement.setObject(++index, value, Types.BIGINT);
        return this;
    }

    /** The columns {@link Upsert#STEP_COLUMNS}. */
    Parameters step(StepColumns value) throws SQLException {
        return text(value.step())
                .text(value.regionStep())
                .numberOrNull(value.regionIndex())
                .text(value.regionLabel())
                .text(value.regionBbox());
    }

    Parameters time(Instant value) throws SQLException {
        statement.setObject(
                ++index,
                value == null ? null : value.atOffset(ZoneOffset.UTC),
                Types.TIMESTAMP_WITH_TIMEZONE);
        return this;
    }

    /** Values as a PostgreSQL array of a type. */
    Parameters array(String type, Object[] values) throws SQLException {
        statement.setArray(++index, statement.getConnection().createArrayOf(type, values));
        return this;
    }
}
