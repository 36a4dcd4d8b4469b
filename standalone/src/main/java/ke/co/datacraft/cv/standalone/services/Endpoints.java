package ke.co.datacraft.cv.standalone.services;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the parts of a running stack are.
 *
 * @param dataFolder its data folder
 * @param processId process that runs it
 * @param dashboardUrl Flink's dashboard
 * @param metricsUrl metrics in Prometheus' format
 * @param bootstrapServers Kafka
 * @param databaseUrl PostgreSQL, with user and password
 * @param redisUrl Redis
 * @param s3 object storage
 * @param bridge the REST bridge, or null where none runs
 */
public record Endpoints(
        String dataFolder,
        long processId,
        String dashboardUrl,
        String metricsUrl,
        String bootstrapServers,
        String databaseUrl,
        String redisUrl,
        ObjectStorage s3,
        Bridge bridge) {

    private static final String FILE = "run/endpoints.json";

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * Access to object storage.
     *
     * @param endpoint URL of the server
     * @param bucket the bucket
     * @param accessKeyId key id
     * @param secretAccessKey secret
     */
    public record ObjectStorage(
            String endpoint, String bucket, String accessKeyId, String secretAccessKey) {}

    /**
     * The REST bridge.
     *
     * @param url of API and console
     * @param jwtSecret with which tokens are signed
     */
    public record Bridge(String url, String jwtSecret) {}

    /** The environment variables with which a job or tool reaches the stack. */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("CV_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        variables.put("CV_DATABASE_URL", databaseUrl);
        variables.put("CV_REDIS_URL", redisUrl);
        variables.put("CV_STORAGE_BACKEND", "s3");
        variables.put("CV_S3_BUCKET", s3.bucket());
        variables.put("CV_S3_ENDPOINT_URL", s3.endpoint());
        variables.put("CV_S3_REGION", "us-east-1");
        variables.put("CV_S3_ACCESS_KEY_ID", s3.accessKeyId());
        variables.put("CV_S3_SECRET_ACCESS_KEY", s3.secretAccessKey());
        if (bridge != null) {
            variables.put("CV_JWT_SECRET_KEY", bridge.jwtSecret());
        }
        return variables;
    }

    /** Writes them into the data folder, for the owner only. */
    void write() {
        Path file = Path.of(dataFolder).resolve(FILE);
        try {
            Path fresh =
                    Files.createTempFile(
                            file.getParent(),
                            "endpoints",
                            null,
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, JSON.writeValueAsBytes(this));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ServiceException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Removes what a stack wrote. */
    static void remove(DataFolder data) {
        try {
            Files.deleteIfExists(data.root().resolve(FILE));
        } catch (IOException e) {
            throw new ServiceException("Cannot delete " + FILE + ": " + e.getMessage(), e);
        }
    }

    /**
     * Those of the stack that runs on a data folder; empty when none does.
     *
     * @throws ServiceException when the file is there and cannot be read
     */
    public static Optional<Endpoints> ofRunning(Path dataFolder) {
        Path file = dataFolder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Endpoints endpoints = JSON.readValue(Files.readAllBytes(file), Endpoints.class);
            return Optional.of(endpoints).filter(e -> ProcessHandle.of(e.processId()).isPresent());
        } catch (IOException e) {
            throw new ServiceException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
