package ke.co.datacraft.cv.bridge.job;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * Order of a list of jobs; ties are broken by their ids.
 *
 * @param key what they are ordered by
 * @param descending largest first
 */
record JobOrder(Key key, boolean descending) {

    /** What jobs can be ordered by. */
    enum Key {
        CREATED_AT("created_at"),
        UPDATED_AT("updated_at"),
        PRIORITY("priority"),
        NAME("job_name");

        private final String column;

        Key(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }

        /** Value of a job, as text that {@link #value(String)} reads. */
        String text(JobView job) {
            return switch (this) {
                case CREATED_AT -> job.createdAt().toString();
                case UPDATED_AT -> job.updatedAt().toString();
                case PRIORITY -> Integer.toString(job.priority());
                case NAME -> job.name();
            };
        }

        /**
         * The value for a statement.
         *
         * @throws IllegalArgumentException when the text is no such value
         */
        Object value(String text) {
            return switch (this) {
                case CREATED_AT, UPDATED_AT -> time(text);
                case PRIORITY -> Integer.valueOf(text);
                case NAME -> text;
            };
        }

        private static Object time(String text) {
            try {
                return Instant.parse(text).atOffset(ZoneOffset.UTC);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    /** The order that a parameter {@code sort} names, such as {@code -created_at}. */
    static JobOrder of(String sort) {
        boolean descending = sort.startsWith("-");
        String name = descending ? sort.substring(1) : sort;
        return new JobOrder(Key.valueOf(name.toUpperCase(Locale.ROOT)), descending);
    }

    /** The parameter that names it. */
    String sort() {
        return (descending ? "-" : "") + key.name().toLowerCase(Locale.ROOT);
    }
}
