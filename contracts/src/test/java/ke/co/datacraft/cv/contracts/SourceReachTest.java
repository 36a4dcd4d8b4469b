package ke.co.datacraft.cv.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceReachTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "168.63.129.16",
                "100.100.100.200",
                "fd00:ec2::254",
                "fe80::1",
                "0.0.0.0",
                "224.0.0.1",
                "::ffff:169.254.169.254",
                "2852039166",
                "0xA9FEA9FE",
                "0x",
                "0251.0376.0251.0376",
                "169.254.43518",
                "169.254.169.254.",
                "256.1.1.1",
                "1.2.3.4.5",
                "camera.7"
            })
    void metadataOfCloudsLinkLocalAddressesAndOtherSpellingsOfNumbersAreRefused(String host) {
        assertThat(SourceReach.host(host)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.5",
                "192.168.1.20",
                "127.0.0.1",
                "8.8.8.8",
                "fd12::1",
                "::1",
                "localhost",
                "camera-7",
                "7.cameras.example.com",
                "gate.0xab.example"
            })
    void camerasAreReached(String host) {
        assertThat(SourceReach.host(host)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp://10.0.0.5/1, 10.0.0.5",
        "rtsp://{user}:{password}@gate:8554/1, gate",
        "http://[fe80::1]:80/, fe80::1",
        "https://a.example?x=@b, a.example",
        "file:///a/b, ''"
    })
    void theHostIsWhatIsConnectedTo(String uri, String host) {
        assertThat(SourceAddress.host(uri)).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource({
        "/films/a.mp4, true",
        "/films/b/c.mp4, true",
        "/films2/a.mp4, false",
        "/etc/passwd, false",
        "/films/objects/tenants/acme/a.mp4, true",
        "/films/objects/tenants/acme2/a.mp4, false",
        "/films/objects, false"
    })
    void aFileLiesInAnAllowedFolderAndIsNoOthers(String path, boolean allowed) {
        Optional<SourceReach.Refusal> refusal =
                SourceReach.file(
                        Path.of(path),
                        "acme",
                        List.of(Path.of("/films")),
                        Path.of("/films/objects"));

        assertThat(refusal.isEmpty()).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "s3://own/tenants/acme/f.mp4, true",
        "s3://own/tenants/acme2/f.mp4, false",
        "s3://own/tenants/acme/../acme2/f.mp4, false",
        "s3://films/any/f.mp4, true",
        "s3://others/f.mp4, false",
        "s3://films, false"
    })
    void anObjectIsTheTenantsOrInAFurtherBucket(String uri, boolean allowed) {
        assertThat(SourceReach.object(uri, "acme", "own", List.of("films")).isEmpty())
                .isEqualTo(allowed);
    }
}
