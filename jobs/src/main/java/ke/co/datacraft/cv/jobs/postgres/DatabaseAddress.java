package ke.co.datacraft.cv.jobs.postgres;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PostgreSQL database and who connects to it.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database?properties}, without user and password
 * @param user user, or null for the driver's default
 * @param password password, or null for none
 */
public record DatabaseAddress(String jdbcUrl, String user, String password) {

    private static final Pattern URL =
            Pattern.compile(
                    "(?:jdbc:)?postgres(?:ql)?://"
                            + "(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?"
                            + "(?<hosts>[^@/?]+)/(?<database>[^/?]+)(?:\\?(?<properties>.*))?");

    /**
     * Reads {@code postgresql://user:password@host:port/database?properties}; user and password are
     * percent-encoded, several hosts are separated by commas.
     *
     * @throws IllegalArgumentException with the cure, without the value, when it has another form
     */
    public static DatabaseAddress parse(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "give postgresql://user:password@host:port/database, with user and password"
                            + " percent-encoded (@ is %40, / is %2F)");
        }
        String properties = parts.group("properties") == null ? "" : parts.group("properties");
        if (properties.matches("(?i).*\\breWriteBatchedInserts=true\\b.*")) {
            throw new IllegalArgumentException(
                    "remove reWriteBatchedInserts=true: it breaks upserts with the same key twice");
        }
        return new DatabaseAddress(
                "jdbc:postgresql://"
                        + parts.group("hosts")
                        + "/"
                        + parts.group("database")
                        + (properties.isEmpty() ? "" : "?" + properties),
                decode(parts.group("user")),
                decode(parts.group("password")));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "DatabaseAddress[jdbcUrl="
                + jdbcUrl.replaceAll("\\?.*", "")
                + ", user="
                + user
                + "]";
    }

    private static String decode(String encoded) {
        if (encoded == null || encoded.isEmpty()) {
            return null;
        }
        try {
            // URLDecoder is for forms, where a plus is a blank; here it is a plus.
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "percent-encode user and password (% itself is %25)", e);
        }
    }
}
