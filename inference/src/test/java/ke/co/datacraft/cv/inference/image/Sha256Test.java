package ke.co.datacraft.cv.inference.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Sha256Test {

    /** FIPS 180-2, appendix B.1. */
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void agreesWithTheStandardsExample() {
        assertThat(Sha256.hex("abc".getBytes(StandardCharsets.US_ASCII))).isEqualTo(ABC);
    }

    @Test
    void readsBuffersWithoutMovingThem() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(5);
        buffer.put(1, "abc".getBytes(StandardCharsets.US_ASCII)).position(1).limit(4);
        assertThat(Sha256.hex(buffer)).isEqualTo(ABC);
        assertThat(buffer.position()).isEqualTo(1);
    }
}
