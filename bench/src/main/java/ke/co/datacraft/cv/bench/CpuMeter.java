package ke.co.datacraft.cv.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** CPU time of this process and of the processes that it started. */
final class CpuMeter {

    /** The same on every Linux of our platforms. */
    private static final double TICKS_PER_SECOND = 100;

    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final long processNanos = system.getProcessCpuTime();
    private final Map<Long, Duration> children = childCpu();
    private final double endedChildren = endedChildCpu();

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

    /** CPU seconds of the child processes that ended since the meter was made. */
    double endedChildSeconds() {
        return endedChildCpu() - endedChildren;
    }

    /** Fields 16 and 17 of /proc/self/stat, in ticks; the name in field 2 may hold spaces. */
    private static double endedChildCpu() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException("The CPU of children is read from Linux' /proc", e);
        }
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
