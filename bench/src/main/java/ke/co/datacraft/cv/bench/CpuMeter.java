package ke.co.datacraft.cv.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** CPU time of this process and of the processes that it started. */
final class CpuMeter {

    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final long processNanos = system.getProcessCpuTime();
    private final Map<Long, Duration> children = childCpu();

    /** CPU seconds of this process since the meter was made. */
    double processSeconds() {
        return (system.getProcessCpuTime() - processNanos) / 1e9;
    }

    /** CPU seconds since the meter was made of the child processes that still run. */
    double childSeconds() {
        return childCpu().entrySet().stream()
                .mapToDouble(
                        child ->
                                child.getValue()
                                                .minus(
                                                        children.getOrDefault(
                                                                child.getKey(), Duration.ZERO))
                                                .toNanos()
                                        / 1e9)
                .sum();
    }

    private static Map<Long, Duration> childCpu() {
        return ProcessHandle.current()
                .descendants()
                .collect(
                        Collectors.toMap(
                                ProcessHandle::pid,
                                process ->
                                        process.info().totalCpuDuration().orElse(Duration.ZERO)));
    }
}
