package ke.co.datacraft.cv.kubernetes.operator;

import java.util.Map;
import ke.co.datacraft.cv.kubernetes.operator.ComputerVisionSpec.Provision;
import ke.co.datacraft.cv.kubernetes.operator.ComputerVisionSpec.StorageType;

/** Checks that the schema of the resource cannot make; the chart checks the rest. */
final class SpecValidator {

    private static final int MAX_NAME = 34;

    private SpecValidator() {}

    /**
     * Returns when the resource can be used.
     *
     * @param name name of the resource
     * @throws InvalidSpecException naming the first field that cannot
     */
    static void validate(String name, ComputerVisionSpec spec) throws InvalidSpecException {
        if (name.length() > MAX_NAME) {
            throw new InvalidSpecException(
                    "metadata.name '%s' has %d characters, but names begin with it: give at most %d"
                            .formatted(name, name.length(), MAX_NAME));
        }
        if ("latest".equals(spec.version())) {
            throw new InvalidSpecException(
                    "spec.version is latest, of which nobody can tell what runs: give the tag of a"
                            + " release");
        }
        database(spec);
        cache(spec);
        kafka(spec);
        if (spec.storage() != null
                && spec.storage().type() != StorageType.minio
                && blank(spec.storage().bucket())) {
            throw new InvalidSpecException(
                    "spec.storage.bucket is empty: give the bucket, or spec.storage.type: minio to"
                            + " have one run here");
        }
        if (spec.ingress() != null && blank(spec.ingress().host())) {
            throw new InvalidSpecException(
                    "spec.ingress.host is empty: give the name under which the bridge is reached, or"
                            + " leave spec.ingress out");
        }
        config("spec.config", spec.config());
    }

    private static void database(ComputerVisionSpec spec) throws InvalidSpecException {
        ComputerVisionSpec.Database database = spec.database();
        if (database == null) {
            return;
        }
        if (database.type() == Provision.none) {
            throw new InvalidSpecException(
                    "spec.database.type is none, but results need a database: give external or"
                            + " internal");
        }
        if (database.type() == Provision.external
                && blank(database.host())
                && blank(spec.secretName())) {
            throw new InvalidSpecException(
                    "spec.database.host is empty: give the host of your database, a Secret with"
                            + " CV_DATABASE_URL (spec.secretName), or spec.database.type: internal");
        }
        if (database.passwordSecret() != null && !blank(spec.secretName())) {
            throw new InvalidSpecException(
                    "spec.database.passwordSecret would be lost, as spec.secretName names a Secret"
                            + " that holds CV_DATABASE_URL: use one of them");
        }
    }

    private static void cache(ComputerVisionSpec spec) throws InvalidSpecException {
        ComputerVisionSpec.Cache cache = spec.cache();
        if (cache != null && cache.type() == Provision.external && blank(cache.host())) {
            throw new InvalidSpecException(
                    "spec.cache.host is empty: give the host of your Redis, or spec.cache.type:"
                            + " internal or none");
        }
    }

    private static void kafka(ComputerVisionSpec spec) throws InvalidSpecException {
        ComputerVisionSpec.Kafka kafka = spec.kafka();
        if (kafka == null) {
            return;
        }
        if (kafka.type() == Provision.none) {
            throw new InvalidSpecException(
                    "spec.kafka.type is none, but jobs are sent by Kafka: give external or internal");
        }
        if (kafka.type() == Provision.external && blank(kafka.bootstrapServers())) {
            throw new InvalidSpecException(
                    "spec.kafka.bootstrapServers is empty: give host:port of your brokers, or"
                            + " spec.kafka.type: internal");
        }
    }

    private static void config(String place, Map<String, String> config)
            throws InvalidSpecException {
        if (config == null) {
            return;
        }
        for (String name : config.keySet()) {
            if (!name.matches("CV_[A-Z0-9_]+")) {
                throw new InvalidSpecException(
                        "%s.%s is no variable of ours: see docs/configuration.md"
                                .formatted(place, name));
            }
        }
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
