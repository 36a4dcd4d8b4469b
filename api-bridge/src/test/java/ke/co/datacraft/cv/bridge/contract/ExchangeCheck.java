package ke.co.datacraft.cv.bridge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Whether an answer is one that {@code openapi.yaml} tells. */
final class ExchangeCheck {

    private final ContractFile file;

    ExchangeCheck(ContractFile file) {
        this.file = file;
    }

    void verify(String operationId, Answer answer) {
        assertThat(file.statuses(operationId))
                .as("%s answers %s", operationId, answer)
                .contains(answer.status());
        JsonNode response = file.response(operationId, answer.status());
        for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
            if (file.openApi().resolved(header.getValue()).path("required").asBoolean()) {
                assertThat(answer.header(header.getKey()))
                        .as("%s %s: %s", operationId, answer.status(), header.getKey())
                        .isNotEmpty();
            }
        }
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            assertThat(answer.body()).as("%s %s", operationId, answer.status()).isEmpty();
            return;
        }
        JsonNode schema = schema(operationId, content, answer);
        if (answer.mediaType().endsWith("json")) {
            List<String> problems = file.problems(schema, answer.json());
            assertThat(problems).as("%s answers %s", operationId, answer).isEmpty();
            if (answer.status() >= 400 && answer.mediaType().contains("problem")) {
                assertThat(answer.json().path("status").intValue()).isEqualTo(answer.status());
                assertThat(answer.json().path("trace_id").textValue()).isNotEmpty();
            }
        }
    }

    private static JsonNode schema(String operationId, JsonNode content, Answer answer) {
        for (Map.Entry<String, JsonNode> type : content.properties()) {
            boolean isRange = type.getKey().endsWith("/*");
            String begin = type.getKey().substring(0, type.getKey().length() - (isRange ? 1 : 0));
            if (isRange ? answer.mediaType().startsWith(begin) : answer.mediaType().equals(begin)) {
                return type.getValue().path("schema");
            }
        }
        throw new AssertionError(
                "%s answers %s, a media type that is not declared".formatted(operationId, answer));
    }
}
