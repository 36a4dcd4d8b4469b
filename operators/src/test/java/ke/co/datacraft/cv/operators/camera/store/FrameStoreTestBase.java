package ke.co.datacraft.cv.operators.camera.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import ke.co.datacraft.cv.contracts.ObjectNames;
import ke.co.datacraft.cv.contracts.encryption.DecryptingInputStream;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import ke.co.datacraft.cv.operators.fetch.FetchStream;
import ke.co.datacraft.cv.operators.fetch.Fetcher;
import org.junit.jupiter.api.Test;

/** What every store does; what it keeps is read as VisionJob reads it. */
abstract class FrameStoreTestBase {

    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    abstract FrameStore store();

    abstract Fetcher fetcher();

    @Test
    void aFrameIsReadAtTheAddressThatIsTold() throws Exception {
        String uri = store().put(new FrameKey("acme/x", "gate", NOON), new byte[] {1, 2}, DAY);
        assertThat(read(uri)).containsExactly(1, 2);
    }

    @Test
    void theSameFrameTakesItsOwnPlace() throws Exception {
        FrameKey key = new FrameKey("acme", "gate", NOON);
        String first = store().put(key, new byte[] {1}, DAY);
        assertThat(store().put(key, new byte[] {2}, DAY)).isEqualTo(first);
        assertThat(read(first)).containsExactly(2);
        String other = store().put(new FrameKey("acme", "yard", NOON), new byte[] {3}, DAY);
        assertThat(other).isNotEqualTo(first);
        assertThat(read(first)).containsExactly(2);
    }

    @Test
    void withAKeyOnlyItsTenantReadsIt() throws Exception {
        EncryptionKeys keys =
                EncryptionKeys.parse("one:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        byte[] jpeg = "a picture that nobody else may see".getBytes();
        String uri =
                new EncryptingFrameStore(store(), keys)
                        .put(new FrameKey("acme", "gate", NOON.plusSeconds(1)), jpeg, DAY);
        byte[] stored = read(uri);
        assertThat(new String(stored)).doesNotContain("picture");
        InputStream plain =
                new DecryptingInputStream(
                        new ByteArrayInputStream(stored), keys, ObjectNames.of("acme"));
        assertThat(plain.readAllBytes()).isEqualTo(jpeg);
    }

    byte[] read(String uri) throws Exception {
        try (FetchStream stream = fetcher().open(URI.create(uri))) {
            return stream.body().readAllBytes();
        }
    }
}
