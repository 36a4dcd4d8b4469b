package ke.co.datacraft.cv.bench;

import java.util.Arrays;

/**
 * One way of doing the work, measured several times.
 *
 * @param name what was measured
 * @param imagesPerSecond one value per round
 * @param cpuMillisPerImage one value per round: CPU of this process
 * @param serviceCpuMillisPerImage one value per round: CPU of databases beside it; 0 where none run
 */
record Measurement(
        String name,
        double[] imagesPerSecond,
        double[] cpuMillisPerImage,
        double[] serviceCpuMillisPerImage) {

    /** Median images per second. */
    double rate() {
        return median(imagesPerSecond);
    }

    /** Median CPU milliseconds per image of this process. */
    double cpu() {
        return median(cpuMillisPerImage);
    }

    /** Median CPU milliseconds per image of the services. */
    double serviceCpu() {
        return median(serviceCpuMillisPerImage);
    }

    /** Half the range of the rate, as a share of its median. */
    double spread() {
        double[] sorted = imagesPerSecond.clone();
        Arrays.sort(sorted);
        return (sorted[sorted.length - 1] - sorted[0]) / 2 / rate();
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
