package ke.co.datacraft.cv.standalone.command;

import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.security.TokenIssuer;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.standalone.VisionStack;
import ke.co.datacraft.cv.standalone.client.BridgeClient;
import ke.co.datacraft.cv.standalone.services.Endpoints;
import ke.co.datacraft.cv.standalone.services.Ports;

/**
 * The demo's bridge and a token that opens it.
 *
 * @param endpoint where it is
 * @param token of an administrator of the demo's tenant
 */
record DemoBridge(Endpoints.Bridge endpoint, String token) {

    /**
     * Starts it on the port, or on a free one where that is taken.
     *
     * @param port wished for; 0 for a free one
     * @param variables those of the jobs, so that both judge addresses alike
     */
    static DemoBridge start(VisionStack stack, int port, Map<String, String> variables) {
        int own = port != 0 && Ports.isFree(port) ? port : 0;
        Endpoints.Bridge endpoint = stack.startBridge(own, variables);
        BridgeSettings settings =
                BridgeSettings.read(Map.of("CV_JWT_SECRET_KEY", endpoint.jwtSecret()));
        String token =
                new TokenIssuer(settings.security().jwt(), Clock.systemUTC())
                        .issue(stack.tenant(), "demo", EnumSet.allOf(Role.class), null);
        return new DemoBridge(endpoint, token);
    }

    /** The console, signed in. */
    String consoleUrl() {
        return endpoint.url() + "/#token=" + token;
    }

    /**
     * Opens the console where the machine has a desktop.
     *
     * @return whether a browser was asked to
     */
    boolean openInBrowser() {
        if (System.getenv("DISPLAY") == null && System.getenv("WAYLAND_DISPLAY") == null) {
            return false;
        }
        try {
            new ProcessBuilder("xdg-open", consoleUrl())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException noDesktop) {
            return false;
        }
    }

    /** Speaks to it. */
    BridgeClient client() {
        return new BridgeClient(endpoint.url(), token);
    }
}
