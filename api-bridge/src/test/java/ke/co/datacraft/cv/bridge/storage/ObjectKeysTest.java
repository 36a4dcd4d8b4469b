package ke.co.datacraft.cv.bridge.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ObjectKeysTest {

    private static final UUID ID = UUID.fromString("7d0f0a52-6f3e-4d0a-9a53-3f0f6f0f2a11");

    @Test
    void uploadsLieByTenantAndDay() {
        assertThat(ObjectKeys.upload("acme_1.x", Instant.parse("2026-03-04T23:59:59Z"), ID))
                .isEqualTo("tenants/acme_1.x/uploads/2026/03/04/" + ID);
    }

    @Test
    void aNameKeepsNothingThatMeansSomethingElsewhere() {
        assertThat(ObjectKeys.tenantPrefix("..")).isEqualTo("tenants/!2E./");
        assertThat(ObjectKeys.tenantPrefix("a/b c!")).isEqualTo("tenants/a!2Fb!20c!21/");
        assertThat(ObjectKeys.tenantPrefix("\u00fc")).isEqualTo("tenants/!C3!BC/");
    }

    @Property
    void everyTenantHasAPrefixOfItsOwn(
            @ForAll @StringLength(min = 1, max = 100) String one,
            @ForAll @StringLength(min = 1, max = 100) String other) {
        String key = ObjectKeys.upload(one, Instant.EPOCH, ID);

        assertThat(ObjectKeys.isKey(key)).isTrue();
        assertThat(key.length()).isLessThan(300);
        assertThat(key.startsWith(ObjectKeys.tenantPrefix(other))).isEqualTo(same(one, other));
    }

    /** Halves of surrogate pairs all become a question mark; no tenant's name holds one. */
    private static boolean same(String one, String other) {
        return new String(one.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .equals(new String(other.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
