package ke.co.datacraft.cv.kubernetes.operator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.kubernetes.operator.ComputerVisionStatus.AppliedObject;

/**
 * Makes a cluster as a resource says: checks it, renders the chart, applies the objects, waits for
 * database and topics before the jobs, removes what is not wanted any more, and tells how it went.
 * It runs again at every change and after each pause, so that what others changed is put right.
 */
@ControllerConfiguration(name = "computer-vision")
public final class ComputerVisionReconciler
        implements Reconciler<ComputerVision>, Cleaner<ComputerVision> {

    /** For servers that do not tell theirs. */
    private static final String ASSUMED_VERSION = "1.30.0";

    private static final Duration FLINK_PATIENCE = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Chart chart;
    private final ObjectStore store;
    private final EventRecorder events;
    private final Clock clock;
    private final Duration pause;

    /**
     * @param chart what is installed
     * @param store where
     * @param events told what happens
     * @param clock time of conditions
     * @param pause longest time after which a resource is looked at again
     */
    ComputerVisionReconciler(
            Chart chart, ObjectStore store, EventRecorder events, Clock clock, Duration pause) {
        this.chart = chart;
        this.store = store;
        this.events = events;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public List<EventSource<?, ComputerVision>> prepareEventSources(
            EventSourceContext<ComputerVision> context) {
        // The bridge's Deployment tells at once; the rest is seen after the pause.
        return List.of(
                new InformerEventSource<>(
                        InformerEventSourceConfiguration.from(
                                        Deployment.class, ComputerVision.class)
                                .withLabelSelector(
                                        Installation.MANAGED_BY + "=" + ObjectStore.FIELD_MANAGER)
                                .build(),
                        context));
    }

    @Override
    public UpdateControl<ComputerVision> reconcile(
            ComputerVision resource, Context<ComputerVision> context) {
        Conditions conditions = conditions(resource);
        Installation installation;
        try {
            installation = render(resource, context);
        } catch (InvalidSpecException e) {
            conditions
                    .no(Conditions.VALID, "Invalid", e.getMessage())
                    .unknown(Conditions.APPLIED, "Invalid", "nothing was changed")
                    .unknown(Conditions.READY, "Invalid", "nothing was changed");
            return told(resource, conditions, null, objects(resource), pause);
        }
        conditions.yes(Conditions.VALID, "Valid", "the resource can be used");
        Set<AppliedObject> applied = new LinkedHashSet<>(objects(resource));
        // Also those of which no status tells, as the operator may have died before it was written.
        applied.addAll(
                store.flinkDeployments(
                        resource.getMetadata().getNamespace(), resource.getMetadata().getName()));
        List<String> problems = apply(installation.base(), applied);
        Observation seen = observe(resource, installation);
        boolean jobsMayRun = problems.isEmpty() && seen.setUp();
        if (jobsMayRun) {
            problems.addAll(apply(installation.flinkDeployments(), applied));
            prune(resource, installation, applied);
            seen = observe(resource, installation);
        }
        tell(conditions, problems, seen);
        return told(
                resource, conditions, seen, List.copyOf(applied), seen.isReady() ? pause : SOON);
    }

    private Installation render(ComputerVision resource, Context<ComputerVision> context)
            throws InvalidSpecException {
        ComputerVisionSpec spec = resource.getSpec();
        String name = resource.getMetadata().getName();
        SpecValidator.validate(name, spec);
        InstallationSecrets secrets = InstallationSecrets.read(context.getClient(), resource);
        return Installation.of(
                resource,
                chart.render(
                        name,
                        resource.getMetadata().getNamespace(),
                        version(context),
                        ChartValues.of(spec, secrets, store.offeredVersions())));
    }

    /** Version of the cluster, by which the chart chooses among versions of APIs. */
    private static String version(Context<ComputerVision> context) {
        VersionInfo version = context.getClient().getKubernetesVersion();
        boolean isTold =
                version != null
                        && version.getMajor() != null
                        && version.getMajor().matches("[1-9][0-9]*");
        return isTold
                ? version.getMajor() + "." + version.getMinor().replaceAll("[^0-9].*", "") + ".0"
                : ASSUMED_VERSION;
    }

    private List<String> apply(
            List<GenericKubernetesResource> objects, Set<AppliedObject> applied) {
        List<String> problems = new ArrayList<>();
        for (GenericKubernetesResource object : objects) {
            try {
                store.apply(object);
                if (!Installation.isKept(object)) {
                    applied.add(Installation.name(object));
                }
            } catch (ObjectStore.UnknownKindException e) {
                problems.add(e.getMessage());
            } catch (KubernetesClientException e) {
                problems.add(
                        "%s %s was refused: %s"
                                .formatted(
                                        object.getKind(),
                                        object.getMetadata().getName(),
                                        e.getStatus() == null
                                                ? e.getMessage()
                                                : e.getStatus().getMessage()));
            }
        }
        return problems.stream().distinct().collect(Collectors.toList());
    }

    private void prune(
            ComputerVision resource, Installation installation, Set<AppliedObject> applied) {
        Set<AppliedObject> wanted = installation.names();
        for (AppliedObject object : List.copyOf(applied)) {
            if (!wanted.contains(object)) {
                applied.remove(object);
                // By another version of its API an object is the same, and would go with its data.
                if (wanted.stream().noneMatch(object::isSameObject)) {
                    store.delete(resource.getMetadata().getNamespace(), object);
                    events.normal(
                            resource,
                            "Removed",
                            "%s %s is not wanted any more".formatted(object.kind(), object.name()));
                }
            }
        }
    }

    private Observation observe(ComputerVision resource, Installation installation) {
        return Observation.of(store, resource.getMetadata().getNamespace(), installation);
    }

    private static void tell(Conditions conditions, List<String> problems, Observation seen) {
        if (problems.isEmpty()) {
            conditions.yes(Conditions.APPLIED, "Applied", "the objects are as the resource says");
        } else {
            conditions.no(Conditions.APPLIED, "Refused", String.join("; ", problems));
        }
        if (!problems.isEmpty()) {
            conditions.no(Conditions.READY, "NotApplied", "see the condition Applied");
        } else if (seen.isReady()) {
            conditions.yes(Conditions.READY, "Running", "bridge and jobs run");
        } else {
            conditions.no(Conditions.READY, seen.reason(), seen.missing());
        }
    }

    private UpdateControl<ComputerVision> told(
            ComputerVision resource,
            Conditions conditions,
            Observation seen,
            List<AppliedObject> objects,
            Duration next) {
        conditions.list().stream()
                .filter(condition -> conditions.isNews(condition.getType()))
                .forEach(
                        condition -> {
                            if ("False".equals(condition.getStatus())
                                    && !Conditions.READY.equals(condition.getType())) {
                                events.warning(
                                        resource, condition.getReason(), condition.getMessage());
                            } else if ("True".equals(condition.getStatus())) {
                                events.normal(
                                        resource, condition.getReason(), condition.getMessage());
                            }
                        });
        ComputerVisionStatus before = resource.getStatus();
        ComputerVisionStatus status =
                new ComputerVisionStatus(
                        resource.getMetadata().getGeneration(),
                        seen == null
                                ? (before == null ? null : before.version())
                                : tag(resource.getSpec()),
                        conditions.list(),
                        seen == null ? null : seen.bridge(),
                        seen == null ? null : seen.jobs(),
                        objects);
        if (status.equals(before)) {
            return UpdateControl.<ComputerVision>noUpdate().rescheduleAfter(next);
        }
        resource.setStatus(status);
        // Whoever changed the resource meanwhile must not make us forget what was applied.
        resource.getMetadata().setResourceVersion(null);
        return UpdateControl.patchStatus(resource).rescheduleAfter(next);
    }

    private String tag(ComputerVisionSpec spec) {
        return spec.version() == null ? chart.appVersion() : spec.version();
    }

    @Override
    public ErrorStatusUpdateControl<ComputerVision> updateErrorStatus(
            ComputerVision resource, Context<ComputerVision> context, Exception error) {
        events.warning(resource, "Failed", String.valueOf(error.getMessage()));
        return ErrorStatusUpdateControl.defaultErrorProcessing();
    }

    /**
     * Ends the Flink jobs first, while what they need to end is still there. The rest belongs to
     * the resource and goes with it; claims of models and whatever else is to be kept stay.
     */
    @Override
    public DeleteControl cleanup(ComputerVision resource, Context<ComputerVision> context) {
        String namespace = resource.getMetadata().getNamespace();
        List<AppliedObject> jobs =
                store.flinkDeployments(namespace, resource.getMetadata().getName());
        jobs.forEach(job -> store.delete(namespace, job));
        boolean waiting = !jobs.isEmpty();
        Instant since = Instant.parse(resource.getMetadata().getDeletionTimestamp());
        if (waiting && Duration.between(since, clock.instant()).compareTo(FLINK_PATIENCE) < 0) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(SOON);
        }
        if (waiting) {
            events.warning(
                    resource,
                    "NotEnded",
                    "the Flink jobs did not end within ten minutes; see whether the Flink operator"
                            + " runs");
        }
        return DeleteControl.defaultDelete();
    }

    private Conditions conditions(ComputerVision resource) {
        ComputerVisionStatus status = resource.getStatus();
        Long generation = resource.getMetadata().getGeneration();
        return new Conditions(
                status == null ? List.of() : status.conditions(),
                generation == null ? 0 : generation,
                clock);
    }

    private static List<AppliedObject> objects(ComputerVision resource) {
        return resource.getStatus() == null ? List.of() : resource.getStatus().objects();
    }
}
