package ke.co.datacraft.cv.operators.analytics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ContractCodec;

/** Parts of binary forms. */
final class Binary {

    private Binary() {}

    static void version(DataOutput out, int version) throws IOException {
        out.writeByte(version);
    }

    /** Reads the version of a form, of which only one was ever written so far. */
    static void expect(DataInput in, int version, String what) throws IOException {
        expect(in, version, version, what);
    }

    /** Reads the version of a form, of which several were written, and returns it. */
    static int expect(DataInput in, int first, int last, String what) throws IOException {
        int found = in.readByte();
        if (found < first || found > last) {
            throw new IOException(
                    what
                            + " has form "
                            + found
                            + ", known is "
                            + (first == last ? "" : first + " to ")
                            + last
                            + ": run the release that wrote it, or a later one");
        }
        return found;
    }

    static void text(DataOutput out, String text) throws IOException {
        byte[] bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    static String text(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A number from 0 on, seven bits a byte, the lowest first. */
    static void count(DataOutput out, int number) throws IOException {
        int rest = number;
        while ((rest & ~0x7f) != 0) {
            out.writeByte(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }

    static int count(DataInput in) throws IOException {
        int number = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            int part = in.readByte();
            number |= (part & 0x7f) << shift;
            if (part >= 0) {
                return number;
            }
        }
        throw new IOException("A number of more than five bytes: the state is damaged");
    }

    static void uuid(DataOutput out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    static UUID uuid(DataInput in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }

    /** A contract record or null, as JSON. */
    static void json(DataOutput out, Object message) throws IOException {
        text(out, message == null ? null : ContractCodec.toJson(message));
    }

    static <T> T json(DataInput in, Class<T> type) throws IOException {
        String text = text(in);
        return text == null
                ? null
                : ContractCodec.readTrusted(text.getBytes(StandardCharsets.UTF_8), type);
    }
}
