package ke.co.datacraft.cv.bench.crossing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.bench.mot.MotFile;
import ke.co.datacraft.cv.bench.mot.MotRow;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.standalone.scenes.ObjectKind;
import ke.co.datacraft.cv.standalone.scenes.SceneObject;

/**
 * Films as the files {@code det.txt} and {@code gt.txt} of the MOTChallenge, so that other trackers
 * can be given them; classes are numbered from 1 in the order of {@link ObjectKind}. In the truth
 * the score is 0 where too little is to be seen of an object.
 */
final class FilmFolder {

    private final Path folder;

    FilmFolder(Path folder) {
        this.folder = folder;
    }

    boolean isThere() {
        return Files.isRegularFile(truth()) && Files.isRegularFile(detections());
    }

    CrossingFilm read(int frames) {
        List<List<SceneObject>> truth = empty(frames);
        for (MotRow row : MotFile.read(truth())) {
            truth.get(row.frame() - 1)
                    .add(
                            new SceneObject(
                                    row.id(),
                                    ObjectKind.values()[row.classId() - 1],
                                    box(row),
                                    1,
                                    row.score() == 0,
                                    null));
        }
        List<List<Detection>> detections = empty(frames);
        for (MotRow row : MotFile.read(detections())) {
            int kind = row.classId() - 1;
            detections
                    .get(row.frame() - 1)
                    .add(
                            new Detection(
                                    kind,
                                    ObjectKind.values()[kind].label(),
                                    (float) row.score(),
                                    box(row)));
        }
        return new CrossingFilm(truth, detections);
    }

    private static <T> List<List<T>> empty(int frames) {
        return IntStream.range(0, frames).<List<T>>mapToObj(i -> new ArrayList<>()).toList();
    }

    private static BoundingBox box(MotRow row) {
        return new BoundingBox(
                (float) (row.left() - 1),
                (float) (row.top() - 1),
                (float) row.width(),
                (float) row.height());
    }

    void write(CrossingFilm film) throws IOException {
        Files.createDirectories(folder);
        List<String> truth = new ArrayList<>();
        List<String> detections = new ArrayList<>();
        for (int number = 0; number < film.truth().size(); number++) {
            for (SceneObject object : film.truth().get(number)) {
                truth.add(
                        line(
                                        number,
                                        object.trackId(),
                                        object.box(),
                                        object.ignored() ? 0 : 1,
                                        object.kind().ordinal())
                                + String.format(Locale.ROOT, ",%.3f", object.visibleShare()));
            }
            for (Detection found : film.detections().get(number)) {
                int kind = CrossingScore.kind(found.label()).ordinal();
                detections.add(line(number, -1, found.box(), found.confidence(), kind));
            }
        }
        Files.write(truth(), truth);
        Files.write(detections(), detections);
    }

    private static String line(int frame, long id, BoundingBox box, float score, int kind) {
        return String.format(
                Locale.ROOT,
                "%d,%d,%.3f,%.3f,%.3f,%.3f,%.4f,%d",
                frame + 1,
                id,
                box.x() + 1,
                box.y() + 1,
                box.width(),
                box.height(),
                score,
                kind + 1);
    }

    private Path truth() {
        return folder.resolve("gt.txt");
    }

    private Path detections() {
        return folder.resolve("det.txt");
    }
}
