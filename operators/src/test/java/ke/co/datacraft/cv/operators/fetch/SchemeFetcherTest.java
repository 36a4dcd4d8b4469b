package ke.co.datacraft.cv.operators.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.operators.settings.FetchSettings;
import ke.co.datacraft.cv.operators.settings.S3Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemeFetcherTest {

    private static SchemeFetcher fetcher(List<String> roots, S3Settings s3) {
        Duration time = Duration.ofSeconds(5);
        return SchemeFetcher.of(
                new FetchSettings(roots, false, s3, 1, time, time, 1, time, time), null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/a.jpg", "data:image/png;base64,AA", "jar:file:/a.jar!/b"})
    void refusesUnknownSchemes(String uri) {
        FetchException failure =
                catchThrowableOfType(
                        FetchException.class,
                        () -> fetcher(List.of(), null).check(URI.create(uri)));

        assertThat(failure.reason()).isEqualTo(ReasonCode.UNSUPPORTED_SCHEME);
        assertThat(failure)
                .hasMessageContaining(uri.substring(0, uri.indexOf(':')))
                .hasMessageContaining("file, http, https");
    }

    @Test
    void tellsHowToConfigureObjectStorage() {
        FetchException failure =
                catchThrowableOfType(
                        FetchException.class,
                        () -> fetcher(List.of(), null).check(URI.create("s3://bucket/a.jpg")));

        assertThat(failure.reason()).isEqualTo(ReasonCode.UNSUPPORTED_SCHEME);
        assertThat(failure).hasMessageContaining("CV_S3_ENDPOINT_URL");
    }

    @Test
    void sendsEachSchemeItsWay(@TempDir Path root) throws Exception {
        Files.writeString(root.resolve("a.jpg"), "x");
        S3Settings s3 = new S3Settings("http://127.0.0.1:1", null, "id", "secret");
        try (SchemeFetcher fetcher = fetcher(List.of(root.toString()), s3)) {
            for (String scheme : List.of("file", "HTTP", "https", "S3")) {
                fetcher.check(URI.create(scheme + "://host/a.jpg"));
            }
            try (FetchStream stream = fetcher.open(URI.create("FILE://" + root + "/a.jpg"))) {
                assertThat(stream.length()).isEqualTo(1);
            }
        }
    }
}
