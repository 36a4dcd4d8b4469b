package ke.co.datacraft.cv.operators.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import ke.co.datacraft.cv.contracts.ReasonCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    /** Resolves literals as Java does, and names to what the test wants. */
    private static AddressGuard guard(String... addressesOfNames) {
        return new AddressGuard(
                false,
                host -> {
                    if (!host.endsWith(".test")) {
                        return InetAddress.getAllByName(host);
                    }
                    InetAddress[] addresses = new InetAddress[addressesOfNames.length];
                    for (int i = 0; i < addresses.length; i++) {
                        addresses[i] = InetAddress.getByName(addressesOfNames[i]);
                    }
                    return addresses;
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/a.jpg",
                "http://127.255.255.254/",
                "http://0.0.0.0/",
                "http://0.1.2.3/",
                "http://10.0.0.1/",
                "http://172.16.0.1/",
                "http://172.31.255.255/",
                "http://192.168.1.1:8080/",
                "http://169.254.169.254/latest/meta-data/",
                "http://100.64.0.1/",
                "http://100.127.255.254/",
                "http://192.0.0.1/",
                "http://192.0.2.1/",
                "http://198.18.0.1/",
                "http://198.51.100.7/",
                "http://203.0.113.9/",
                "http://224.0.0.1/",
                "http://240.0.0.1/",
                "http://255.255.255.255/",
                "http://[::1]/",
                "http://[::]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[::ffff:169.254.169.254]/",
                "http://[::127.0.0.1]/",
                "http://[fe80::1]/",
                "http://[fc00::1]/",
                "http://[fd00:ec2::254]/",
                "http://[fec0::1]/",
                "http://[ff02::1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[2002:7f00:1::]/",
                "http://[2001:db8::1]/",
                "http://[2001:0:7f00:1::]/",
                "http://[100::1]/",
                "http://0177.0.0.1/",
                "http://127.0.0.01/",
                "http://localhost/"
            })
    void refusesWhatIsNotPublic(String uri) {
        FetchException failure =
                catchThrowableOfType(
                        FetchException.class, () -> guard("93.184.216.34").check(URI.create(uri)));

        assertThat(failure).as(uri).isNotNull();
        assertThat(failure.reason()).isEqualTo(ReasonCode.FORBIDDEN_LOCATION);
        assertThat(failure.mayPass()).isFalse();
        assertThat(failure).hasMessageContaining("CV_ALLOW_PRIVATE_ADDRESSES");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://0x7f000001/",
                "http://127.1/",
                "http://0x7f.0.0.1/",
                "http://017700000001/",
                "http:///a.jpg",
                "http:a.jpg",
                "http://exa_mple/"
            })
    void refusesHostsThatAreNone(String uri) {
        FetchException failure =
                catchThrowableOfType(
                        FetchException.class, () -> guard("93.184.216.34").check(URI.create(uri)));

        assertThat(failure).as(uri).isNotNull();
        assertThat(failure.reason()).isIn(ReasonCode.FORBIDDEN_LOCATION, ReasonCode.INVALID_FIELD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://93.184.216.34/",
                "https://172.15.0.1/",
                "https://100.63.0.1/",
                "https://[2606:2800:220:1::1]/",
                "https://[64:ff9b::5db8:d822]/",
                "https://images.test/a.jpg"
            })
    void letsPublicAddressesThrough(String uri) {
        assertThatCode(() -> guard("93.184.216.34", "2606:2800:220:1::1").check(URI.create(uri)))
                .doesNotThrowAnyException();
    }

    @Test
    void judgesEveryAddressOfAName() {
        FetchException failure =
                catchThrowableOfType(
                        FetchException.class,
                        () ->
                                guard("93.184.216.34", "10.0.0.7")
                                        .check(URI.create("http://images.test/")));

        assertThat(failure.reason()).isEqualTo(ReasonCode.FORBIDDEN_LOCATION);
        assertThat(failure).hasMessageNotContaining("10.0.0.7");
    }

    @Test
    void aNameWithoutAddressMayHaveOneLater() {
        AddressGuard guard =
                new AddressGuard(
                        false,
                        host -> {
                            throw new UnknownHostException(host);
                        });

        FetchException failure =
                catchThrowableOfType(
                        FetchException.class,
                        () -> guard.check(URI.create("http://nowhere.test/")));

        assertThat(failure.reason()).isEqualTo(ReasonCode.FETCH_FAILED);
        assertThat(failure.mayPass()).isTrue();
        assertThat(failure).hasMessageContaining("nowhere.test");
    }

    @Test
    void allowsEverythingWhereItIsTold() {
        assertThatCode(() -> AddressGuard.allowingAll().check(URI.create("http://127.0.0.1/")))
                .doesNotThrowAnyException();
    }
}
