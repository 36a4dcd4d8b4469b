package ke.co.datacraft.cv.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.bench.mot.MotFile;
import ke.co.datacraft.cv.bench.mot.MotRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrackBenchmarkTest {

    @TempDir Path folder;

    private final StringWriter printed = new StringWriter();

    @Test
    void tracksFilesAndScoresThem() throws IOException {
        Path result = folder.resolve("result.txt");
        int code =
                run(
                        "--detections",
                        write("det.txt", "0.9"),
                        "--truth",
                        write("gt.txt", "1"),
                        "--out",
                        result.toString(),
                        "--detected-boxes",
                        "--rounds",
                        "1");
        assertThat(code).isZero();
        assertThat(printed.toString())
                .containsPattern("ByteTracker +100.00 +100.00 +100.00 +100.00 +100.00 +100.00")
                .contains("plain SORT");
        List<MotRow> rows = MotFile.read(result);
        assertThat(rows).hasSize(40);
        assertThat(rows.get(2)).isEqualTo(new MotRow(2, 1, 15, 20, 40, 80, 0.9, -1));
    }

    @Test
    void scoresThatAreNoConfidencesCountAsCertain() throws IOException {
        Path result = folder.resolve("result.txt");
        String detections = write("det.txt", "73.5");
        assertThat(run("--detections", detections, "--out", result.toString(), "--rounds", "1"))
                .isZero();
        assertThat(MotFile.read(result)).hasSize(40).allMatch(row -> row.score() == 1);
    }

    @Test
    void aSequencesFolderTellsItsRateAndMarginsAreNoConfidences() throws IOException {
        Files.writeString(
                folder.resolve("seqinfo.ini"), "[Sequence]\nname=MOT17-13-DPM\nframeRate=25");
        Files.createDirectory(folder.resolve("det"));
        Files.createDirectory(folder.resolve("gt"));
        String detections = write("det/det.txt", "2.3");
        Files.writeString(
                Path.of(detections), "20,-1,900,20,40,80,-0.4\n", StandardOpenOption.APPEND);
        assertThat(
                        run(
                                "--detections",
                                detections,
                                "--truth",
                                write("gt/gt.txt", "1"),
                                "--rounds",
                                "1"))
                .isZero();
        assertThat(printed.toString())
                .contains("20 frames at 25.0 a second", "scores are margins", "rules of MOT17")
                .containsPattern("ByteTracker( +[0-9.]+){8}( +0){4}");
    }

    @Test
    void aBadLineIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.txt"), "1,-1,2,3,4,5,1\n1,2,3\n");
        assertThat(run("--detections", file.toString())).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(printed.toString()).contains("bad.txt, line 2: 3 columns");
    }

    private String write(String name, String score) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int frame = 1; frame <= 20; frame++) {
            lines.add(frame + ",1," + (5 + 5 * frame) + ",20,40,80," + score + ",1,1");
            lines.add(frame + ",2," + (500 - 5 * frame) + ",300,40,80," + score + ",1,1");
        }
        return Files.write(folder.resolve(name), lines).toString();
    }

    private int run(String... arguments) {
        return new CommandLine(new TrackBenchmark())
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(printed, true))
                .execute(arguments);
    }
}
