package ke.co.datacraft.cv.kubernetes.operator;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands in Secrets. What nobody gave is made up once and then kept: Helm cannot look into the
 * cluster when it only renders.
 */
final class InstallationSecrets {

    /** Of a resource that needs none. */
    static final InstallationSecrets NONE = new InstallationSecrets(Map.of(), null, null);

    /** What the chart would make up. */
    private static final String[] KEPT = {"CV_JWT_SECRET_KEY"};

    private static final String[] KEPT_OF_REDIS = {"REDIS_PASSWORD"};
    private static final String[] KEPT_OF_MINIO = {
        "CV_S3_ACCESS_KEY_ID", "CV_S3_SECRET_ACCESS_KEY"
    };
    private static final int RANDOM_BYTES = 36;
    private static final String PASSWORD = "password";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, String> values;
    private final String databasePassword;
    private final String cachePassword;

    private InstallationSecrets(
            Map<String, String> values, String databasePassword, String cachePassword) {
        this.values = values;
        this.databasePassword = databasePassword;
        this.cachePassword = cachePassword;
    }

    /**
     * Reads what a resource names and what was made up before.
     *
     * @throws InvalidSpecException when a Secret or key that it names is not there
     */
    static InstallationSecrets read(KubernetesClient client, ComputerVision resource)
            throws InvalidSpecException {
        ComputerVisionSpec spec = resource.getSpec();
        String namespace = resource.getMetadata().getNamespace();
        Reader reader = new Reader(client, namespace);
        Map<String, String> values = new TreeMap<>();
        if (spec.secretName() == null) {
            Map<String, String> before = reader.all(fullName(resource) + "-secrets");
            keep(values, before, KEPT);
            if (spec.cache() == null
                    || spec.cache().type() == ComputerVisionSpec.Provision.internal) {
                keep(values, before, KEPT_OF_REDIS);
            }
            boolean minio =
                    spec.storage() == null
                            || spec.storage().type() == ComputerVisionSpec.StorageType.minio;
            if (minio) {
                keep(values, before, KEPT_OF_MINIO);
            } else if (spec.storage().credentialsSecret() != null) {
                for (String name : KEPT_OF_MINIO) {
                    values.put(
                            name,
                            reader.value(
                                    "spec.storage.credentialsSecret",
                                    new ComputerVisionSpec.SecretKey(
                                            spec.storage().credentialsSecret(), name)));
                }
            }
        }
        return new InstallationSecrets(
                values,
                reader.value(
                        "spec.database.passwordSecret",
                        spec.database() == null ? null : spec.database().passwordSecret()),
                reader.value(
                        "spec.cache.passwordSecret",
                        spec.cache() == null ? null : spec.cache().passwordSecret()));
    }

    /** What the chart calls the objects of a resource. */
    static String fullName(ComputerVision resource) {
        Map<String, Object> values = resource.getSpec().values();
        String name = resource.getMetadata().getName();
        String chart = override(values, "nameOverride", "computer-vision");
        String full =
                override(
                        values,
                        "fullnameOverride",
                        name.contains(chart) ? name : name + "-" + chart);
        return full.length() <= 34 ? full : full.substring(0, 34).replaceAll("-+$", "");
    }

    private static String override(Map<String, Object> values, String name, String otherwise) {
        Object value = values == null ? null : values.get(name);
        return value == null || value.toString().isEmpty() ? otherwise : value.toString();
    }

    /** Values for the chart's Secret. */
    Map<String, String> values() {
        return values;
    }

    /** Password of a database that exists, or null. */
    String databasePassword() {
        return databasePassword;
    }

    /** Password of a Redis that exists, or null. */
    String cachePassword() {
        return cachePassword;
    }

    private static void keep(
            Map<String, String> values, Map<String, String> before, String... names) {
        for (String name : names) {
            values.put(name, before.getOrDefault(name, random()));
        }
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Reads Secrets of a namespace. */
    private record Reader(KubernetesClient client, String namespace) {

        Map<String, String> all(String name) {
            Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
            Map<String, String> values = new TreeMap<>();
            if (secret != null && secret.getData() != null) {
                secret.getData().forEach((key, value) -> values.put(key, decode(value)));
            }
            return values;
        }

        String value(String field, ComputerVisionSpec.SecretKey at) throws InvalidSpecException {
            if (at == null) {
                return null;
            }
            String key = at.key() == null ? PASSWORD : at.key();
            String value = all(at.name()).get(key);
            if (value == null) {
                throw new InvalidSpecException(
                        "%s names the key %s of the Secret %s, which is not there: kubectl create"
                                        .formatted(field, key, at.name())
                                + " secret generic %s --from-literal=%s=…".formatted(at.name(), key)
                                + " -n "
                                + namespace);
            }
            return value;
        }

        private static String decode(String value) {
            return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
        }
    }
}
