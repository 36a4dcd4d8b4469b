package ke.co.datacraft.cv.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceValidatorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "images.v1.job",
                "images.v1.minimal",
                "images.v1.unknown-fields",
                "images.v1.chain",
                "images.v1.pipeline",
                "images.v1.part",
                "frames.v1.camera",
                "frames.v1.minimal"
            })
    void theSamplesPass(String name) throws ContractException {
        ImageReference reference =
                ContractCodec.read(GoldenSamples.bytes(name), ImageReference.class);

        assertThatCode(() -> ReferenceValidator.validate(reference)).doesNotThrowAnyException();
    }

    static Stream<Arguments> wrongOwners() {
        String job = "images.v1.job";
        String frame = "frames.v1.camera";
        return Stream.of(
                wrong(job, m -> m.remove("tenant_id"), "tenant_id: it is absent; give 1 to 100"),
                wrong(job, m -> m.put("tenant_id", ""), "tenant_id: '' has 0 characters; give 1"),
                wrong(job, m -> m.put("tenant_id", "  "), "tenant_id: '  ' is blank"),
                wrong(
                        job,
                        m -> m.put("tenant_id", "t".repeat(101)),
                        "tenant_id: '" + "t".repeat(80) + "...' has 101 characters; give 1 to 100"),
                wrong(
                        job,
                        m -> m.put("tenant_id", "a\u0000b"),
                        "tenant_id: 'a\ufffdb' has a control character; remove it"),
                wrong(job, m -> m.put("tenant_id", "a\ud83d"), "tenant_id: 'a\ufffd' has a NUL or"),
                wrong(job, m -> m.put("source_id", "gate"), "source_id: 'gate' stands beside"),
                wrong(job, m -> m.remove("job_id"), "job_id: it is absent, as is source_id"),
                wrong(job, m -> m.remove("job"), "job: it is absent beside a job_id"),
                wrong(job, m -> job(m).remove("name"), "job.name: it is absent"),
                wrong(job, m -> job(m).put("name", "n".repeat(256)), "job.name: 'nnn"),
                wrong(
                        job,
                        m -> job(m).put("total", 0),
                        "job.total: '0' is out of range; give 1 or"),
                wrong(job, m -> job(m).put("index", -1), "job.index: '-1' is out of range"),
                wrong(job, m -> job(m).put("max_retries", -1), "job.max_retries: '-1' is out of"),
                wrong(job, m -> job(m).put("created_by", ""), "job.created_by: '' has 0"),
                wrong(job, m -> job(m).put("created_by", "c".repeat(101)), "job.created_by: 'ccc"),
                wrong(frame, m -> m.put("source_id", ""), "source_id: '' has 0 characters"),
                wrong(frame, m -> m.put("source_id", "s".repeat(256)), "source_id: 'sss"));
    }

    static Stream<Arguments> wrongWork() {
        String job = "images.v1.job";
        return Stream.of(
                wrong("images.v1.part", m -> m.remove("page"), "page: it is absent beside a part"),
                wrong(
                        "images.v1.part",
                        m -> ((ObjectNode) m.get("part")).put("pages", 0),
                        "part.pages: '0' is out of range"),
                wrong(
                        "images.v1.part",
                        m -> ((ObjectNode) m.get("part")).remove("origin"),
                        "part: it lacks reference_id or origin"),
                wrong(job, m -> m.remove("uri"), "uri: it is absent"),
                wrong(job, m -> m.put("uri", "  "), "uri: '  ' is blank"),
                wrong(job, m -> m.put("uri", "s3:" + "u".repeat(8190)), "has 8193 characters"),
                wrong(job, m -> m.put("uri", "s3://a\nb"), "uri: 's3://a\ufffdb' has a control"),
                wrong(job, m -> m.put("uri", "a.png"), "uri: 'a.png' has no scheme; write file:"),
                wrong(job, m -> m.put("uri", "/etc/passwd"), "uri: '/etc/passwd' has no scheme"),
                wrong(job, m -> m.put("uri", "://a"), "uri: '://a' has no scheme"),
                wrong(job, m -> m.put("page", -1), "page: '-1' is out of range; give 0 or more"),
                wrong(
                        job,
                        m -> m.put("priority", 0),
                        "priority: '0' is out of range; give 1 to 10"),
                wrong(job, m -> m.put("priority", 11), "priority: '11' is out of range"),
                wrong(job, m -> m.put("attempt", -1), "attempt: '-1' is out of range"),
                wrong(
                        job,
                        m -> m.put("original_filename", "f".repeat(256)),
                        "original_filename: '"),
                wrong(job, m -> m.put("original_filename", "a\u0007"), "original_filename: 'a"),
                wrong(job, m -> m.put("content_type", "c".repeat(51)), "content_type: 'ccc"),
                wrong(job, m -> m.remove("tasks"), "tasks: '[]' is empty; name at least one of"),
                wrong(job, m -> m.putArray("tasks"), "tasks: '[]' is empty"),
                wrong(job, m -> task(m, 1).put("task", "ocr"), "tasks[1].task: 'ocr' is asked for"),
                wrong(job, m -> task(m, 0).put("model", ""), "tasks[0].model: '' has 0"),
                wrong(job, m -> task(m, 2).put("model", "m".repeat(122)), "tasks[2].model: 'mmm"),
                wrong(job, m -> parameters(m).put("", "a"), "tasks[0].parameters: '' has 0"),
                wrong(
                        job,
                        m -> parameters(m).put("a\u0000", "a"),
                        "tasks[0].parameters: 'a\ufffd'"),
                wrong(job, m -> parameters(m).putNull("psm"), "tasks[0].parameters.psm: it has no"),
                wrong(job, m -> parameters(m).put("psm", "6\u0000"), "tasks[0].parameters.psm: '6"),
                wrong(job, m -> parameters(m).put("p", "v".repeat(1001)), "has 1001 characters"));
    }

    static Stream<Arguments> wrongSteps() {
        String chain = "images.v1.chain";
        return Stream.of(
                wrong(chain, m -> m.put("pipeline", "p"), "pipeline: 'p' stands beside tasks"),
                wrong(
                        "images.v1.pipeline",
                        m -> m.put("pipeline", ""),
                        "pipeline: '' has 0 characters"),
                wrong(chain, m -> task(m, 0).put("step", ""), "tasks[0].step: '' has 0"),
                wrong(
                        chain,
                        m -> task(m, 3).put("step", "vehicles"),
                        "tasks[3].step: 'vehicles' is asked for twice"),
                wrong(
                        chain,
                        m -> on(m).put("step", "barcode"),
                        "tasks[1].on.step: 'barcode' is no earlier step"),
                wrong(
                        chain,
                        m -> on(m).put("step", "image_classification"),
                        "tasks[1].on.step: 'image_classification' is no earlier step"),
                wrong(
                        chain,
                        m -> task(m, 0).put("task", "quality"),
                        "tasks[1].on.step: 'vehicles' finds nothing with boxes"),
                wrong(chain, m -> on(m).put("padding", 1.5), "tasks[1].on.padding: '1.5' is out"),
                wrong(
                        chain,
                        m -> on(m).put("max_regions", 0),
                        "tasks[1].on.max_regions: '0' is out of range; give 1 to 1000"),
                wrong(
                        chain,
                        m -> on(m).putArray("labels").add(""),
                        "tasks[1].on.labels: '' has 0 characters"));
    }

    private static ObjectNode on(ObjectNode message) {
        return (ObjectNode) task(message, 1).get("on");
    }

    @ParameterizedTest
    @MethodSource({"wrongOwners", "wrongWork", "wrongSteps"})
    void namesFieldValueAndCure(String name, Consumer<ObjectNode> damage, String words)
            throws ContractException {
        ContractException failure = failure(name, damage);

        assertThat(failure.reason()).isEqualTo(ReasonCode.INVALID_FIELD);
        assertThat(failure).hasMessageContaining(words).hasMessageMatching(".+: .+[;].+");
        assertThat(SafeText.hasControls(failure.getMessage())).isFalse();
        assertThat(failure.getMessage().length()).isLessThan(300);
    }

    @Test
    void anUnknownTaskHasAReasonOfItsOwn() throws ContractException {
        ContractException failure = failure("images.v1.job", m -> task(m, 0).put("task", "xyz"));

        assertThat(failure.reason()).isEqualTo(ReasonCode.UNKNOWN_TASK);
        assertThat(failure)
                .hasMessage(
                        "tasks[0].task: 'xyz' is not a task; known are object_detection, image_classification, face_detection, barcode, embedding, ocr,"
                                + " quality");
    }

    @Test
    void limitsThemselvesPass() throws ContractException {
        ObjectNode message = (ObjectNode) ContractCodec.tree(GoldenSamples.bytes("images.v1.job"));
        message.put("tenant_id", "\ud83d\udc1d".repeat(100));
        message.put("uri", "s3:" + "u".repeat(8189));
        message.put("original_filename", "f".repeat(255));
        message.put("content_type", "c".repeat(50));
        message.put("priority", 10).put("page", 0);
        job(message).put("name", "n".repeat(255)).put("created_by", "c".repeat(100));
        parameters(message).put("p", "line\nfeed" + "v".repeat(991));
        ImageReference reference =
                ContractCodec.read(ContractCodec.toBytes(message), ImageReference.class);

        assertThatCode(() -> ReferenceValidator.validate(reference)).doesNotThrowAnyException();
        assertThat(TestingSchemas.errors("images", message)).isEmpty();
    }

    private static ContractException failure(String name, Consumer<ObjectNode> damage)
            throws ContractException {
        ObjectNode message = (ObjectNode) ContractCodec.tree(GoldenSamples.bytes(name));
        damage.accept(message);
        ImageReference reference = ContractCodec.read(ascii(message), ImageReference.class);
        ContractException failure =
                catchThrowableOfType(
                        ContractException.class, () -> ReferenceValidator.validate(reference));
        assertThat(failure).as("a ContractException").isNotNull();
        return failure;
    }

    /** JSON with everything beyond ASCII escaped, so that half a surrogate pair gets through. */
    private static byte[] ascii(ObjectNode message) {
        StringBuilder json = new StringBuilder();
        for (char c : ContractCodec.toJson(message).toCharArray()) {
            json.append(c < 128 ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return json.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static Arguments wrong(String name, Consumer<ObjectNode> damage, String words) {
        return Arguments.of(name, damage, words);
    }

    private static ObjectNode job(ObjectNode message) {
        return (ObjectNode) message.get("job");
    }

    private static ObjectNode task(ObjectNode message, int index) {
        return (ObjectNode) message.at("/tasks/" + index);
    }

    private static ObjectNode parameters(ObjectNode message) {
        return (ObjectNode) message.at("/tasks/0/parameters");
    }
}
