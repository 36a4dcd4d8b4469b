package ke.co.datacraft.cv.standalone.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.security.NewApiKey;
import ke.co.datacraft.cv.bridge.security.StandaloneApiKeys;
import ke.co.datacraft.cv.bridge.security.TokenIssuer;
import ke.co.datacraft.cv.bridge.settings.JwtSettings;
import ke.co.datacraft.cv.bridge.settings.SettingsException;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.UsageException;
import ke.co.datacraft.cv.standalone.services.Endpoints;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cv token}. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        sortOptions = false,
        description = {
            "Issues a token for the bridge, or an API key, and prints it.",
            "Signs with CV_JWT_SECRET_KEY, or with CV_JWT_PRIVATE_KEY_FILE where CV_JWT_ALGORITHM is"
                    + " RS256; where neither is set, with the secret of the demo that runs on --data."
        })
public final class TokenCommand implements Callable<Integer> {

    private static final List<String> KEYS =
            List.of("CV_JWT_SECRET_KEY", "CV_JWT_ALGORITHM", "CV_JWT_PRIVATE_KEY_FILE");

    @Option(
            names = "--tenant",
            defaultValue = "demo",
            description = "Whose data it opens (${DEFAULT-VALUE}).")
    private String tenant;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            split = ",",
            defaultValue = "viewer",
            description =
                    "viewer reads; operator also submits, cancels and defines; admin also administers."
                            + " May be given several times (${DEFAULT-VALUE}).")
    private List<Role> roles;

    @Option(
            names = "--subject",
            defaultValue = "cli",
            description = "User or service that it is for (${DEFAULT-VALUE}).")
    private String subject;

    @Option(
            names = "--hours",
            paramLabel = "HOURS",
            description =
                    "How long it counts; CV_JWT_EXPIRATION_HOURS when absent, an API key then for"
                            + " ever.")
    private Integer hours;

    @Option(
            names = "--api-key",
            description =
                    "Make an API key in the database CV_DATABASE_URL, named by --subject, instead of a"
                            + " token.")
    private boolean apiKey;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder of a running demo, whose key and database are used.")
    private Path data;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        if (hours != null && hours < 1) {
            throw new UsageException("--hours is " + hours + ": give 1 or more");
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            out.println(apiKey ? makeApiKey() : issueToken());
        } catch (SettingsException | IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        return ExitCodes.OK;
    }

    private String issueToken() {
        TokenIssuer issuer = new TokenIssuer(JwtSettings.read(variables(KEYS)), Clock.systemUTC());
        Duration lifetime = hours == null ? null : Duration.ofHours(hours);
        return issuer.issue(tenant, subject, roles(), lifetime);
    }

    private String makeApiKey() {
        String url = variables(List.of("CV_DATABASE_URL")).get("CV_DATABASE_URL");
        if (url == null || url.isBlank()) {
            throw new UsageException(
                    "No database: set CV_DATABASE_URL to"
                            + " postgresql://user:password@host:5432/database, or give --data DIR");
        }
        Instant end = hours == null ? null : Instant.now().plus(hours, ChronoUnit.HOURS);
        NewApiKey key = new NewApiKey(tenant, subject, roles(), "cv token", end);
        return StandaloneApiKeys.create(DatabaseUrl.parse(url), key);
    }

    private Set<Role> roles() {
        return EnumSet.copyOf(roles);
    }

    /** The environment, or what a demo says where --data is given or the environment is silent. */
    private Map<String, String> variables(List<String> wanted) {
        Map<String, String> variables = new HashMap<>(System.getenv());
        if (data != null || wanted.stream().noneMatch(variables::containsKey)) {
            Path folder = data == null ? Path.of("data/demo") : data;
            Endpoints.ofRunning(folder)
                    .map(Endpoints::variables)
                    .ifPresentOrElse(
                            variables::putAll,
                            () -> {
                                if (data != null) {
                                    throw new UsageException(
                                            "No demo runs on " + data + ": start ./cv demo");
                                }
                            });
        }
        return variables;
    }
}
