package ke.co.datacraft.cv.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Ways of doing the same work, measured in turns so that a drifting machine moves all of them. */
final class Rounds {

    private final Map<String, Callable<ConcurrentLoop.Round>> ways = new LinkedHashMap<>();

    /** Adds a way; its name is that of the row. */
    Rounds add(String name, Callable<ConcurrentLoop.Round> way) {
        ways.put(name, way);
        return this;
    }

    /**
     * Measures.
     *
     * @param rounds after one to warm up, which does not count
     * @return one measurement for each way, in the order of adding
     * @throws Exception of a way
     */
    List<Measurement> run(int rounds) throws Exception {
        Map<String, List<ConcurrentLoop.Round>> measured = new LinkedHashMap<>();
        ways.keySet().forEach(name -> measured.put(name, new ArrayList<>()));
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Callable<ConcurrentLoop.Round>> way : ways.entrySet()) {
                ConcurrentLoop.Round one = way.getValue().call();
                if (round > 0) {
                    measured.get(way.getKey()).add(one);
                }
            }
        }
        return measured.entrySet().stream()
                .map(way -> measurement(way.getKey(), way.getValue()))
                .toList();
    }

    private static Measurement measurement(String name, List<ConcurrentLoop.Round> rounds) {
        return new Measurement(
                name,
                rounds.stream().mapToDouble(ConcurrentLoop.Round::imagesPerSecond).toArray(),
                rounds.stream().mapToDouble(ConcurrentLoop.Round::cpuMillisPerImage).toArray(),
                rounds.stream()
                        .mapToDouble(ConcurrentLoop.Round::serviceCpuMillisPerImage)
                        .toArray());
    }
}
