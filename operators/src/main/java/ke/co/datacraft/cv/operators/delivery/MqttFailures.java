package ke.co.datacraft.cv.operators.delivery;

import java.net.ConnectException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Why there is no connection to a broker, in words that name the cure. */
final class MqttFailures {

    /** Of MQTT 5: bad user name or password, and not authorized. */
    private static final Set<Integer> REFUSED = Set.of(0x86, 0x87);

    /** Alerts of TLS (RFC 8446, 6.2) about a certificate of ours. */
    private static final Pattern OURS =
            Pattern.compile(
                    "certificate_required|bad_certificate|unknown_ca|certificate_unknown"
                            + "|unsupported_certificate|certificate_expired|certificate_revoked"
                            + "|access_denied");

    private MqttFailures() {}

    static String words(Throwable error) {
        for (Throwable at = error; at != null; at = at.getCause()) {
            String words = known(at);
            if (words != null) {
                return words;
            }
        }
        return error.toString();
    }

    private static String known(Throwable error) {
        if (error instanceof CertPathBuilderException) {
            return "its certificate is of no authority that is trusted here; give that authority's"
                    + " in CV_DELIVERY_CA_PATH";
        }
        if (error instanceof CertPathValidatorException) {
            return "its certificate does not hold: " + error.getMessage();
        }
        if (error instanceof CertificateException && error.getCause() == null) {
            return "its certificate is not of the host in CV_MQTT_URL: " + error.getMessage();
        }
        if (error instanceof SSLException && OURS.matcher("" + error.getMessage()).find()) {
            return "it does not let us in without a certificate that it trusts; give"
                    + " CV_MQTT_CERTIFICATE_PATH and CV_MQTT_KEY_PATH ("
                    + error.getMessage()
                    + ")";
        }
        if (error instanceof MqttException mqtt && REFUSED.contains(mqtt.getReasonCode())) {
            return "it refuses the user or the password; see CV_MQTT_USERNAME, CV_MQTT_PASSWORD and"
                    + " its access list";
        }
        return error instanceof ConnectException ? "it cannot be reached" : null;
    }
}
