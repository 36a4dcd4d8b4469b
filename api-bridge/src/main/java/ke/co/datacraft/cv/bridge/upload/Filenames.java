package ke.co.datacraft.cv.bridge.upload;

import ke.co.datacraft.cv.contracts.SafeText;

/** Names of files as clients give them, made fit to be kept and shown. */
final class Filenames {

    private static final int MAX = 255;
    private static final int MAX_SHOWN = 80;

    private Filenames() {}

    /**
     * The last part of a path, without what no name may hold.
     *
     * @return null when nothing is left
     */
    static String clean(String given) {
        if (given == null) {
            return null;
        }
        String name =
                given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String plain =
                SafeText.storable(name)
                        .codePoints()
                        .filter(point -> !Character.isISOControl(point))
                        .limit(MAX)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString()
                        .strip();
        return plain.isEmpty() ? null : plain;
    }

    /** Any text for messages. */
    static String shown(String given) {
        return SafeText.shorten(given, MAX_SHOWN);
    }
}
