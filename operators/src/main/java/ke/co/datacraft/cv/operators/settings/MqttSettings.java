package ke.co.datacraft.cv.operators.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * An MQTT broker.
 *
 * @param url {@code tcp://host:port}, or {@code ssl:} for TLS
 * @param user user, or null for none
 * @param password password, or null for none
 * @param clientId what our connections are called, followed by what each is for
 * @param topicPrefix what every topic begins with, without the last {@code /}
 * @param counts whether counts are published
 * @param tls files for {@code ssl:}
 * @param timeout for a connection and for the answer to a message
 */
public record MqttSettings(
        String url,
        String user,
        String password,
        String clientId,
        String topicPrefix,
        boolean counts,
        TlsFiles tls,
        Duration timeout)
        implements Serializable {

    @Override
    public String toString() {
        return "MqttSettings[url=" + url + ", clientId=" + clientId + "]";
    }
}
