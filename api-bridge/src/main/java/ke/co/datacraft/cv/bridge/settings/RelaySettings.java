package ke.co.datacraft.cv.bridge.settings;

import java.util.Map;
import ke.co.datacraft.cv.sql.DatabaseUrl;

/**
 * What the way from the database to Kafka needs.
 *
 * @param url the database
 * @param kafka Kafka
 * @param outbox limits and waits
 */
public record RelaySettings(DatabaseUrl url, KafkaSettings kafka, OutboxSettings outbox) {

    /**
     * Reads the variables of a program that is no bridge.
     *
     * @throws SettingsException naming every wrong variable, its value and the cure
     */
    public static RelaySettings read(Map<String, String> variables) {
        OptionReader reader = new OptionReader(variables);
        RelaySettings settings =
                new RelaySettings(
                        DatabasePoolSettings.read(reader).url(),
                        KafkaSettings.read(reader),
                        OutboxSettings.read(reader));
        reader.check();
        return settings;
    }
}
