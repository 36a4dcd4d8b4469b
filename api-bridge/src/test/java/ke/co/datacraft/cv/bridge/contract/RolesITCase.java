package ke.co.datacraft.cv.bridge.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Map;
import java.util.stream.Stream;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.OperationSpec;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation against every role, and against nobody. */
class RolesITCase {

    private static final ContractFile FILE = new ContractFile();
    private static final String TENANT = TestingBridge.tenant();

    private static ApiBridge bridge;
    private static ContractClient client;

    @BeforeAll
    static void start() {
        bridge = TestingBridge.start(Map.of());
        client = new ContractClient(FILE, bridge);
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    private static Stream<OperationSpec> operations() {
        return FILE.openApi().operations().values().stream();
    }

    @TestFactory
    Stream<DynamicTest> nobody() {
        return operations()
                .map(operation -> dynamicTest(operation.id(), () -> nobodyCalls(operation)));
    }

    private static void nobodyCalls(OperationSpec operation) {
        Answer answer = client.request(operation.id()).send();

        if (operation.roles().isEmpty()) {
            assertThat(answer.status()).isNotIn(401, 403);
        } else {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("unauthorized");
        }
    }

    @TestFactory
    Stream<DynamicTest> aTokenThatNobodySigned() {
        String token = TestingBridge.token(TENANT, Role.ADMIN);
        String forged = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(43);
        return operations()
                .filter(operation -> !operation.roles().isEmpty())
                .map(
                        operation ->
                                dynamicTest(
                                        operation.id(),
                                        () ->
                                                assertThat(
                                                                client.request(operation.id())
                                                                        .token(forged)
                                                                        .send()
                                                                        .status())
                                                        .isEqualTo(401)));
    }

    @TestFactory
    Stream<DynamicTest> eachRole() {
        return operations()
                .flatMap(
                        operation ->
                                Stream.of(Role.values())
                                        .map(
                                                role ->
                                                        dynamicTest(
                                                                operation.id()
                                                                        + " by "
                                                                        + role.word(),
                                                                () -> calls(operation, role))));
    }

    private static void calls(OperationSpec operation, Role role) {
        Answer answer =
                client.request(operation.id()).token(TestingBridge.token(TENANT, role)).send();

        if (operation.roles().isEmpty() || operation.roles().contains(role)) {
            assertThat(answer.status()).isNotIn(401, 403);
        } else {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("forbidden");
        }
    }
}
