package ke.co.datacraft.cv.bench.mot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ke.co.datacraft.cv.bench.mot.ScoredSequence.Rules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What public files of the MOTChallenge's format look like. */
class MotFileTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3,-1,10.5,20,30,40,0.75,-1,-1,-1\n",
                "3,-1,10.5,20,30,40,0.75\r\n\r\n",
                "3,-1,10.5,20,30,40,0.75,",
                "3, -1, 10.5 ,20,30,40, 0.75 , ",
                "3 -1 10.5 20 30 40 0.75",
                "3\t-1\t10.5\t20\t30\t40\t0.75\n\n",
                "3;-1;10.5;20;30;40;0.75",
                "\ufeff3,-1,10.5,20,30,40,0.75",
                "3.0e+00,-1.0,1.05e1,20,30,40,7.5e-1",
                "frame,id,bb_left,bb_top,bb_width,bb_height,conf\n3,-1,10.5,20,30,40,0.75",
            })
    void aRowIsTakenAsItIsFound(String text) throws IOException {
        assertThat(MotFile.read(file(text)))
                .containsExactly(new MotRow(3, -1, 10.5, 20, 30, 40, 0.75, -1));
    }

    @Test
    void aDetectionWithoutAScoreIsCertain() throws IOException {
        assertThat(MotFile.read(file("1,-1,10,20,30,40")))
                .containsExactly(new MotRow(1, -1, 10, 20, 30, 40, 1, -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,-1,,20,30,40,1      | left is '', which is no number",
                "1,-1,10,20,nan,40,1   | width is 'nan', which is no number",
                "1,-1,10,20,30,40,x    | score is 'x', which is no number",
                "0,-1,10,20,30,40,1    | frame is '0': give a whole number from 1",
                "1.5,-1,10,20,30,40,1  | frame is '1.5': give a whole number from 1",
                "1500000000,-1,10,20,30,40,1 | frame is '1500000000': give a whole number from 1",
                "1,2.5,10,20,30,40,1   | id is '2.5': give a whole number",
                "1,-1,10,20,30         | 5 columns",
            })
    void whatIsWrongIsNamedWithItsLine(String row, String problem) {
        assertThatThrownBy(() -> MotFile.read(file("1,-1,10,20,30,40,1\n" + row)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rows.txt, line 2: " + problem);
    }

    @Test
    void framesAreFilledInTheirOrderAndWhatHasNoAreaIsLeftOut() throws IOException {
        List<MotRow> rows =
                MotFile.read(
                        file("4,-1,7,0,9,9,1\n2,-1,5,0,9,9,1\n2,-1,6,0,0,9,1\n4,-1,8,0,9,-2,1"));
        assertThat(MotDetections.frames(rows, 0, ScoreScale.CONFIDENCES))
                .extracting(found -> found.stream().map(one -> one.box().x()).toList())
                .containsExactly(List.of(), List.of(5f), List.of(), List.of(7f));
    }

    /**
     * TUD-Stadtmitte and PETS09-S2L1 of MOT15 tell the place on the ground in the class's place.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,1,88,99,61,218,1,4.4852,5.5016,0 | MOT15",
                "1,1,399,182,121,229,1,-1,-1,-1     | MOT15",
                "1,1,399,182,121,229,1              | MOT15",
                "1,1,912,484,97,109,0,7,1           | MOT17",
                "1,1,912,484,97,109,1,1,0.86014     | MOT17",
            })
    void rulesFollowFromTheColumns(String row, Rules rules) throws IOException {
        assertThat(Rules.of(MotFile.read(file(row + "\n" + row)))).isEqualTo(rules);
    }

    @Test
    void oneWholeNumberAmongPlacesIsNoClass() throws IOException {
        List<MotRow> rows = MotFile.read(file("1,1,8,9,6,2,1,4.4852,5,0\n2,1,8,9,6,2,1,4,5,0"));
        assertThat(Rules.of(rows)).isEqualTo(Rules.MOT15);
    }

    @Test
    void theSequenceTellsItsRateAndRules() throws IOException {
        Path detections =
                Files.createDirectories(folder.resolve("MOT20-01/det")).resolve("det.txt");
        Files.writeString(
                folder.resolve("MOT20-01/seqinfo.ini"),
                "[Sequence]\r\nname=MOT20-01\r\nimDir=img1\r\nframeRate=25\r\nseqLength=429\r\n");
        SequenceInfo info = SequenceInfo.of(detections);
        assertThat(info).isEqualTo(new SequenceInfo("MOT20-01", 25));
        assertThat(info.rules()).contains(Rules.MOT20);
        assertThat(SequenceInfo.of(folder.resolve("det.txt")).framesPerSecondOr(30)).isEqualTo(30);
    }

    private Path file(String text) throws IOException {
        return Files.write(folder.resolve("rows.txt"), text.getBytes(StandardCharsets.UTF_8));
    }
}
