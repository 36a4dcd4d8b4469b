package ke.co.datacraft.cv.inference;

import com.sun.jna.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Environment variables of this process as native libraries see them. Some read their settings from
 * there when they load, and Java has no way to set them.
 */
public final class NativeEnvironment {

    private static final Logger LOG = LoggerFactory.getLogger(NativeEnvironment.class);
    private static final int KEEP_WHAT_IS_SET = 0;

    private NativeEnvironment() {}

    /**
     * Sets a variable unless the user did. Where that is impossible, the library's default holds
     * and a line in the log says so.
     */
    public static void setUnlessSet(String name, String value) {
        try {
            Function.getFunction("c", "setenv")
                    .invokeInt(new Object[] {name, value, KEEP_WHAT_IS_SET});
        } catch (UnsatisfiedLinkError error) {
            LOG.info("{}={} could not be set: {}", name, value, error.getMessage());
        }
    }
}
