package ke.co.datacraft.cv.kubernetes.operator;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what happened to a resource as {@code kubectl describe} shows it. */
final class EventRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
    private static final int MAX_MESSAGE = 1000;

    private final KubernetesClient client;
    private final Clock clock;

    EventRecorder(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    void normal(ComputerVision resource, String reason, String message) {
        record(resource, "Normal", reason, message);
    }

    void warning(ComputerVision resource, String reason, String message) {
        record(resource, "Warning", reason, message);
    }

    /** The same again counts on the event that is there. */
    private void record(ComputerVision resource, String type, String reason, String message) {
        String namespace = resource.getMetadata().getNamespace();
        String text = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE);
        String name =
                "%s.%08x"
                        .formatted(
                                resource.getMetadata().getName(),
                                (resource.getMetadata().getUid() + reason + text).hashCode());
        String now = Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
        try {
            Event before = client.v1().events().inNamespace(namespace).withName(name).get();
            if (before != null) {
                client.v1()
                        .events()
                        .inNamespace(namespace)
                        .withName(name)
                        .edit(
                                event ->
                                        new EventBuilder(event)
                                                .withCount(
                                                        1
                                                                + (event.getCount() == null
                                                                        ? 0
                                                                        : event.getCount()))
                                                .withLastTimestamp(now)
                                                .build());
                return;
            }
            client.v1()
                    .events()
                    .inNamespace(namespace)
                    .resource(
                            new EventBuilder()
                                    .withNewMetadata()
                                    .withName(name)
                                    .withNamespace(namespace)
                                    .endMetadata()
                                    .withType(type)
                                    .withReason(reason)
                                    .withMessage(text)
                                    .withCount(1)
                                    .withFirstTimestamp(now)
                                    .withLastTimestamp(now)
                                    .withNewSource()
                                    .withComponent(ObjectStore.FIELD_MANAGER)
                                    .endSource()
                                    .withInvolvedObject(
                                            new ObjectReferenceBuilder()
                                                    .withApiVersion(resource.getApiVersion())
                                                    .withKind(resource.getKind())
                                                    .withName(resource.getMetadata().getName())
                                                    .withNamespace(namespace)
                                                    .withUid(resource.getMetadata().getUid())
                                                    .build())
                                    .build())
                    .create();
        } catch (KubernetesClientException e) {
            LOG.warn("The event {} of {} cannot be told: {}", reason, name, e.getMessage());
        }
    }
}
