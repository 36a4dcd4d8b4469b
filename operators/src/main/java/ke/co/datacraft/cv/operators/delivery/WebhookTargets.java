package ke.co.datacraft.cv.operators.delivery;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.DefinitionKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The installation's webhooks, of a YAML file. It is read again when it changed, so that a new
 * secret holds at once; one that cannot be used then changes nothing and is told in the log.
 */
final class WebhookTargets {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookTargets.class);

    private static final String VARIABLE = "CV_WEBHOOK_TARGETS_PATH";
    private static final Set<String> RESERVED =
            Set.of("host", "content-length", "content-type", "connection", "expect", "upgrade");

    private static final ObjectMapper YAML =
            YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build();

    /** An entry of the file. */
    private record Entry(
            String name,
            String url,
            List<String> secrets,
            List<String> tenants,
            Map<String, String> headers) {}

    private final Path file;
    private FileTime read;
    private Map<String, WebhookTarget> targets;

    /**
     * Reads the file.
     *
     * @param path the file, or null for no targets
     * @throws IllegalArgumentException naming what is wrong in it
     */
    WebhookTargets(String path) {
        this.file = path == null ? null : Path.of(path);
        this.targets = Map.of();
        if (file != null) {
            FileTime changed = changed();
            targets = parse();
            read = changed;
        }
    }

    /**
     * The target of that name.
     *
     * @throws DeliveryException when the tenant has none
     */
    WebhookTarget find(String tenantId, String name) throws DeliveryException {
        refresh();
        WebhookTarget target = targets.get(name);
        if (target == null || !target.isFor(tenantId)) {
            throw DeliveryException.permanent(
                    "there is no webhook '"
                            + name
                            + "' for the tenant "
                            + tenantId
                            + "; add it to the file of "
                            + VARIABLE
                            + " or change the rule, then replay this dead letter");
        }
        return target;
    }

    private void refresh() {
        if (file == null) {
            return;
        }
        try {
            FileTime changed = changed();
            if (!changed.equals(read)) {
                read = changed;
                targets = parse();
                LOG.info("{} was read again: {} webhooks", file, targets.size());
            }
        } catch (IllegalArgumentException e) {
            LOG.error("The webhooks stay as they were: {}", e.getMessage());
        }
    }

    private FileTime changed() {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw unreadable();
        }
    }

    private Map<String, WebhookTarget> parse() {
        List<Entry> entries;
        try {
            entries = YAML.readValue(Files.readString(file), new TypeReference<List<Entry>>() {});
        } catch (UnrecognizedPropertyException e) {
            throw new IllegalArgumentException(
                    "%s: %s has the key '%s'; known are %s"
                            .formatted(
                                    VARIABLE,
                                    file,
                                    e.getPropertyName(),
                                    "name, url, secrets, tenants, headers"));
        } catch (JsonProcessingException e) {
            // Jackson's message may quote a secret.
            throw new IllegalArgumentException(
                    "%s: %s is no YAML list of webhooks, see line %s"
                            .formatted(
                                    VARIABLE,
                                    file,
                                    e.getLocation() == null ? "1" : e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw unreadable();
        }
        Map<String, WebhookTarget> parsed = new LinkedHashMap<>();
        for (int i = 0; entries != null && i < entries.size(); i++) {
            WebhookTarget target = target("entry " + (i + 1), entries.get(i));
            if (parsed.put(target.name(), target) != null) {
                throw wrong("entry " + (i + 1), "name '" + target.name() + "' comes twice");
            }
        }
        return parsed;
    }

    private WebhookTarget target(String place, Entry entry) {
        if (entry == null) {
            throw wrong(place, "is empty; write name, url and secrets");
        }
        try {
            DefinitionKeys.identifier("name", entry.name());
        } catch (ContractException e) {
            throw wrong(place, e.getMessage());
        }
        String named = "webhook '" + entry.name() + "'";
        if (entry.secrets() == null || entry.secrets().isEmpty()) {
            throw wrong(named, "has no secrets; give one, whsec_ and 24 to 64 bytes in base64");
        }
        return new WebhookTarget(
                entry.name(),
                uri(named, entry.url()),
                entry.secrets().stream().map(secret -> key(named, secret)).toList(),
                entry.tenants() == null ? List.of() : List.copyOf(entry.tenants()),
                headers(named, entry.headers()));
    }

    private byte[] key(String named, String secret) {
        try {
            return WebhookSignature.key(secret);
        } catch (IllegalArgumentException e) {
            throw wrong(named, "a secret " + e.getMessage());
        }
    }

    private URI uri(String named, String url) {
        try {
            URI uri = new URI(url == null ? "" : url.strip());
            boolean isHttp = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (isHttp && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw wrong(named, "its url is none; give https://host/path");
        }
        throw wrong(named, "its url is not of the form https://host/path, without user");
    }

    private Map<String, String> headers(String named, Map<String, String> headers) {
        if (headers == null) {
            return Map.of();
        }
        headers.forEach(
                (name, value) -> {
                    String lower = name.toLowerCase(Locale.ROOT);
                    boolean isOurs = RESERVED.contains(lower) || lower.startsWith("webhook-");
                    if (isOurs || !name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}")) {
                        throw wrong(named, "header '" + name + "' cannot be set; take it away");
                    }
                    if (value == null || !value.matches("[\\x20-\\x7e]{0,4000}")) {
                        throw wrong(
                                named, "header '" + name + "' has a value that is no ASCII text");
                    }
                });
        return Map.copyOf(headers);
    }

    private IllegalArgumentException unreadable() {
        return new IllegalArgumentException(
                VARIABLE + ": " + file + " cannot be read; check that it is there and its rights");
    }

    private IllegalArgumentException wrong(String place, String what) {
        return new IllegalArgumentException(VARIABLE + ": " + file + ": " + place + ": " + what);
    }
}
