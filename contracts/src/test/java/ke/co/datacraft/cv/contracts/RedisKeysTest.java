package ke.co.datacraft.cv.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RedisKeysTest {

    private static final UUID ID = UUID.fromString("7d0f0a52-6f3e-4d0a-9a53-3f0f6f0f2a11");

    @Test
    void plainNamesStayReadable() {
        assertThat(RedisKeys.job("acme", ID)).isEqualTo("cv:acme:job:" + ID);
        assertThat(RedisKeys.image("acme", ID)).isEqualTo("cv:acme:image:" + ID);
        assertThat(RedisKeys.source("Müller-42", "gate 1"))
                .isEqualTo("cv:Müller-42:source:gate%201");
    }

    @Test
    void separatorsAndHashTagsAreEscaped() {
        assertThat(RedisKeys.source("a:b{c}%", "x\n")).isEqualTo("cv:a%3Ab%7Bc%7D%25:source:x%0A");
    }

    @Property
    void noTwoOwnersShareAKey(
            @ForAll String tenant,
            @ForAll String source,
            @ForAll String otherTenant,
            @ForAll String otherSource) {
        Assume.that(!(tenant + '\0' + source).equals(otherTenant + '\0' + otherSource));
        Assume.that(encodable(tenant + source + otherTenant + otherSource));
        assertThat(RedisKeys.source(tenant, source))
                .isNotEqualTo(RedisKeys.source(otherTenant, otherSource));
        assertThat(RedisKeys.source(tenant, source).chars().filter(c -> c == ':')).hasSize(3);
    }

    private static boolean encodable(String text) {
        return java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
