package ke.co.datacraft.cv.bridge.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingHttp;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.bridge.testing.TopicRecords;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ReferenceValidator;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An operator of one tenant. */
final class JobsClient {

    static final String ONE =
            """
            {"references": [{"uri": "https://example.com/a%20street.jpg"}],
             "tasks": [{"task": "quality"}]}
            """;

    private final TestingServices services;
    private final TestingHttp http;
    private final String tenant;
    private final String token;

    JobsClient(ApiBridge bridge, TestingServices services, String tenant) {
        this.services = services;
        this.http = new TestingHttp(bridge);
        this.tenant = tenant;
        this.token = TestingBridge.token(tenant, Role.OPERATOR);
    }

    String tenant() {
        return tenant;
    }

    String token() {
        return token;
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + token));
        all.addAll(List.of(headers));
        return http.send(method, "/api/v1" + path, body, all.toArray(String[]::new));
    }

    HttpResponse<String> submit(String body, String... headers) {
        return send("POST", "/jobs", body, headers);
    }

    /** Id of a job that is accepted. */
    String job(String body) {
        HttpResponse<String> response = submit(body);
        if (response.statusCode() != 202) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return TestingHttp.json(response).get("job_id").asText();
    }

    JsonNode get(String path) {
        return TestingHttp.json(send("GET", path, null));
    }

    /** Records of a topic that belong to this tenant. */
    List<ConsumerRecord<String, byte[]>> records(String topic) {
        return TopicRecords.of(services.kafka().bootstrapServers(), topic).stream()
                .filter(record -> tenant.equals(header(record, Topics.TENANT_HEADER)))
                .toList();
    }

    static String header(ConsumerRecord<String, byte[]> record, String name) {
        return record.headers().lastHeader(name) == null
                ? null
                : new String(record.headers().lastHeader(name).value());
    }

    /** References of this tenant on their topic, each found to be valid. */
    List<ImageReference> references() throws Exception {
        List<ImageReference> references = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records("cv.images")) {
            ImageReference reference = ContractCodec.read(record.value(), ImageReference.class);
            ReferenceValidator.validate(reference);
            references.add(reference);
        }
        return references;
    }

    /** Moves a job as the stream does. */
    void move(String job, String state, String more) throws SQLException {
        update(
                "UPDATE cv.processing_jobs SET status = ?, updated_at = now() "
                        + more
                        + " WHERE tenant_id = ? AND id = CAST(? AS UUID)",
                state,
                tenant,
                job);
    }

    int update(String sql, Object... values) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            JobTable.bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /** Number that a query with one parameter, the tenant, gives. */
    long number(String query) throws SQLException {
        return Long.parseLong(text(query));
    }

    /** Text that a query with one parameter, the tenant, gives. */
    String text(String query) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(query)) {
            JobTable.bind(statement, tenant);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    long jobs() throws SQLException {
        return number("SELECT count(*) FROM cv.processing_jobs WHERE tenant_id = ?");
    }

    /** Waits until nothing is left to send. */
    boolean isRelayed() throws SQLException {
        return number(
                        "SELECT count(*) FROM cv.outbox, jsonb_array_elements(headers) header"
                                + " WHERE header ->> 'name' = 'tenant' AND header ->> 'value' = ?")
                == 0;
    }

    private Connection connect() throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(services.databaseUrl());
        return DriverManager.getConnection(url.jdbcUrl(), url.user(), "");
    }
}
