package ke.co.datacraft.cv.bridge.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * IP addresses that begin alike.
 *
 * @param address one of them
 * @param bits how many leading bits they share
 */
public record AddressRange(InetAddress address, int bits) {

    /** Digits and what stands between them; anything else would be looked up as a name. */
    private static final Pattern NUMERIC =
            Pattern.compile(
                    "((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /**
     * Ranges in the form {@code 10.0.0.0/8} or {@code ::1}, by commas.
     *
     * @throws IllegalArgumentException with the cure
     */
    public static List<AddressRange> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(AddressRange::parse)
                .toList();
    }

    private static AddressRange parse(String text) {
        String[] parts = text.split("/", 2);
        InetAddress address = numeric(parts[0]);
        if (address == null) {
            throw wrong(text);
        }
        int all = address.getAddress().length * Byte.SIZE;
        if (parts.length == 1) {
            return new AddressRange(address, all);
        }
        if (!parts[1].matches("\\d{1,3}") || Integer.parseInt(parts[1]) > all) {
            throw wrong(text);
        }
        return new AddressRange(address, Integer.parseInt(parts[1]));
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is no address or range; give such as 10.0.0.0/8 or ::1 by commas");
    }

    /** An address written in digits, without a look-up; null when it is none. */
    public static InetAddress numeric(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? strip(text) : text;
        if (!NUMERIC.matcher(bare).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(bare);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static String strip(String text) {
        return text.substring(1, text.length() - 1);
    }

    /** Whether an address is in the range. */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            int index = bit / Byte.SIZE;
            if ((mine[index] & mask) != (theirs[index] & mask)) {
                return false;
            }
        }
        return true;
    }
}
