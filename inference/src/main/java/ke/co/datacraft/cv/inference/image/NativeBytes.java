package ke.co.datacraft.cv.inference.image;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;

/** Bytes where native code can read them. */
final class NativeBytes {

    private NativeBytes() {}

    /**
     * The bytes from position to limit: the same memory for a direct buffer, a copy otherwise. A
     * pointer scope around the call frees it; the buffer must stay reachable meanwhile.
     */
    static BytePointer of(ByteBuffer bytes) {
        return bytes.isDirect() ? new BytePointer(bytes.slice()) : copyOf(bytes);
    }

    /** A copy of the bytes from position to limit. */
    static BytePointer copyOf(ByteBuffer bytes) {
        BytePointer copy = new BytePointer((long) bytes.remaining());
        copy.asBuffer().put(bytes.duplicate());
        return copy;
    }
}
