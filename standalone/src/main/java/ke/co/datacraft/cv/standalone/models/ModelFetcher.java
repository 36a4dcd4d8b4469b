package ke.co.datacraft.cv.standalone.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import ke.co.datacraft.cv.inference.model.ModelCache;
import ke.co.datacraft.cv.inference.model.ModelFiles;
import ke.co.datacraft.cv.inference.model.ModelManifest;

/**
 * Fetches the files of manifests into a folder. Safe for many threads and processes: of several
 * that want the same file, one fetches and the others find it there.
 */
public final class ModelFetcher {

    private static final int ATTEMPTS = 3;

    private final Path folder;
    private final ModelCache cache;
    private final Mirror mirror;
    private final Duration pause;

    /**
     * @param folder where files go; made when it is missing
     * @param cache the limit on that folder, or null when it has none
     * @param mirror where files come from
     * @param pause between two attempts at one origin
     */
    public ModelFetcher(Path folder, ModelCache cache, Mirror mirror, Duration pause) {
        this.folder = folder;
        this.cache = cache;
        this.mirror = mirror;
        this.pause = pause;
    }

    /**
     * Brings a model's file into the folder unless it is there.
     *
     * @param progress told the bytes that are here and the size of all, -1 when unknown
     * @throws FetchException naming the origin and the cure; a part that can be resumed stays
     */
    public FetchedModel fetch(ModelManifest manifest, BiConsumer<Long, Long> progress) {
        Path target = target(manifest);
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            try (TargetLock lock = TargetLock.acquire(target)) {
                return isHere(manifest, target)
                        ? keep(manifest, target)
                        : bring(manifest, target, progress);
            }
        } catch (IOException exception) {
            throw FetchException.unusable(target + " cannot be written: " + exception.getMessage());
        }
    }

    private Path target(ModelManifest manifest) {
        Path target = folder.resolve(manifest.file()).normalize();
        if (!target.startsWith(folder.normalize()) || manifest.onClassPath()) {
            throw FetchException.unusable(
                    "file "
                            + manifest.file()
                            + " of model '"
                            + manifest.reference()
                            + "' is no file of a folder of models; nothing to fetch");
        }
        return target;
    }

    private static boolean isHere(ModelManifest manifest, Path target) throws IOException {
        if (!Files.exists(target)) {
            return false;
        }
        String sha256 = ModelFiles.sha256(target);
        List<String> recorded = ModelFiles.recordedDigest(target).stream().toList();
        List<String> right = manifest.sha256().isEmpty() ? recorded : manifest.sha256();
        if (right.isEmpty() || right.contains(sha256)) {
            return true;
        }
        if (recorded.isEmpty() || recorded.contains(sha256)) {
            throw FetchException.unusable(
                    target
                            + " is there already and is not the file of "
                            + manifest.reference()
                            + " (its SHA-256 is "
                            + sha256
                            + "); move it away, or give another folder with --into");
        }
        // It was fetched and has changed since: damaged.
        return false;
    }

    private FetchedModel keep(ModelManifest manifest, Path target) throws IOException {
        return done(manifest, target, null, List.of());
    }

    private FetchedModel bring(ModelManifest manifest, Path target, BiConsumer<Long, Long> progress)
            throws IOException {
        PartFile part = new PartFile(target);
        Origin origin = fillFromAny(part, manifest, progress);
        List<Path> evicted = cache == null ? List.of() : cache.makeRoom(part.size());
        part.finish();
        return done(manifest, target, origin.name(), evicted);
    }

    private Origin fillFromAny(
            PartFile part, ModelManifest manifest, BiConsumer<Long, Long> progress)
            throws IOException {
        List<String> failures = new ArrayList<>();
        IOException last = new RefusedException("its manifest names no url");
        for (Origin origin : mirror.origins(manifest)) {
            try {
                fill(part, origin, progress);
                requireDigest(manifest, part);
                return origin;
            } catch (IOException exception) {
                failures.add(origin.name() + ": " + reason(exception));
                last = exception;
            }
        }
        String message =
                "model '"
                        + manifest.reference()
                        + "' could not be fetched: "
                        + (failures.isEmpty() ? last.getMessage() : String.join("; ", failures))
                        + (part.size() > 0 ? "; run it again to go on, or give" : "; give")
                        + " a folder or URL that has "
                        + manifest.file()
                        + " with --from";
        throw last instanceof RefusedException
                ? FetchException.unusable(message)
                : FetchException.unreachable(message, last);
    }

    private void fill(PartFile part, Origin origin, BiConsumer<Long, Long> progress)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            long before = part.size();
            try {
                part.fill(origin, progress);
                return;
            } catch (RefusedException exception) {
                throw exception;
            } catch (IOException exception) {
                // As long as something comes, a bad line is worth another try.
                if (attempt >= ATTEMPTS && part.size() <= before) {
                    throw exception;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause.toMillis()));
            }
        }
    }

    private static void requireDigest(ModelManifest manifest, PartFile part) throws IOException {
        String sha256 = part.sha256();
        if (!manifest.sha256().isEmpty() && !manifest.sha256().contains(sha256)) {
            part.delete();
            throw new RefusedException(
                    "the file has SHA-256 "
                            + sha256
                            + ", expected "
                            + String.join(" or ", manifest.sha256())
                            + "; it was not kept");
        }
    }

    private FetchedModel done(
            ModelManifest manifest, Path target, String origin, List<Path> evicted)
            throws IOException {
        String sha256 = ModelFiles.sha256(target);
        ModelFiles.record(target, sha256);
        if (cache != null) {
            cache.adopt(target);
        }
        return new FetchedModel(
                target, sha256, manifest.sha256().contains(sha256), origin, evicted);
    }

    private static String reason(IOException exception) {
        String message = exception.getMessage();
        return switch (exception.getClass().getSimpleName()) {
            case "UnknownHostException" -> "no such host, or no network";
            case "SocketTimeoutException" -> "no answer in time";
            default -> message == null ? exception.getClass().getSimpleName() : message;
        };
    }
}
