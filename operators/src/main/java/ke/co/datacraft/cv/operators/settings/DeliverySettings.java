package ke.co.datacraft.cv.operators.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * How alerts are handed on.
 *
 * @param limits for every target
 * @param webhooks signed requests
 * @param mqtt the broker, or null to run without
 */
public record DeliverySettings(Limits limits, Webhooks webhooks, MqttSettings mqtt)
        implements Serializable {

    /**
     * Bounds for every target.
     *
     * @param maxAge age of an alert's record from which it is not handed on any more
     * @param giveUpAfter time after the first attempt at which there is no other
     * @param initialBackoff longest pause before the second attempt; it doubles from one to the
     *     next
     * @param maxBackoff longest pause of all
     * @param pending alerts that may wait for one target; more are refused
     * @param concurrent attempts for one target at once, messages of one alert one after another
     */
    public record Limits(
            Duration maxAge,
            Duration giveUpAfter,
            Duration initialBackoff,
            Duration maxBackoff,
            int pending,
            int concurrent)
            implements Serializable {}

    /**
     * Signed requests.
     *
     * @param targetsPath YAML file of the targets, or null without any
     * @param tls authorities that are trusted
     * @param timeout for one attempt, from the connection to the end of the answer
     */
    public record Webhooks(String targetsPath, TlsFiles tls, Duration timeout)
            implements Serializable {}
}
