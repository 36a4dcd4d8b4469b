package ke.co.datacraft.cv.bridge.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import org.junit.jupiter.api.Test;

class HttpApiTest {

    private static final Handler NOTHING = call -> {};

    @Test
    void anOperationNeedsAHandler() {
        assertThatThrownBy(() -> start(routes -> routes.on("getHealth", NOTHING)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("operations without a handler [activateModel, ")
                .hasMessageNotContaining("getHealth");
    }

    @Test
    void aHandlerNeedsAnOperation() {
        assertThatThrownBy(
                        () ->
                                start(
                                        routes -> {
                                            OpenApi.load()
                                                    .operations()
                                                    .keySet()
                                                    .forEach(id -> routes.on(id, NOTHING));
                                            routes.on("makeCoffee", NOTHING);
                                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "without an operation [makeCoffee], operations without a handler []");
    }

    private static HttpApi start(Resource resource) {
        return new HttpApi(
                BridgeSettings.read(Map.of()).http(),
                new HttpParts(
                        OpenApi.load(),
                        request -> Optional.empty(),
                        (call, action, type, id) -> {},
                        List.of(),
                        List.of(resource)));
    }
}
