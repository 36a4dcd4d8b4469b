package ke.co.datacraft.cv.contracts.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever the length and however it is read: what goes in comes out. */
class ObjectEncryptionPropertiesTest {

    /** Lengths, those around the ends of segments more often. */
    @Provide
    Arbitrary<Integer> lengths() {
        Arbitrary<Integer> around =
                Arbitraries.integers()
                        .between(0, 3)
                        .flatMap(
                                segments ->
                                        Arbitraries.integers()
                                                .between(-2, 2)
                                                .map(off -> Math.max(0, (segments << 16) + off)));
        return Arbitraries.oneOf(around, Arbitraries.integers().between(0, 200_000));
    }

    @Property(tries = 200)
    void roundTrip(
            @ForAll("lengths") int length,
            @ForAll @IntRange(min = 1, max = 70_000) int piece,
            @ForAll long seed)
            throws IOException {
        byte[] plain = new byte[length];
        new Random(seed).nextBytes(plain);

        byte[] stored =
                readBy(
                        piece,
                        new EncryptingInputStream(
                                dripping(plain, piece), TestingKeys.BOTH, "acme"));

        assertThat((long) stored.length)
                .isEqualTo(EncryptingInputStream.storedLength(length, TestingKeys.BOTH))
                .isLessThanOrEqualTo(EncryptingInputStream.maxStoredLength(length));
        DecryptingInputStream opened =
                new DecryptingInputStream(dripping(stored, piece), TestingKeys.NEW, "acme");
        assertThat(opened.isEncrypted()).isTrue();
        assertThat(opened.plainLength(stored.length)).isEqualTo(length);
        assertThat(opened.plainLength(-1)).isEqualTo(-1);
        assertThat(readBy(piece, opened)).isEqualTo(plain);
    }

    /** Any range, of encrypted and of plain objects, read from what a range of it holds. */
    @Property(tries = 200)
    void ranges(
            @ForAll @IntRange(min = 1, max = 20_000) int length,
            @ForAll @IntRange(max = 19_999) int offset,
            @ForAll @IntRange(min = 1, max = 30_000) int count,
            @ForAll boolean encrypted)
            throws IOException {
        Assume.that(offset < length);
        byte[] plain = TestingKeys.pattern(length);
        byte[] stored = encrypted ? TestingKeys.encrypted(plain, 12) : plain;
        AtomicLong read = new AtomicLong();

        byte[] range;
        try (InputStream stream =
                EncryptedRange.open(
                        (from, most) -> {
                            int end = (int) Math.min(stored.length, from + most);
                            read.addAndGet(end - from);
                            return new ByteArrayInputStream(
                                    Arrays.copyOfRange(stored, (int) from, end));
                        },
                        TestingKeys.OLD,
                        "acme",
                        offset,
                        count)) {
            range = stream.readAllBytes();
        }

        assertThat(range)
                .isEqualTo(Arrays.copyOfRange(plain, offset, Math.min(length, offset + count)));
        assertThat(read.get()).isLessThan(count + 2 * 5000L);
    }

    @Property(tries = 200)
    void plainBytesPass(@ForAll byte[] plain, @ForAll @IntRange(min = 1, max = 100) int piece)
            throws IOException {
        DecryptingInputStream opened =
                new DecryptingInputStream(dripping(plain, piece), TestingKeys.NEW, "acme");
        assertThat(opened.plainLength(plain.length)).isEqualTo(plain.length);
        assertThat(opened.isEncrypted()).isFalse();
        assertThat(readBy(piece, opened)).isEqualTo(plain);
    }

    /** A stream that gives at most so many bytes at once, as a network does. */
    private static InputStream dripping(byte[] bytes, int piece) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return super.read(into, offset, Math.min(length, piece));
            }
        };
    }

    private static byte[] readBy(int piece, InputStream stream) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[piece];
        try (stream) {
            for (int read = stream.read(); read >= 0; read = stream.read()) {
                all.write(read);
                int count = stream.read(buffer);
                if (count < 0) {
                    break;
                }
                all.write(buffer, 0, count);
            }
        }
        return all.toByteArray();
    }
}
