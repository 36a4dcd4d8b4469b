package ke.co.datacraft.cv.bridge.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingClient;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.sql.DatabaseSettings;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.sql.PlatformImport;
import ke.co.datacraft.cv.sql.PlatformImport.BoxLists;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Jobs of the replaced platform, imported, as the REST interface tells of them. */
class ImportedResultsITCase {

    private static final Path TABLES = Path.of("../sql/src/test/resources/platform");
    private static final String TENANT = TestingBridge.tenant();
    private static final DatabaseUrl URL =
            DatabaseUrl.parse(TestingServices.shared().databaseUrl());

    private static TestingClient client;

    @BeforeAll
    static void importPlatform() throws IOException, SQLException {
        String schema = "cv_tenant_" + TENANT;
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    script("tenant.sql")
                            .replace("SCHEMA SCHEMA", "SCHEMA " + schema)
                            .replace("SCHEMA.", schema + "."));
            statement.execute(
                    script("rows.sql").replace("SCHEMA.", schema + ".").replace("TENANT", TENANT));
            statement.execute(
                    "UPDATE "
                            + schema
                            + ".processing_jobs SET results = '{\"text\": [\"Zürich\"]}'"
                            + " WHERE job_name = 'job 11'");
        }
        new PlatformImport(DatabaseSettings.of(URL), BoxLists.UNKNOWN).run();
        client = new TestingClient(Map.of());
    }

    @AfterAll
    static void stop() throws SQLException {
        client.close();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT cv.drop_tenant_schema('" + TENANT + "')");
            statement.execute("DROP SCHEMA cv_former_" + TENANT + " CASCADE");
        }
    }

    @Test
    void findingsHaveBoxesLikeOurs() throws Exception {
        JsonNode page = get(job("job 0"), "/results?label=bus&bbox_format=xyxy");

        assertThat(page.path("state").asText()).isEqualTo("COMPLETED");
        assertThat(page.path("items")).hasSize(2);
        assertThat(page.has("not_kept")).isFalse();
        JsonNode image = page.path("items").get(0);
        assertThat(image.path("uri").asText()).isEqualTo("/files/0.jpg");
        assertThat(image.at("/tasks/0/model/name").asText()).isEqualTo("yolov8n");
        assertThat(image.at("/tasks/0/objects")).hasSize(1);
        assertThat(image.at("/tasks/0/objects/0/bbox").toString())
                .isEqualTo("[10.5,20.0,640.0,300.0]");
    }

    @Test
    void exportsHaveThem() throws Exception {
        assertThat(
                        new String(
                                client.get(TENANT, "/jobs/" + job("job 0") + "/results?format=csv")
                                        .body(),
                                StandardCharsets.UTF_8))
                .contains("bus", "0.875", "car");
    }

    @Test
    void whatCannotBeReadIsSaidToBeMissing() throws Exception {
        JsonNode page = get(job("job 10"), "/results");

        assertThat(page.path("items")).isEmpty();
        assertThat(page.path("not_kept").asInt()).isEqualTo(2);
    }

    @Test
    void whatTheJobCameToIsToldAsItWas() throws Exception {
        JsonNode page = get(job("job 11"), "/results");

        assertThat(page.at("/former_results/text/0").asText()).isEqualTo("Zürich");
        assertThat(get(job("job 10"), "/results").has("former_results")).isFalse();
    }

    private static JsonNode get(String job, String path) throws Exception {
        HttpResponse<byte[]> response = client.get(TENANT, "/jobs/" + job + path);
        assertThat(response.statusCode())
                .as(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private static String job(String name) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT id FROM cv.processing_jobs WHERE tenant_id = '"
                                        + TENANT
                                        + "' AND job_name = '"
                                        + name
                                        + "'")) {
            row.next();
            return row.getString(1);
        }
    }

    private static String script(String name) throws IOException {
        return Files.readString(TABLES.resolve(name));
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(URL.jdbcUrl(), URL.user(), URL.password());
    }
}
