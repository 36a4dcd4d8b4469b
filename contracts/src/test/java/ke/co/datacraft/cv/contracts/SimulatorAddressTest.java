package ke.co.datacraft.cv.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorAddressTest {

    @Test
    void whatIsLeftOutHasADefault() throws ContractException {
        assertThat(SimulatorAddress.parse("simulator:crossing"))
                .isEqualTo(new SimulatorAddress("crossing", 1, 5, 960, 540, 3600, null));
        assertThat(SimulatorAddress.parse("simulator://street/?").plan()).isEqualTo("street");
    }

    @Test
    void everyParameterIsRead() throws ContractException {
        SimulatorAddress address =
                SimulatorAddress.parse(
                        "simulator://avenue?seed=-7&fps=12.5&width=640&height=360&seconds=60&light=rain");
        assertThat(address)
                .isEqualTo(new SimulatorAddress("avenue", -7, 12.5, 640, 360, 60, "rain"));
        assertThat(address.frames()).isEqualTo(750);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "simulator://square?seed=1|'square' is no plan of a simulated scene; write one of [crossing, avenue, street]",
                "simulator://crossing?speed=1|'speed=1' is no parameter",
                "simulator://crossing?seed|'seed' is no parameter",
                "simulator://crossing?seed=1&seed=2|'seed' stands there twice",
                "simulator://crossing?seed=x|uri: seed: 'x' is no whole number",
                "simulator://crossing?fps=0|uri: fps: '0.0' is out of range; give above 0 to 60",
                "simulator://crossing?fps=fast|uri: fps: 'fast' is no number",
                "simulator://crossing?fps=NaN|uri: fps: 'NaN' is out of range",
                "simulator://crossing?width=10|uri: width: '10.0' is out of range; give 160 to 3840",
                "simulator://crossing?height=90.5|uri: height: '90.5' is no whole number",
                "simulator://crossing?seconds=-1|uri: seconds: '-1.0' is out of range",
                "simulator://crossing?light=fog|uri: light: 'fog' is no light; write one of",
                "simulator://crossing#x|is no simulated scene"
            })
    void whatIsWrongIsNamedWithItsCure(String uri, String message) {
        assertThatThrownBy(() -> SimulatorAddress.parse(uri)).hasMessageContaining(message);
    }
}
