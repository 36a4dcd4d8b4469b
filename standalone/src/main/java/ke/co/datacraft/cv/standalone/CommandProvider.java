package ke.co.datacraft.cv.standalone;

import java.util.List;

/**
 * Adds commands to the command line {@code cv}; found by {@link java.util.ServiceLoader}, so that
 * modules that know this one can bring their own.
 */
public interface CommandProvider {

    /** Objects that picocli's annotations describe, one per command. */
    List<Object> commands();
}
