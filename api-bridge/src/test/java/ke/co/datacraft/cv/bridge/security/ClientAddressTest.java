package ke.co.datacraft.cv.bridge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import ke.co.datacraft.cv.bridge.settings.AddressRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    private static final String FORWARDED = "X-Forwarded-For";

    private final ClientAddress addresses =
            new ClientAddress(AddressRange.list("10.0.0.0/8, fd00::/8"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    10.1.2.3     | 203.0.113.7                     | 203.0.113.7
                    10.1.2.3     | 1.1.1.1, 203.0.113.7            | 203.0.113.7
                    10.1.2.3     | 1.1.1.1, 203.0.113.7, 10.9.9.9  | 203.0.113.7
                    10.1.2.3     | 10.8.8.8                        | 10.8.8.8
                    10.1.2.3     | unknown                         | 10.1.2.3
                    10.1.2.3     | 203.0.113.7, evil.test          | 10.1.2.3
                    10.1.2.3     | 999.1.1.1                       | 10.1.2.3
                    203.0.113.9  | 1.1.1.1                         | 203.0.113.9
                    fd00:0:0:0:0:0:0:1 | [2001:db8::5]             | 2001:db8:0:0:0:0:0:5
                    """)
    void theClientIsTheLastThatNoTrustedProxyHas(String peer, String header, String expected) {
        assertThat(addresses.of(FakeRequest.of("GET", peer, Map.of(FORWARDED, header))))
                .isEqualTo(expected);
    }

    @Test
    void withoutProxiesTheHeadersMeanNothing() {
        ClientAddress direct = new ClientAddress(AddressRange.list(""));
        var request =
                FakeRequest.of(
                        "GET",
                        "10.1.2.3",
                        Map.of(FORWARDED, "1.1.1.1", "X-Forwarded-Proto", "https"));

        assertThat(direct.of(request)).isEqualTo("10.1.2.3");
        assertThat(direct.isSecure(request)).isFalse();
        assertThat(addresses.isSecure(request)).isTrue();
    }

    @Test
    void anIpv6NetworkIsOneCaller() {
        assertThat(ClientAddress.network("2001:db8::1"))
                .isEqualTo(ClientAddress.network("2001:db8:0:0:ffff::2"))
                .isNotEqualTo(ClientAddress.network("2001:db8:0:1::1"));
        assertThat(ClientAddress.network("203.0.113.7")).isEqualTo("203.0.113.7");
    }
}
