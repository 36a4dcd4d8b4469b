package ke.co.datacraft.cv.kubernetes.operator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import ke.co.datacraft.cv.kubernetes.operator.ComputerVisionStatus.AppliedObject;

/** Objects of one namespace in the cluster. */
final class ObjectStore {

    /** Owner of the fields that we set. */
    static final String FIELD_MANAGER = "computer-vision-operator";

    private final KubernetesClient client;
    private final boolean serverSideApply;

    /** The cluster does not know a kind of object. */
    static final class UnknownKindException extends Exception {

        private static final long serialVersionUID = 1L;

        UnknownKindException(GenericKubernetesResource object) {
            super(
                    "the cluster does not know %s (%s): %s"
                            .formatted(
                                    object.getKind(),
                                    object.getApiVersion(),
                                    ObjectKind.of(object).cure()));
        }
    }

    /**
     * @param serverSideApply false for servers that cannot, such as that of tests
     */
    ObjectStore(KubernetesClient client, boolean serverSideApply) {
        this.client = client;
        this.serverSideApply = serverSideApply;
    }

    /**
     * Makes an object as it is given. Fields that we do not set are left to others; those that we
     * set are ours, whoever changed them.
     *
     * @throws UnknownKindException when the cluster has no such kind
     */
    void apply(GenericKubernetesResource object) throws UnknownKindException {
        Resource<GenericKubernetesResource> resource =
                client.genericKubernetesResources(
                                ObjectKind.of(object).context(object.getApiVersion()))
                        .inNamespace(object.getMetadata().getNamespace())
                        .resource(object);
        try {
            if (serverSideApply) {
                resource.fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
            } else {
                resource.createOr(
                        present -> present.patch(PatchContext.of(PatchType.JSON_MERGE), object));
            }
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                throw new UnknownKindException(object);
            }
            throw e;
        }
    }

    /** Versions that the cluster offers of kinds that are not Kubernetes' own. */
    List<String> offeredVersions() {
        return Arrays.stream(ObjectKind.values())
                .filter(kind -> !kind.isBuiltIn())
                .map(ObjectKind::group)
                .distinct()
                .map(client::getApiGroup)
                .filter(Objects::nonNull)
                .flatMap(group -> group.getVersions().stream())
                .map(GroupVersionForDiscovery::getGroupVersion)
                .toList();
    }

    /** The object as it is, or null where there is none. */
    GenericKubernetesResource get(String namespace, AppliedObject object) {
        try {
            return resource(namespace, object).get();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    /** Flink jobs of an installation, also those that no status tells of. */
    List<AppliedObject> flinkDeployments(String namespace, String instance) {
        try {
            return client
                    .genericKubernetesResources(
                            ObjectKind.FLINK_DEPLOYMENT.context(ObjectKind.FLINK_API_VERSION))
                    .inNamespace(namespace)
                    .withLabel(Installation.MANAGED_BY, FIELD_MANAGER)
                    .withLabel(Installation.INSTANCE, instance)
                    .list()
                    .getItems()
                    .stream()
                    .map(Installation::name)
                    .toList();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    /** Removes an object, and what belongs to it, if it is there. */
    void delete(String namespace, AppliedObject object) {
        try {
            resource(namespace, object).delete();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
        }
    }

    private Resource<GenericKubernetesResource> resource(String namespace, AppliedObject object) {
        ObjectKind kind =
                ObjectKind.of(object.apiVersion(), object.kind())
                        .orElseThrow(
                                () -> new IllegalStateException(object + " is of no known kind"));
        return client.genericKubernetesResources(kind.context(object.apiVersion()))
                .inNamespace(namespace)
                .withName(object.name());
    }
}
