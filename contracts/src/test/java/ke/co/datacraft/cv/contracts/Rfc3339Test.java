package ke.co.datacraft.cv.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    @Property
    void ownFormMeansWhatTheJdkReads(
            @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long second,
            @ForAll @LongRange(min = 0, max = 999) long milli) {
        Instant time = Instant.ofEpochSecond(second).plus(milli, ChronoUnit.MILLIS);
        String json = ContractCodec.toJson(time);
        String text = json.substring(1, json.length() - 1);

        assertThat(text).hasSize(24);
        assertThat(Rfc3339.parse(text)).isEqualTo(time).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z,2026-01-31T12:00:00Z",
        "2026-01-31T14:00:00.5+02:00,2026-01-31T12:00:00.500Z",
        "2026-01-31T12:00:00.123456Z,2026-01-31T12:00:00.123456Z"
    })
    void otherFormsAreReadToo(String text, Instant expected) {
        assertThat(Rfc3339.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30T12:00:00.000Z",
                "2026-13-01T12:00:00.000Z",
                "2026-01-31T24:00:00.000Z",
                "2026-01-31T12:00:60.000Z",
                "2026-01-31 12:00:00.000Z",
                "2026-01-31T12:00:00.000",
                "２026-01-31T12:00:00.000Z",
                "yesterday"
            })
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> Rfc3339.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
