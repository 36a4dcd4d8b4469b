package ke.co.datacraft.cv.bridge.image;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.LongSupplier;

/** What becomes of pictures, and how near their limits are. */
final class PictureMetrics {

    private final Counter pictures;
    private final Histogram seconds;

    /**
     * @param cacheBytes bytes of the pictures that are kept
     * @param waiting pictures that are drawn or wait for their turn
     */
    PictureMetrics(PrometheusRegistry registry, LongSupplier cacheBytes, LongSupplier waiting) {
        pictures =
                Counter.builder()
                        .name("cv_bridge_pictures")
                        .help("Pictures that were asked for: drawn, cached, busy or failed")
                        .labelNames("outcome")
                        .register(registry);
        seconds =
                Histogram.builder()
                        .name("cv_bridge_picture_seconds")
                        .help("Time to read, draw and encode a picture, without waiting")
                        .classicOnly()
                        .classicUpperBounds(0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30)
                        .register(registry);
        gauge(
                registry,
                "cv_bridge_picture_cache_bytes",
                "Drawn pictures kept in memory",
                cacheBytes);
        gauge(
                registry,
                "cv_bridge_pictures_under_way",
                "Pictures that are drawn or wait for their turn",
                waiting);
    }

    private static void gauge(
            PrometheusRegistry registry, String name, String help, LongSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsLong()))
                .register(registry);
    }

    void drawn(long nanos) {
        pictures.labelValues("drawn").inc();
        seconds.observe(nanos / 1e9);
    }

    void cached() {
        pictures.labelValues("cached").inc();
    }

    void refused(boolean isBusy) {
        pictures.labelValues(isBusy ? "busy" : "failed").inc();
    }
}
