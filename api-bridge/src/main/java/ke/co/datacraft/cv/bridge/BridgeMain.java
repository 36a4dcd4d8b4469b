package ke.co.datacraft.cv.bridge;

import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.bridge.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bridge as a process of its own; the environment configures it. */
public final class BridgeMain {

    private static final Logger LOG = LoggerFactory.getLogger(BridgeMain.class);
    private static final int WRONG_SETTINGS = 2;

    private BridgeMain() {}

    /** Starts, and runs until a signal ends the process. */
    public static void main(String[] arguments) {
        ApiBridge bridge;
        try {
            BridgeSettings settings = BridgeSettings.read(System.getenv());
            BridgeLog.configure(settings.log());
            bridge = ApiBridge.start(settings);
        } catch (SettingsException e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_SETTINGS);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(bridge::close, "bridge-stops"));
        LOG.info("The bridge listens on port {}", bridge.port());
    }
}
