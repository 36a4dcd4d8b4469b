package ke.co.datacraft.cv.jobs;

import static ke.co.datacraft.cv.jobs.VisionOptions.flag;
import static ke.co.datacraft.cv.jobs.VisionOptions.number;
import static ke.co.datacraft.cv.jobs.VisionOptions.optionalText;
import static ke.co.datacraft.cv.jobs.VisionOptions.text;

import org.apache.flink.configuration.ConfigOption;

/** Options of AnalyticsJob for handing alerts on and publishing counts; see docs/alerts.md. */
public final class DeliveryOptions {

    public static final ConfigOption<String> WEBHOOK_TARGETS_PATH =
            optionalText(
                    "webhook-targets-path",
                    "YAML file of the webhooks that rules may name, with their addresses and"
                            + " secrets; read on the TaskManagers, and again when it changes.");

    public static final ConfigOption<Integer> WEBHOOK_TIMEOUT_SECONDS =
            number(
                    "webhook-timeout-seconds",
                    10,
                    "Time for one attempt to hand an alert to a webhook, 1 to 300.");

    public static final ConfigOption<Integer> MAX_AGE_MINUTES =
            number(
                    "delivery-max-age-minutes",
                    60,
                    "Age of an alert's record from which it is not handed on any more (counted), 1 to"
                            + " 525600.");

    public static final ConfigOption<Integer> GIVE_UP_MINUTES =
            number(
                    "delivery-give-up-minutes",
                    60,
                    "Time after the first attempt at which an alert that a target does not take"
                            + " becomes a dead letter, 1 to 10080.");

    public static final ConfigOption<Integer> INITIAL_BACKOFF_MS =
            number(
                    "delivery-initial-backoff-ms",
                    1000,
                    "Longest pause before the second attempt to hand an alert on, 1 to 600000. It"
                            + " doubles from attempt to attempt; half of it is drawn at random.");

    public static final ConfigOption<Integer> MAX_BACKOFF_SECONDS =
            number(
                    "delivery-max-backoff-seconds",
                    600,
                    "Longest pause between two attempts, 1 to 86400; also for what a target asks for"
                            + " in `Retry-After`.");

    public static final ConfigOption<Integer> PENDING =
            number(
                    "delivery-pending",
                    500,
                    "Messages of alerts that may wait for one target of a tenant, 1 to 10000; more"
                            + " become dead letters at once, so that no target holds up another.");

    public static final ConfigOption<Integer> CONCURRENT =
            number(
                    "delivery-concurrent",
                    4,
                    "Attempts at once for one target of a tenant, 1 to 100; messages of one alert go"
                            + " one after another.");

    public static final ConfigOption<String> CA_PATH =
            optionalText(
                    "delivery-ca-path",
                    "PEM file of certificates of authorities that webhooks and the MQTT broker may"
                            + " have, beside those that Java knows; read on the TaskManagers.");

    public static final ConfigOption<String> MQTT_URL =
            optionalText(
                    "mqtt-url",
                    "MQTT 5 broker for alerts and counts, `tcp://host:1883`, or `ssl://host:8883` for"
                            + " TLS; absent to run without.");

    public static final ConfigOption<String> MQTT_USERNAME =
            optionalText("mqtt-username", "User at the MQTT broker.");

    public static final ConfigOption<String> MQTT_PASSWORD =
            optionalText("mqtt-password", "Password at the MQTT broker.");

    public static final ConfigOption<String> MQTT_CERTIFICATE_PATH =
            optionalText(
                    "mqtt-certificate-path",
                    "PEM file of our certificate for an MQTT broker that asks for one; read on the"
                            + " TaskManagers for each connection.");

    public static final ConfigOption<String> MQTT_KEY_PATH =
            optionalText(
                    "mqtt-key-path",
                    "PEM file of the certificate's private key, PKCS #8 without a password.");

    public static final ConfigOption<String> MQTT_CLIENT_ID =
            text(
                    "mqtt-client-id",
                    "computer-vision",
                    "What our connections to the MQTT broker are called, followed by `-alerts` and"
                            + " `-counts`; another one for each installation at a broker.");

    public static final ConfigOption<String> MQTT_TOPIC_PREFIX =
            text("mqtt-topic-prefix", "cv", "What every MQTT topic begins with.");

    public static final ConfigOption<Boolean> MQTT_COUNTS =
            flag(
                    "mqtt-counts",
                    true,
                    "Whether the number of objects of each class before each source is published,"
                            + " with an availability topic.");

    public static final ConfigOption<Integer> MQTT_TIMEOUT_SECONDS =
            number(
                    "mqtt-timeout-seconds",
                    10,
                    "Patience with the MQTT broker's answers, 1 to 300.");

    private DeliveryOptions() {}
}
