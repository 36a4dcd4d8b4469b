package ke.co.datacraft.cv.bridge.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.OperationSpec;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation made to answer with every status that it declares, but for those of roles. */
class StatusesITCase {

    private static final ContractFile FILE = new ContractFile();
    private static final Set<Integer> OF_ROLES = Set.of(401, 403);

    private static ApiBridge normal;
    private static ApiBridge strict;
    private static ApiBridge alone;
    private static StatusProvokers provokers;

    @BeforeAll
    static void start() {
        normal = TestingBridge.start(Map.of("CV_RATE_LIMIT_PER_MINUTE", "0"));
        strict =
                TestingBridge.start(
                        Map.of(
                                "CV_RATE_LIMIT_PER_MINUTE", "1",
                                "CV_API_MAX_BODY_KB", "1",
                                "CV_MAX_FILE_SIZE_MB", "1"));
        alone =
                TestingBridge.start(
                        Map.of(
                                "CV_DATABASE_URL", "postgresql://postgres@127.0.0.1:1/none",
                                "CV_DATABASE_POOL_TIMEOUT", "1",
                                "CV_REDIS_URL", "redis://127.0.0.1:1/0"));
        provokers =
                new StatusProvokers(
                        new ContractClient(FILE, normal),
                        new ContractClient(FILE, strict),
                        new ContractClient(FILE, alone));
        provokers.beginOutage(
                FILE.openApi().operations().values().stream()
                        .filter(operation -> FILE.statuses(operation.id()).contains(503))
                        .toList());
    }

    @AfterAll
    static void stop() {
        normal.close();
        strict.close();
        alone.close();
    }

    @TestFactory
    Stream<DynamicTest> everyStatus() {
        return FILE.openApi().operations().values().stream()
                .flatMap(
                        operation ->
                                FILE.statuses(operation.id()).stream()
                                        .filter(status -> !OF_ROLES.contains(status))
                                        .map(status -> test(operation, status)));
    }

    private static DynamicTest test(OperationSpec operation, int status) {
        return dynamicTest(
                operation.id() + " answers " + status,
                () -> {
                    Answer answer = provokers.provoke(operation, status);

                    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
                });
    }
}
