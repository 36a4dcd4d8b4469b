package ke.co.datacraft.cv.bench;

import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One round of both services.
 *
 * @param bridgeMax as fast as the bridge answers
 * @param peerMax as fast as the peer answers with a dict
 * @param bridgeSame the bridge at half of the peer's highest rate
 * @param peerHalf the peer at half of its highest rate
 * @param typedHalf the peer with a response model, at the same rate
 * @param leanHalf the peer that passes results on, at the same rate
 * @param bridgeHalf the bridge at half of its own highest rate
 */
record RestRound(
        HttpLoad.Result bridgeMax,
        HttpLoad.Result peerMax,
        HttpLoad.Result bridgeSame,
        HttpLoad.Result peerHalf,
        HttpLoad.Result typedHalf,
        HttpLoad.Result leanHalf,
        HttpLoad.Result bridgeHalf) {

    /**
     * What is measured.
     *
     * @param bridge the bridge
     * @param peer FastAPI
     * @param load requests of both
     * @param typed requests that the peer answers with a response model
     * @param lean requests that the peer answers by passing results on
     */
    record Services(
            ServiceProcess bridge,
            ServiceProcess peer,
            HttpLoad load,
            HttpLoad typed,
            HttpLoad lean) {}

    static RestRound run(Services of, double seconds) throws IOException {
        HttpLoad.Result bridgeMax = of.load.flatOut(of.bridge, seconds);
        HttpLoad.Result peerMax = of.load.flatOut(of.peer, seconds);
        double same = peerMax.rate() / 2;
        return new RestRound(
                bridgeMax,
                peerMax,
                of.load.atRate(of.bridge, seconds, same),
                of.load.atRate(of.peer, seconds, same),
                of.typed.atRate(of.peer, seconds, same),
                of.lean.atRate(of.peer, seconds, same),
                of.load.atRate(of.bridge, seconds, bridgeMax.rate() / 2));
    }

    /** Prints medians of rounds. */
    static void report(Report report, List<RestRound> rounds) {
        report.section("GET of a job's results, medians");
        report.line("%-42s %10s %14s %8s %8s", "", "requests/s", "CPU s/1000", "p50 ms", "p99 ms");
        row(report, "bridge, flat out", rounds, RestRound::bridgeMax);
        row(report, "FastAPI, flat out", rounds, RestRound::peerMax);
        row(report, "bridge at half of FastAPI's rate", rounds, RestRound::bridgeSame);
        row(report, "FastAPI at half of its rate", rounds, RestRound::peerHalf);
        row(report, "FastAPI with a response model, same rate", rounds, RestRound::typedHalf);
        row(report, "FastAPI without parsing, same rate", rounds, RestRound::leanHalf);
        row(report, "bridge at half of its own rate", rounds, RestRound::bridgeHalf);
        report.atMost(
                "  CPU per request at the same rate, bridge / FastAPI",
                cpuRatio(rounds, RestRound::peerHalf),
                1.0 / 8);
        report.ratio(
                "  the same, bridge / FastAPI with a response model",
                cpuRatio(rounds, RestRound::typedHalf));
        report.ratio(
                "  the same, bridge / FastAPI without parsing",
                cpuRatio(rounds, RestRound::leanHalf));
        report.ratio(
                "  CPU per request flat out, bridge / FastAPI",
                median(rounds, r -> r.bridgeMax.cpuPerThousand() / r.peerMax.cpuPerThousand()));
        report.atMost(
                "  ms, p99 of the bridge at half of its own rate",
                median(rounds, r -> r.bridgeHalf.percentile(0.99)),
                5);
    }

    private static double cpuRatio(List<RestRound> rounds, Way peer) {
        return median(rounds, r -> r.bridgeSame.cpuPerThousand() / peer.of(r).cpuPerThousand());
    }

    /** Picks a measurement. */
    private interface Way {
        HttpLoad.Result of(RestRound round);
    }

    private static void row(Report report, String name, List<RestRound> rounds, Way way) {
        report.line(
                "%-42s %10.0f %14.3f %8.2f %8.2f",
                name,
                median(rounds, r -> way.of(r).rate()),
                median(rounds, r -> way.of(r).cpuPerThousand()),
                median(rounds, r -> way.of(r).percentile(0.5)),
                median(rounds, r -> way.of(r).percentile(0.99)));
    }

    private static double median(List<RestRound> rounds, ToDoubleFunction<RestRound> value) {
        return Measurement.median(rounds.stream().mapToDouble(value).toArray());
    }
}
