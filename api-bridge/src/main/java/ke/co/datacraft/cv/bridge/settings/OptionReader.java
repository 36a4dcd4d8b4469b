package ke.co.datacraft.cv.bridge.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads options out of variables and collects what is wrong, so that all of it is told at once. */
public final class OptionReader {

    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param variables environment, or what stands for it
     */
    public OptionReader(Map<String, String> variables) {
        this.variables = variables;
    }

    /** Value of an option; its default where the variable is absent, empty or wrong. */
    public <T> T get(BridgeOption<T> option) {
        String text = variables.get(option.name());
        if (text == null || text.isBlank()) {
            return option.defaultValue();
        }
        try {
            return option.parser().apply(text);
        } catch (IllegalArgumentException e) {
            problem(option, text, e.getMessage());
            return option.defaultValue();
        }
    }

    /** Whether the variable says anything. */
    public boolean isSet(BridgeOption<?> option) {
        String text = variables.get(option.name());
        return text != null && !text.isBlank();
    }

    /** Notes a value that is wrong in a way that one option alone cannot tell. */
    public void problem(BridgeOption<?> option, Object value, String cure) {
        String shown = option.secret() ? "wrong" : "'" + value + "'";
        problems.add(option.name() + " is " + shown + ": " + cure);
    }

    /**
     * @throws SettingsException when anything was wrong
     */
    void check() {
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }
}
