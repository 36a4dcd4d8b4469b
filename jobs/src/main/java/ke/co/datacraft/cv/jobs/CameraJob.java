package ke.co.datacraft.cv.jobs;

import java.util.List;
import ke.co.datacraft.cv.jobs.kafka.SourceDefinitionFeed;
import ke.co.datacraft.cv.operators.camera.CameraRecord;
import ke.co.datacraft.cv.operators.camera.CameraSource;
import ke.co.datacraft.cv.operators.camera.FrameWork;
import ke.co.datacraft.cv.operators.camera.StoredFrames;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Captures the sources that are defined on Kafka: frames go to the frame store, references to them
 * and the state of each source to Kafka.
 */
public final class CameraJob {

    /** Name in Flink's dashboard. */
    public static final String NAME = "CameraJob";

    private CameraJob() {}

    /**
     * Runs the job.
     *
     * @param arguments options as {@code --cv.key value}; see docs/configuration.md
     * @throws SettingsException when an option has a wrong value
     * @throws Exception when the job cannot be submitted, or fails
     */
    public static void main(String[] arguments) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        Configuration flink = Configuration.fromMap(environment.getConfiguration().toMap());
        CameraSettings settings =
                CameraSettings.read(Environment.merge(System.getenv(), flink, List.of(arguments)));
        build(environment, settings);
        environment.execute(NAME);
    }

    /**
     * Defines the job in an environment, with Kafka and Redis at its ends, and sets what it needs
     * of Flink.
     */
    public static void build(StreamExecutionEnvironment environment, CameraSettings settings) {
        build(environment, settings, new StoredFrames(settings.frames()));
    }

    /** Defines the job with something else that is done with frames. */
    static void build(
            StreamExecutionEnvironment environment,
            CameraSettings settings,
            FrameWork.Factory work) {
        environment.configure(
                FlinkDefaults.ofJob(settings.runtime(), environment.getConfiguration()),
                CameraJob.class.getClassLoader());
        CameraSource source =
                new CameraSource(
                        SourceDefinitionFeed.factory(settings.kafka()), settings.capture(), work);
        DataStream<CameraRecord> cameras =
                environment
                        .fromSource(
                                source,
                                WatermarkStrategy.noWatermarks(),
                                OperatorUids.CAMERAS_SOURCE,
                                ContractTypes.of(CameraRecord.class))
                        .uid(OperatorUids.CAMERAS_SOURCE);
        CameraPipeline.define(cameras, new CameraSinks(settings).all());
    }
}
