package ke.co.datacraft.cv.contracts;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of sources, which must not hold secrets: they are shown, logged and sent around. */
public final class SourceAddress {

    /** Stands in an address for the user's name of the source's secret. */
    public static final String USER_PLACEHOLDER = "{user}";

    /** Stands in an address for the password of the source's secret. */
    public static final String PASSWORD_PLACEHOLDER = "{password}";

    private static final String MASK = "***";
    private static final Pattern AUTHORITY = Pattern.compile("^([^:/?#]+)://([^/?#]*)");
    private static final Pattern HOST =
            Pattern.compile("([^\\s@:\\[\\]]+|\\[[0-9A-Fa-f:.]+\\])(:\\d{1,5})?");
    private static final Pattern PLACEHOLDERS = Pattern.compile("^\\{user\\}(:\\{password\\})?@");
    private static final Pattern SECRET =
            Pattern.compile(
                    "(?i)([?&;](?:[a-z_]*pass(?:word|wd|wort)?|pwd|secret|[a-z_]*token"
                            + "|api_?key|access_?key)=)(?!\\{password\\}(?:[&;#]|$))([^&;#]+)");

    private SourceAddress() {}

    /** Scheme of a URI in lower case; empty when it has none. */
    public static String scheme(String uri) {
        int colon = uri.indexOf(':');
        return colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
    }

    /** Whether user, password or token stand in the address; placeholders are none. */
    public static boolean hasSecret(String uri) {
        Matcher authority = AUTHORITY.matcher(uri);
        return authority.find() && withoutPlaceholders(authority.group(2)).indexOf('@') >= 0
                || SECRET.matcher(uri).find();
    }

    /** Whether the host, where there is one, can be a name or an address with a port. */
    static boolean hasProperHost(String uri) {
        Matcher authority = AUTHORITY.matcher(uri);
        return !authority.find()
                || authority.group(2).isEmpty()
                || HOST.matcher(withoutPlaceholders(authority.group(2))).matches();
    }

    /** Host without port, brackets and placeholders; empty where the address has none. */
    public static String host(String uri) {
        Matcher authority = AUTHORITY.matcher(uri);
        if (!authority.find()) {
            return "";
        }
        Matcher host = HOST.matcher(withoutPlaceholders(authority.group(2)));
        return host.matches() ? host.group(1).replaceAll("[\\[\\]]", "") : "";
    }

    private static String withoutPlaceholders(String authority) {
        return PLACEHOLDERS.matcher(authority).replaceFirst("");
    }

    /** The address with asterisks for what may be secret, fit for messages and logs. */
    public static String masked(String uri) {
        // A password with a slash in it reaches beyond what parses as the authority.
        String masked =
                hasProperHost(uri) ? uri : uri.replaceFirst("://[^?#]*@", "://" + MASK + "@");
        return SECRET.matcher(masked).replaceAll("$1" + MASK);
    }
}
