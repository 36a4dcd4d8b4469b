package ke.co.datacraft.cv.inference.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ke.co.datacraft.cv.inference.InferenceException;

/** Finds the file of a model and checks its digest. */
record WeightsLocator(List<Path> folders) {

    /** The file of a model, where it is. */
    Optional<Weights> find(ResolvedModel resolved) {
        if (resolved.place() != null && Files.isRegularFile(resolved.place())) {
            return Optional.of(new Weights.InFile(resolved.place()));
        }
        if (resolved.manifest().isEmpty()) {
            return Optional.empty();
        }
        ModelManifest manifest = resolved.manifest().get();
        if (manifest.onClassPath()) {
            return Optional.of(
                    new Weights.InResource(manifest.file().substring(Weights.CLASSPATH.length())));
        }
        return places(resolved).stream()
                .map(folder -> folder.resolve(manifest.file()))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(Weights.InFile::new);
    }

    private List<Path> places(ResolvedModel resolved) {
        List<Path> places = new ArrayList<>();
        if (resolved.place() != null) {
            places.add(resolved.place());
        }
        places.addAll(folders);
        return places;
    }

    /**
     * The file of a model.
     *
     * @throws InferenceException {@code INVALID_MODEL} when it is nowhere, naming the command that
     *     fetches it
     */
    Weights require(ResolvedModel resolved) {
        return find(resolved).orElseThrow(() -> missing(resolved));
    }

    private InferenceException missing(ResolvedModel resolved) {
        return resolved.manifest()
                .map(manifest -> missing(manifest, places(resolved)))
                .orElseGet(
                        () -> InvalidModel.because("model file " + resolved.place() + " is gone"));
    }

    private static InferenceException missing(ModelManifest manifest, List<Path> places) {
        String licence =
                manifest.needsAcceptance() ? " --accept-licence " + manifest.licence() : "";
        String fetch =
                manifest.urls().isEmpty()
                        ? ""
                        : "run ./cv models pull "
                                + manifest.reference()
                                + licence
                                + " (from "
                                + manifest.urls().get(0)
                                + "), or ";
        String source =
                manifest.urls().isEmpty() && manifest.source() != null
                        ? "(see " + manifest.source() + ") "
                        : "";
        return InvalidModel.because(
                "file "
                        + manifest.file()
                        + " of model '"
                        + manifest.reference()
                        + "' is in none of the folders "
                        + places
                        + "; "
                        + fetch
                        + "put it "
                        + source
                        + "into one that CV_MODEL_PATH names");
    }

    /** Whether a digest is one that manifest or fetch allow. */
    static boolean isRight(ResolvedModel resolved, Weights weights, String sha256) {
        List<String> wanted = wanted(resolved, weights);
        return wanted.isEmpty() || wanted.contains(sha256);
    }

    /**
     * Checks a digest.
     *
     * @throws InferenceException {@code INVALID_MODEL}, naming it and what was asked for
     */
    static void requireRight(ResolvedModel resolved, Weights weights, String sha256) {
        if (!isRight(resolved, weights, sha256)) {
            throw InvalidModel.because(
                    "file "
                            + weights.place()
                            + " of model '"
                            + resolved.key()
                            + "' has SHA-256 "
                            + sha256
                            + "; its manifest or its fetch says "
                            + String.join(" or ", wanted(resolved, weights))
                            + ": get the right file, or add this one as a model of its own with"
                            + " ./cv models add");
        }
    }

    private static List<String> wanted(ResolvedModel resolved, Weights weights) {
        List<String> pinned = resolved.manifest().map(ModelManifest::sha256).orElse(List.of());
        // The digests of a manifest that the program brings along are those of the release. Whoever
        // puts an export of his own under its name means that one.
        boolean release = resolved.place() == null && weights instanceof Weights.InFile;
        return pinned.isEmpty() || release ? weights.recorded() : pinned;
    }
}
