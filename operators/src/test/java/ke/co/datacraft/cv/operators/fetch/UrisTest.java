package ke.co.datacraft.cv.operators.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import ke.co.datacraft.cv.contracts.ReasonCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrisTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a.jpg",
                "/tmp/a.jpg",
                "file:///a b.jpg",
                "http://[::1",
                "%",
                "http://a/%zz"
            })
    void refusesWhatIsNoUri(String text) {
        FetchException failure = catchThrowableOfType(FetchException.class, () -> Uris.parse(text));

        assertThat(failure).as(text).isNotNull();
        assertThat(failure.reason()).isEqualTo(ReasonCode.INVALID_FIELD);
    }

    @Test
    void tellsTheCureForBlanks() {
        FetchException failure =
                catchThrowableOfType(
                        FetchException.class, () -> Uris.parse("file:///holiday pictures/a.jpg"));

        assertThat(failure)
                .hasMessageContaining("file:///holiday pictures/a.jpg")
                .hasMessageContaining("%20");
    }

    @Test
    void hidesSecrets() {
        URI uri = URI.create("https://ann:s3cret@host/a.jpg?X-Amz-Signature=abc");

        assertThat(Uris.shown(uri)).isEqualTo("https://***@host/a.jpg?***");
        assertThat(
                        catchThrowableOfType(
                                FetchException.class,
                                () -> Uris.parse("https://ann:s3cret@host/a b?token=abc")))
                .hasMessageNotContaining("s3cret")
                .hasMessageNotContaining("abc");
    }

    @Test
    void shortensLongOnes() {
        assertThat(Uris.shown(URI.create("http://host/" + "a".repeat(5000)))).hasSizeLessThan(300);
    }
}
