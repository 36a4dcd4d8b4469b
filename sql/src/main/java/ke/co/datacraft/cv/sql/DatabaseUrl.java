package ke.co.datacraft.cv.sql;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL database is and who connects, in either of the two common spellings. The
 * password is kept apart from the JDBC URL and shows up in no text this class makes.
 */
public final class DatabaseUrl {

    private static final String CURE =
            "; write it as postgresql://user:password@host:5432/database, with special characters"
                    + " percent-encoded";

    private static final Pattern FORM =
            Pattern.compile(
                    "(?:(jdbc):)?(?:postgresql|postgres)://(?:(.*)@)?([^/?@]*)(?:/([^?]*))?(?:\\?(.*))?");

    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^:\\[\\]\\s]+)(?::(\\d+))?");

    private static final Map<String, String> JDBC_NAMES =
            Map.of("application_name", "ApplicationName", "connect_timeout", "connectTimeout");

    private final String jdbcUrl;
    private final String user;
    private final String password;

    private DatabaseUrl(String jdbcUrl, String user, String password) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.password = password;
    }

    /**
     * Reads {@code postgresql://user:password@host:port/database?options}, the same with {@code
     * postgres://}, or {@code jdbc:postgresql://host:port/database?user=...&password=...}. User and
     * password may be percent-encoded; several hosts may be listed, separated by commas.
     *
     * @throws IllegalArgumentException naming the value, without its password, and the cure
     */
    public static DatabaseUrl parse(String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("The database URL is empty" + CURE);
        }
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw wrong(text, "is no PostgreSQL URL");
        }
        boolean jdbc = form.group(1) != null;
        String hosts = checkedHosts(form.group(3), text);
        String database = form.group(4);
        if (database == null || database.isEmpty()) {
            throw wrong(text, "names no database");
        }
        String[] login = login(form.group(2), text);
        List<String> options = new ArrayList<>();
        for (String option : split(form.group(5))) {
            String name = option.replaceFirst("=.*", "");
            String value = option.substring(Math.min(option.length(), name.length() + 1));
            String decoded = decode(jdbc ? value.replace('+', ' ') : value, text);
            switch (name) {
                case "user" -> login[0] = decoded;
                case "password" -> login[1] = decoded;
                default ->
                        options.add(
                                JDBC_NAMES.getOrDefault(name, name)
                                        + "="
                                        + (jdbc ? value : value.replace("+", "%2B")));
            }
        }
        if (login[0] == null || login[0].isEmpty()) {
            throw wrong(text, "names no user");
        }
        String query = options.isEmpty() ? "" : "?" + String.join("&", options);
        return new DatabaseUrl(
                "jdbc:postgresql://" + hosts + "/" + database + query, login[0], login[1]);
    }

    /** URL for the PostgreSQL JDBC driver, without user and password. */
    public String jdbcUrl() {
        return jdbcUrl;
    }

    /** Name to log in with, decoded. */
    public String user() {
        return user;
    }

    /** Password, decoded, or null when there is none. */
    public String password() {
        return password;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DatabaseUrl that
                && jdbcUrl.equals(that.jdbcUrl)
                && user.equals(that.user)
                && Objects.equals(password, that.password);
    }

    @Override
    public int hashCode() {
        return Objects.hash(jdbcUrl, user, password);
    }

    /** The URL and the user, without the password. */
    @Override
    public String toString() {
        return jdbcUrl + " as " + user;
    }

    private static String checkedHosts(String hosts, String text) {
        for (String host : hosts.split(",", -1)) {
            Matcher matcher = HOST.matcher(host);
            if (!matcher.matches()) {
                throw wrong(text, "has no usable host");
            }
            String port = matcher.group(2);
            if (port != null && (port.length() > 5 || !isPort(Integer.parseInt(port)))) {
                throw wrong(text, "has the port " + port + ", which is not in 1..65535");
            }
        }
        return hosts;
    }

    private static boolean isPort(int number) {
        return number >= 1 && number <= 65_535;
    }

    private static String[] login(String userInfo, String text) {
        if (userInfo == null) {
            return new String[2];
        }
        int colon = userInfo.indexOf(':');
        return colon < 0
                ? new String[] {decode(userInfo, text), null}
                : new String[] {
                    decode(userInfo.substring(0, colon), text),
                    decode(userInfo.substring(colon + 1), text)
                };
    }

    private static List<String> split(String query) {
        return query == null || query.isEmpty() ? List.of() : List.of(query.split("&"));
    }

    private static String decode(String value, String text) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrong(text, "has a % that two hexadecimal digits do not follow");
        }
    }

    private static IllegalArgumentException wrong(String text, String reason) {
        return new IllegalArgumentException(
                "The database URL '" + withoutPassword(text) + "' " + reason + CURE);
    }

    private static String withoutPassword(String text) {
        String hidden = text.replaceAll("(?i)(password=)[^&]*", "$1***");
        int at = hidden.lastIndexOf('@');
        int start = hidden.indexOf("://");
        int colon = hidden.indexOf(':', start < 0 ? 0 : start + 3);
        return at > 0 && colon >= 0 && colon < at
                ? hidden.substring(0, colon) + ":***" + hidden.substring(at)
                : hidden;
    }
}
