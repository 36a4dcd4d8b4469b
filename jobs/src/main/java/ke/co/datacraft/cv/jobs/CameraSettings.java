package ke.co.datacraft.cv.jobs;

import ke.co.datacraft.cv.jobs.kafka.KafkaEndpoints;
import ke.co.datacraft.cv.operators.camera.CaptureSettings;
import ke.co.datacraft.cv.operators.camera.FrameSettings;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
import org.apache.flink.configuration.Configuration;

/**
 * Everything CameraJob was told, read once and checked.
 *
 * @param capture how cameras are captured
 * @param frames how frames are made ready and kept
 * @param kafka Kafka
 * @param redis Redis, or null to do without
 * @param runtime how Flink runs it
 */
public record CameraSettings(
        CaptureSettings capture,
        FrameSettings frames,
        KafkaEndpoints kafka,
        RedisSettings redis,
        RuntimeSettings runtime) {

    /**
     * Reads the {@link CameraOptions} and those of {@link VisionOptions} that it shares; other keys
     * are ignored.
     *
     * @throws SettingsException naming key, variable, value and cure of the first wrong value
     */
    public static CameraSettings read(Configuration configuration) {
        return new CameraSettingsFactory(new SettingsReader(configuration)).create();
    }
}
