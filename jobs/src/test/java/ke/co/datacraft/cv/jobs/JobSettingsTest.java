package ke.co.datacraft.cv.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.jobs.kafka.KafkaEndpoints;
import ke.co.datacraft.cv.jobs.postgres.DatabaseAddress;
import ke.co.datacraft.cv.jobs.postgres.DatabaseSettings;
import ke.co.datacraft.cv.operators.pipeline.Pipelines;
import ke.co.datacraft.cv.operators.settings.AcceleratorSettings;
import ke.co.datacraft.cv.operators.settings.BatchSettings;
import ke.co.datacraft.cv.operators.settings.DocumentSettings;
import ke.co.datacraft.cv.operators.settings.FetchSettings;
import ke.co.datacraft.cv.operators.settings.InferenceSettings;
import ke.co.datacraft.cv.operators.settings.JobPolicy;
import ke.co.datacraft.cv.operators.settings.LimitSettings;
import ke.co.datacraft.cv.operators.settings.ModelLimits;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
import ke.co.datacraft.cv.operators.settings.S3Settings;
import ke.co.datacraft.cv.operators.settings.TaskModels;
import ke.co.datacraft.cv.operators.sink.ResultDocuments;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class JobSettingsTest {

    @Test
    void defaultsOfVision() {
        JobSettings settings = JobSettings.read(new Configuration());

        assertThat(settings.vision().inference())
                .isEqualTo(
                        new InferenceSettings(
                                List.of("data/models"),
                                "street-objects",
                                "auto",
                                List.of("eng", "fra", "deu", "spa"),
                                null,
                                0,
                                "auto",
                                0,
                                AcceleratorSettings.DEFAULT,
                                BatchSettings.DEFAULT,
                                TaskModels.NONE));
        assertThat(settings.vision().fetch())
                .isEqualTo(
                        new FetchSettings(
                                List.of(),
                                false,
                                null,
                                8,
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(30),
                                4,
                                Duration.ofMillis(200),
                                Duration.ofSeconds(5)));
        assertThat(settings.vision().limits())
                .isEqualTo(
                        new LimitSettings(
                                50L << 20,
                                100_000_000,
                                500,
                                32,
                                512L << 20,
                                Duration.ofMinutes(5)));
        assertThat(settings.vision().models())
                .isEqualTo(new ModelLimits(16, Duration.ofHours(1), 4));
        assertThat(settings.vision().documents()).isEqualTo(DocumentSettings.DEFAULT);
        assertThat(settings.vision().pipelines()).isEqualTo(Pipelines.NONE);
        assertThat(settings.vision().redis())
                .isEqualTo(
                        new RedisSettings(
                                "redis://localhost:6379/0",
                                List.of(),
                                Duration.ofHours(1),
                                true,
                                Duration.ofSeconds(1),
                                RedisSettings.DEFAULT_EVENTS_LENGTH));
    }

    @Test
    void defaultsOfServicesAndFlink() {
        JobSettings settings = JobSettings.read(new Configuration());

        assertThat(settings.jobs())
                .isEqualTo(new JobPolicy(Duration.ofMinutes(30), Duration.ofDays(1)));
        assertThat(settings.database())
                .isEqualTo(
                        new DatabaseSettings(
                                new DatabaseAddress(
                                        "jdbc:postgresql://localhost:5432/computer_vision",
                                        null,
                                        null),
                                500,
                                Duration.ofMillis(50),
                                3,
                                ResultDocuments.of("true")));
        assertThat(settings.kafka())
                .isEqualTo(
                        new KafkaEndpoints(
                                "localhost:9092", "cv-vision", new Topics("cv."), Map.of()));
        assertThat(settings.runtime())
                .isEqualTo(
                        new RuntimeSettings(
                                0,
                                Duration.ofSeconds(10),
                                null,
                                Duration.ofMillis(5),
                                "9090",
                                new SlotSettings(0, 0.5, 64, 128)));
    }

    @Test
    void credentialsOfS3() {
        Configuration configuration =
                Environment.toConfiguration(
                        Map.of(
                                "CV_S3_REGION", "eu-west-1",
                                "CV_S3_ACCESS_KEY_ID", "id",
                                "CV_S3_SECRET_ACCESS_KEY", "secret"));

        assertThat(JobSettings.read(configuration).vision().fetch().s3())
                .isEqualTo(new S3Settings(null, "eu-west-1", "id", "secret"));
    }

    @Test
    void redisCanBeAbsent() {
        assertThat(read(Map.of("CV_REDIS_URL", "none")).vision().redis()).isNull();
    }

    @Test
    void clusterNeedsNoUrl() {
        assertThat(
                        read(Map.of("CV_REDIS_URL", "none", "CV_REDIS_CLUSTER_NODES", "a:1,b:2"))
                                .vision()
                                .redis()
                                .url())
                .isEqualTo("redis://a:1");
    }

    @Test
    void kafkaPropertiesAlsoComeOneByOne() {
        Configuration configuration = new Configuration();
        configuration.setString("cv.kafka-properties.security.protocol", "SSL");

        assertThat(JobSettings.read(configuration).kafka().properties())
                .isEqualTo(Map.of("security.protocol", "SSL"));
    }

    @Test
    void secretsStayOutOfTexts() {
        JobSettings settings =
                read(
                        Map.of(
                                "CV_DATABASE_URL", "postgresql://u:hidden@h/d?sslpassword=hidden",
                                "CV_REDIS_URL", "redis://u:hidden@h:1/0",
                                "CV_S3_REGION", "eu-west-1",
                                "CV_S3_ACCESS_KEY_ID", "hidden",
                                "CV_S3_SECRET_ACCESS_KEY", "hidden",
                                "CV_ENCRYPTION_KEY", "hidden but long enough to be taken",
                                "CV_KAFKA_PROPERTIES", "sasl.jaas.config:hidden"));

        assertThat(settings.toString()).doesNotContain("hidden");
    }

    private static JobSettings read(Map<String, String> environment) {
        return JobSettings.read(Environment.toConfiguration(environment));
    }
}
