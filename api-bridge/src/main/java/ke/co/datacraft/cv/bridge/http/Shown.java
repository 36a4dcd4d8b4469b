package ke.co.datacraft.cv.bridge.http;

import ke.co.datacraft.cv.contracts.SafeText;

/** What of a client's value is repeated to it. */
final class Shown {

    private static final int MAX_LENGTH = 100;

    private Shown() {}

    static String of(String value) {
        return SafeText.shorten(value, MAX_LENGTH);
    }
}
