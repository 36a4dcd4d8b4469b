package ke.co.datacraft.cv.sql;

/** The database could not be reached or could not be brought to the current version. */
public final class MigrationException extends RuntimeException {

    /**
     * @param message what failed, in words: the value and the cure
     * @param cause what the driver or the migration library said
     */
    public MigrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
