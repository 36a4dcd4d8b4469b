package ke.co.datacraft.cv.standalone.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Set;
import java.util.TreeSet;
import ke.co.datacraft.cv.operators.metrics.MetricNames;
import org.junit.jupiter.api.Test;

class MetricReferenceTest {

    private static final Set<String> OF_THE_GUIDE =
            Set.of(
                    "cv_processing_jobs_total",
                    "cv_processing_jobs_success_total",
                    "cv_processing_jobs_error_total",
                    "cv_processing_duration_seconds",
                    "cv_active_jobs");

    @Test
    void theTableNamesEveryMetricOfTheJobs() throws IllegalAccessException {
        Set<String> declared = new TreeSet<>();
        for (Field field : MetricNames.class.getFields()) {
            String name = (String) field.get(null);
            if (name.startsWith(MetricNames.GROUP + "_")) {
                declared.add(name);
            }
        }
        MetricReference reference = MetricReference.read();
        Set<String> documented = new TreeSet<>(reference.own().keySet());
        documented.removeIf(name -> name.startsWith("cv_bridge_"));
        assertThat(documented).isEqualTo(declared).containsAll(OF_THE_GUIDE);
        assertThat(reference.own().get("cv_processing_duration_seconds").type())
                .isEqualTo("histogram");
    }
}
