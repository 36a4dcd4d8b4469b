package ke.co.datacraft.cv.bridge.result;

import java.nio.charset.StandardCharsets;

/** The header {@code Content-Disposition} with a name that no client can be harmed with. */
public final class SafeFilename {

    private static final int MAX = 100;

    private SafeFilename() {}

    /**
     * @param name any text of a user
     * @param extension ending without the dot before it, or null to keep the name's
     */
    public static String attachment(String name, String extension) {
        return disposition("attachment", name, extension);
    }

    /** The same for what may be shown where it is. */
    public static String inline(String name) {
        return disposition("inline", name, null);
    }

    /** Once for old clients, in ASCII, and once as RFC 8187 says. */
    private static String disposition(String kind, String name, String extension) {
        String safe = safe(name) + (extension == null ? "" : "." + extension);
        return kind
                + "; filename=\""
                + safe.replaceAll("[^A-Za-z0-9 ._()-]", "_")
                + "\"; filename*=UTF-8''"
                + encoded(safe);
    }

    /** Without folders, controls, direction marks and dots at the front. */
    private static String safe(String name) {
        StringBuilder safe = new StringBuilder();
        name.codePoints()
                .filter(SafeFilename::isHarmless)
                .map(point -> "/\\:*?\"<>|".indexOf(point) >= 0 ? '_' : point)
                .limit(MAX)
                .forEach(safe::appendCodePoint);
        String trimmed = safe.toString().strip().replaceAll("^[. ]+|[. ]+$", "");
        return trimmed.isEmpty() ? "results" : trimmed;
    }

    private static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    (b >= 'a' && b <= 'z')
                            || (b >= 'A' && b <= 'Z')
                            || (b >= '0' && b <= '9')
                            || "!#$&+-.^_`|~".indexOf(b) >= 0;
            encoded.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b & 0xFF));
        }
        return encoded.toString();
    }
}
