package ke.co.datacraft.cv.operators.delivery;

import java.nio.charset.StandardCharsets;
import ke.co.datacraft.cv.contracts.Alert;
import ke.co.datacraft.cv.contracts.DeliveryTarget;
import ke.co.datacraft.cv.operators.analytics.SourceCounts;

/**
 * Topics of an MQTT broker. In a name that comes from outside, {@code / + #}, the percent sign and
 * control characters are percent-encoded, so that no tenant can write into another's topics.
 */
final class MqttTopics {

    private final String prefix;

    /**
     * @param prefix what every topic begins with, without the last {@code /}
     */
    MqttTopics(String prefix) {
        this.prefix = prefix;
    }

    /** {@code online} or {@code offline}, retained. */
    String availability() {
        return prefix + "/available";
    }

    /** Messages of alerts. */
    String alerts(Alert alert, DeliveryTarget target) {
        return prefix + "/alerts/" + level(alert.tenantId()) + "/" + level(target.name());
    }

    /** How many objects of a class are in the picture, retained. */
    String count(SourceCounts counts, String label) {
        return "%s/counts/%s/%s/%s"
                .formatted(
                        prefix, level(counts.tenantId()), level(counts.sourceId()), level(label));
    }

    static String level(String name) {
        StringBuilder level = new StringBuilder(name.length());
        for (char letter : name.toCharArray()) {
            boolean isPlain = letter >= ' ' && letter != '\u007f' && "/+#%".indexOf(letter) < 0;
            if (isPlain) {
                level.append(letter);
            } else {
                for (byte part : String.valueOf(letter).getBytes(StandardCharsets.UTF_8)) {
                    level.append("%%%02X".formatted(part & 0xff));
                }
            }
        }
        return level.toString();
    }
}
