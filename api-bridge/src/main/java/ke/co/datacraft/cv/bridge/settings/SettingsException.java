package ke.co.datacraft.cv.bridge.settings;

import java.util.List;

/** Variables that the bridge cannot start with. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param problems one line each: the variable, its value, the cure
     */
    public SettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
