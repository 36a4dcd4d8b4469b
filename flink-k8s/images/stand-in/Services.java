import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.standalone.services.DataFolder;
import ke.co.datacraft.cv.standalone.services.EmbeddedKafka;
import ke.co.datacraft.cv.standalone.services.EmbeddedObjectStorage;
import ke.co.datacraft.cv.standalone.services.EmbeddedPostgres;
import ke.co.datacraft.cv.standalone.services.EmbeddedRedis;
import ke.co.datacraft.cv.standalone.services.EmbeddedService;

/** The services that the images need, empty, until a byte of its standard input: FOLDER FILE-FOR-THEIR-ADDRESSES. */
final class Services {

    public static void main(String[] arguments) throws Exception {
        DataFolder data = DataFolder.open(Path.of(arguments[0]));
        // The images make their own topics.
        EmbeddedKafka kafka = new EmbeddedKafka(data, new Topics("unused."));
        EmbeddedPostgres postgres = new EmbeddedPostgres(data);
        EmbeddedRedis redis = new EmbeddedRedis(data);
        EmbeddedObjectStorage storage = new EmbeddedObjectStorage(data);
        List<EmbeddedService> all = List.of(postgres, redis, storage, kafka);
        all.forEach(EmbeddedService::start);

        Map<String, String> variables = new TreeMap<>();
        variables.put("CV_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        variables.put("CV_DATABASE_URL", postgres.url());
        variables.put("CV_REDIS_URL", redis.url());
        variables.put("CV_STORAGE_BACKEND", "s3");
        variables.put("CV_S3_BUCKET", EmbeddedObjectStorage.BUCKET);
        variables.put("CV_S3_REGION", "us-east-1");
        variables.put("CV_S3_ENDPOINT_URL", storage.endpoint());
        variables.put("CV_S3_ACCESS_KEY_ID", storage.accessKeyId());
        variables.put("CV_S3_SECRET_ACCESS_KEY", storage.secretAccessKey());
        Path file = Path.of(arguments[1]);
        Path part = Path.of(arguments[1] + ".part");
        Files.write(part, variables.entrySet().stream().map(Object::toString).toList());
        Files.move(part, file);

        System.in.read();
        all.forEach(EmbeddedService::close);
        data.close();
    }
}
