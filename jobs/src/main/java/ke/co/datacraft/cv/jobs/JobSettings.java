package ke.co.datacraft.cv.jobs;

import ke.co.datacraft.cv.jobs.kafka.KafkaEndpoints;
import ke.co.datacraft.cv.jobs.postgres.DatabaseSettings;
import ke.co.datacraft.cv.operators.settings.JobPolicy;
import ke.co.datacraft.cv.operators.settings.VisionSettings;
import org.apache.flink.configuration.Configuration;

/**
 * Everything VisionJob was told, read once and checked.
 *
 * @param vision what the operators need
 * @param jobs rules for jobs
 * @param database PostgreSQL
 * @param kafka Kafka
 * @param runtime how Flink runs it
 */
public record JobSettings(
        VisionSettings vision,
        JobPolicy jobs,
        DatabaseSettings database,
        KafkaEndpoints kafka,
        RuntimeSettings runtime) {

    /**
     * Reads the {@link VisionOptions} out of a configuration; other keys are ignored.
     *
     * @throws SettingsException naming key, variable, value and cure of the first wrong value
     */
    public static JobSettings read(Configuration configuration) {
        return new SettingsFactory(new SettingsReader(configuration)).create();
    }
}
