package ke.co.datacraft.cv.operators.vision;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.externalresource.ExternalResourceInfo;

/** What Flink's GPU driver says of a graphics card. */
record FakeCard(String number) implements ExternalResourceInfo {

    @Override
    public Optional<String> getProperty(String key) {
        return key.equals("index") ? Optional.of(number) : Optional.empty();
    }

    @Override
    public Collection<String> getKeys() {
        return List.of("index");
    }
}
