package ke.co.datacraft.cv.bridge.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantKeysTest {

    @ParameterizedTest
    @CsvSource({
        "acme, cv:acme:*",
        "a*c?e, cv:a\\*c\\?e:*",
        "[a-z]^, cv:\\[a-z\\]\\^:*",
        "a:b c, cv:a%3Ab%20c:*"
    })
    void aNameIsNoPattern(String tenant, String pattern) {
        assertThat(TenantKeys.pattern(tenant)).isEqualTo(pattern);
    }
}
