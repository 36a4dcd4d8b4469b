package ke.co.datacraft.cv.operators.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import ke.co.datacraft.cv.contracts.ReasonCode;

/** URIs of references: read strictly, shown without secrets. */
public final class Uris {

    private static final int MAX_SHOWN = 200;

    private Uris() {}

    /**
     * An absolute URI.
     *
     * @throws FetchException {@link ReasonCode#INVALID_FIELD} when it is none
     */
    public static URI parse(String text) throws FetchException {
        if (text == null || text.isBlank()) {
            throw malformed("uri is empty; give the address of the image");
        }
        try {
            URI uri = new URI(text);
            if (uri.getScheme() == null) {
                throw malformed(
                        "uri '"
                                + shorten(text)
                                + "' has no scheme; begin with file:, http:, https: or s3:");
            }
            return uri;
        } catch (URISyntaxException e) {
            String place = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
            throw malformed(
                    "uri '"
                            + shorten(hideSecrets(text))
                            + "' cannot be read: "
                            + e.getReason()
                            + place
                            + "; write blanks and other special characters percent-encoded, a"
                            + " blank as %20");
        }
    }

    /** Scheme in lower case. */
    public static String scheme(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }

    /**
     * The URI for messages: without user information, and with only a hint of its query, which may
     * hold a signature.
     */
    public static String shown(URI uri) {
        return shorten(hideSecrets(uri.toString()));
    }

    private static String hideSecrets(String text) {
        String withoutUser = text.replaceFirst("//[^/?#]*@", "//***@");
        int query = withoutUser.indexOf('?');
        return query < 0 ? withoutUser : withoutUser.substring(0, query) + "?***";
    }

    private static String shorten(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }

    private static FetchException malformed(String message) {
        return FetchException.permanent(ReasonCode.INVALID_FIELD, message);
    }
}
