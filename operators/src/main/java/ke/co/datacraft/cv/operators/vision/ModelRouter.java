package ke.co.datacraft.cv.operators.vision;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ModelActivation;
import ke.co.datacraft.cv.operators.record.ActiveModel;
import ke.co.datacraft.cv.operators.record.ModelChoice;

/**
 * Which version serves a reference. A new activation is loaded beside the old one, which serves
 * until then and stays when the new one cannot be loaded. For one thread, which never waits; the
 * numbers may be read by any.
 */
final class ModelRouter implements AutoCloseable {

    private final ModelLoader loader;
    private final Listener listener;
    private final Map<String, ModelRoute> routes = new ConcurrentHashMap<>();
    private final Map<String, RouteCandidate> loading = new ConcurrentHashMap<>();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();
    private Map<String, ModelChoice> uniform;

    /** Hears of what takes effect. */
    interface Listener {

        /** The activation serves, save for what could not be loaded. */
        void activated(RouteCandidate candidate);

        /** The activation cannot be loaded; what served before still does. */
        void refused(String model, RouteCandidate candidate);

        /** The repository's own choice serves again. */
        void removed(String model);
    }

    /**
     * @param loader loads models; stays the caller's
     * @param listener hears of what takes effect, on the caller's thread
     */
    ModelRouter(ModelLoader loader, Listener listener) {
        this.loader = loader;
        this.listener = listener;
    }

    /**
     * Goes on with an activation of before a restart: it serves at once, and the first reference
     * waits until it is loaded.
     */
    void restore(String model, ActiveModel active) {
        put(model, new ModelRoute(active.activation(), active.previousVersion(), List.of()));
        loading.put(model, new RouteCandidate(model, active, loader));
    }

    /**
     * Starts to load an activation.
     *
     * @return what to remember of it
     */
    ActiveModel order(ModelActivation activation) {
        settle();
        String model = activation.model();
        ModelRoute current = routes.get(model);
        String previous = current == null ? null : current.activation().version();
        if (activation.version().equals(previous)) {
            previous = current.previousVersion();
        }
        ActiveModel wanted = new ActiveModel(activation, previous);
        replace(model, new RouteCandidate(model, wanted, loader));
        return wanted;
    }

    /** Starts to load the repository's own choice, which then serves again. */
    void remove(String model) {
        settle();
        if (routes.containsKey(model) || loading.containsKey(model)) {
            replace(model, new RouteCandidate(model, null, loader));
        }
    }

    private void replace(String model, RouteCandidate candidate) {
        failed.remove(model);
        RouteCandidate former = loading.put(model, candidate);
        if (former != null) {
            former.drop();
        }
        settle();
    }

    /**
     * Versions for a reference, by the model's name.
     *
     * @return null where nothing is active
     */
    Map<String, ModelChoice> choose(UUID referenceId) {
        if (!loading.isEmpty()) {
            settle();
        }
        if (uniform != null || routes.isEmpty()) {
            return uniform;
        }
        Map<String, ModelChoice> choices = new HashMap<>();
        routes.forEach((model, route) -> choices.put(model, route.choose(referenceId)));
        if (routes.values().stream().allMatch(ModelRoute::isUniform)) {
            uniform = Map.copyOf(choices);
        }
        return choices;
    }

    /** Lets what is loaded take effect. */
    private void settle() {
        Iterator<Map.Entry<String, RouteCandidate>> candidates = loading.entrySet().iterator();
        while (candidates.hasNext()) {
            Map.Entry<String, RouteCandidate> entry = candidates.next();
            if (entry.getValue().isSettled()) {
                candidates.remove();
                settle(entry.getKey(), entry.getValue());
            }
        }
    }

    private void settle(String model, RouteCandidate candidate) {
        if (candidate.failure() != null) {
            candidate.drop();
            failed.add(model);
            keepWhatServed(model, candidate);
            listener.refused(model, candidate);
        } else if (candidate.wanted() == null) {
            candidate.drop();
            put(model, null);
            listener.removed(model);
        } else {
            put(model, candidate.route());
            listener.activated(candidate);
        }
    }

    /** After a restart the activation in effect may be the one that turns out not to load. */
    private void keepWhatServed(String model, RouteCandidate candidate) {
        ModelRoute current = routes.get(model);
        if (candidate.wanted() == null
                || current == null
                || current.activation() != candidate.wanted().activation()) {
            return;
        }
        String previous = candidate.wanted().previousVersion();
        put(model, previous == null ? null : only(model, previous));
    }

    private static ModelRoute only(String model, String version) {
        return new ModelRoute(
                new ModelActivation(
                        ContractCodec.SCHEMA_VERSION, model, version, null, null, null, null),
                null,
                List.of());
    }

    private void put(String model, ModelRoute route) {
        ModelRoute former = route == null ? routes.remove(model) : routes.put(model, route);
        if (former != null) {
            former.release();
        }
        uniform = null;
    }

    /** Models with an activation in effect. */
    int active() {
        return routes.size();
    }

    /** Models whose latest activation is loading. */
    int loading() {
        return loading.size();
    }

    /** Models whose latest activation could not be loaded. */
    int failed() {
        return failed.size();
    }

    /** Gives all models back. */
    @Override
    public void close() {
        loading.values().forEach(RouteCandidate::drop);
        routes.values().forEach(ModelRoute::release);
    }
}
