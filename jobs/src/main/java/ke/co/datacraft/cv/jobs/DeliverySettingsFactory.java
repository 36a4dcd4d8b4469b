package ke.co.datacraft.cv.jobs;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import ke.co.datacraft.cv.operators.settings.DeliverySettings;
import ke.co.datacraft.cv.operators.settings.MqttSettings;
import ke.co.datacraft.cv.operators.settings.TlsFiles;

/** Builds {@link DeliverySettings} from checked values. */
final class DeliverySettingsFactory {

    private static final Set<String> SCHEMES = Set.of("tcp", "ssl");
    private static final int MAX_PORT = 65_535;

    private final SettingsReader reader;

    DeliverySettingsFactory(SettingsReader reader) {
        this.reader = reader;
    }

    DeliverySettings create() {
        return new DeliverySettings(
                new DeliverySettings.Limits(
                        reader.minutes(DeliveryOptions.MAX_AGE_MINUTES, 1, 525_600),
                        reader.minutes(DeliveryOptions.GIVE_UP_MINUTES, 1, 10_080),
                        reader.milliseconds(DeliveryOptions.INITIAL_BACKOFF_MS, 1, 600_000),
                        reader.seconds(DeliveryOptions.MAX_BACKOFF_SECONDS, 1, 86_400),
                        reader.number(DeliveryOptions.PENDING, 1, 10_000),
                        reader.number(DeliveryOptions.CONCURRENT, 1, 100)),
                new DeliverySettings.Webhooks(
                        reader.text(DeliveryOptions.WEBHOOK_TARGETS_PATH),
                        new TlsFiles(reader.text(DeliveryOptions.CA_PATH), null, null),
                        reader.seconds(DeliveryOptions.WEBHOOK_TIMEOUT_SECONDS, 1, 300)),
                mqtt());
    }

    private MqttSettings mqtt() {
        String url = reader.text(DeliveryOptions.MQTT_URL);
        if (url == null) {
            return null;
        }
        check(url);
        String prefix = reader.required(DeliveryOptions.MQTT_TOPIC_PREFIX);
        if (!prefix.matches("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")) {
            throw SettingsReader.wrong(
                    DeliveryOptions.MQTT_TOPIC_PREFIX,
                    prefix,
                    "give letters, digits, full stops, hyphens and underscores, with / between"
                            + " levels, such as site/cv");
        }
        String password = reader.text(DeliveryOptions.MQTT_PASSWORD);
        String user = reader.text(DeliveryOptions.MQTT_USERNAME);
        if (password != null && user == null) {
            throw SettingsReader.wrong(
                    DeliveryOptions.MQTT_USERNAME, "", "give the user of CV_MQTT_PASSWORD");
        }
        return new MqttSettings(
                url,
                user,
                password,
                reader.required(DeliveryOptions.MQTT_CLIENT_ID),
                prefix,
                reader.flag(DeliveryOptions.MQTT_COUNTS),
                tls(url),
                reader.seconds(DeliveryOptions.MQTT_TIMEOUT_SECONDS, 1, 300));
    }

    private TlsFiles tls(String url) {
        String certificate = reader.text(DeliveryOptions.MQTT_CERTIFICATE_PATH);
        String key = reader.text(DeliveryOptions.MQTT_KEY_PATH);
        if (certificate != null && !url.startsWith("ssl:")) {
            throw SettingsReader.wrong(
                    DeliveryOptions.MQTT_URL,
                    url,
                    "give ssl://host:8883, as CV_MQTT_CERTIFICATE_PATH is for TLS");
        }
        if (certificate == null && key != null) {
            throw SettingsReader.wrong(
                    DeliveryOptions.MQTT_CERTIFICATE_PATH,
                    "",
                    "give the certificate of CV_MQTT_KEY_PATH");
        }
        if (certificate != null && key == null) {
            throw SettingsReader.wrong(
                    DeliveryOptions.MQTT_KEY_PATH, "", "give the key of CV_MQTT_CERTIFICATE_PATH");
        }
        return new TlsFiles(reader.text(DeliveryOptions.CA_PATH), certificate, key);
    }

    private static void check(String url) {
        try {
            URI uri = new URI(url);
            boolean isAddress =
                    uri.getHost() != null && uri.getPort() > 0 && uri.getPort() <= MAX_PORT;
            boolean isAll = uri.getRawUserInfo() == null && "".equals(uri.getRawPath());
            if (SCHEMES.contains(uri.getScheme()) && isAddress && isAll) {
                return;
            }
        } catch (URISyntaxException e) {
            throw wrongUrl(url);
        }
        throw wrongUrl(url);
    }

    private static SettingsException wrongUrl(String url) {
        return SettingsReader.wrong(
                DeliveryOptions.MQTT_URL,
                url,
                "give tcp://host:1883 or ssl://host:8883; user and password have variables of their"
                        + " own");
    }
}
