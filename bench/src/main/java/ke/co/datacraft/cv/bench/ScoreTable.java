package ke.co.datacraft.cv.bench;

import ke.co.datacraft.cv.bench.mot.ClearScores;
import ke.co.datacraft.cv.bench.mot.HotaScores;
import ke.co.datacraft.cv.bench.mot.IdentityScores;
import ke.co.datacraft.cv.bench.mot.ScoredSequence;

/** How good trackers are, one a line. */
final class ScoreTable {

    private final Report report;

    /** Writes the heading. */
    ScoreTable(Report report) {
        this.report = report;
        report.line(
                "%-12s %6s %6s %6s %6s %6s %6s %6s %6s %6s %6s %7s %7s",
                "", "HOTA", "DetA", "AssA", "MOTA", "MOTP", "IDF1", "IDP", "IDR", "IDSW", "Frag",
                "FP", "FN");
    }

    void row(String name, ScoredSequence sequence) {
        HotaScores hota = HotaScores.of(sequence);
        ClearScores clear = ClearScores.of(sequence);
        IdentityScores identity = IdentityScores.of(sequence);
        report.line(
                "%-12s %6.2f %6.2f %6.2f %6.2f %6.2f %6.2f %6.2f %6.2f %6d %6d %7d %7d",
                name,
                100 * hota.hota(),
                100 * hota.detection(),
                100 * hota.association(),
                100 * clear.mota(),
                100 * clear.motp(),
                100 * identity.f1(),
                100 * identity.precision(),
                100 * identity.recall(),
                clear.switches(),
                clear.fragments(),
                clear.wrong(),
                clear.missed());
    }
}
