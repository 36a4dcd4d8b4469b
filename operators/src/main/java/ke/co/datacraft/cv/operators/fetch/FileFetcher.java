package ke.co.datacraft.cv.operators.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import ke.co.datacraft.cv.contracts.ReasonCode;

/**
 * Files inside the allowed folders, judged by their real path: neither {@code ..} nor a symbolic
 * link leads out. Where a path lies outside, whether something is there is not told.
 */
public final class FileFetcher implements Fetcher {

    private static final Runnable NOTHING = () -> {};

    private final List<Path> roots;

    /**
     * @param allowedRoots folders; empty refuses every file. They need not exist yet
     */
    public FileFetcher(List<String> allowedRoots) {
        this.roots =
                allowedRoots.stream()
                        .map(root -> Path.of(root).toAbsolutePath().normalize())
                        .toList();
    }

    @Override
    public FetchStream open(URI uri) throws FetchException {
        Path path = pathOf(uri);
        if (roots.isEmpty()) {
            throw forbidden(uri, "no folder is allowed");
        }
        requireInside(uri, path);
        try {
            Path real = path.toRealPath();
            if (!inside(real)) {
                throw outside(uri);
            }
            if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
                throw FetchException.permanent(
                        ReasonCode.NOT_FOUND,
                        Uris.shown(uri) + " is no regular file; give the path of an image file");
            }
            long length = Files.size(real);
            // A link that takes the file's place at this moment is not followed either.
            return new FetchStream(
                    Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS), length, NOTHING);
        } catch (AccessDeniedException e) {
            throw denied(uri, e);
        } catch (FileSystemException e) {
            // Nothing there, links in a circle, a name too long, a file where a folder should be.
            throw missing(uri, e);
        } catch (IOException e) {
            throw unreadable(uri, e);
        }
    }

    /** Judges by the nearest folder that exists, so that nothing is told about other places. */
    private void requireInside(URI uri, Path path) throws FetchException {
        for (Path part = path; part != null; part = part.getParent()) {
            try {
                if (inside(part.toRealPath())) {
                    return;
                }
                throw outside(uri);
            } catch (IOException absent) {
                // The parent decides; the root of the file system always exists.
                continue;
            }
        }
        throw outside(uri);
    }

    private static Path pathOf(URI uri) throws FetchException {
        String authority = uri.getRawAuthority();
        if (authority != null && !authority.isEmpty()) {
            throw invalid(uri, "names the host '" + authority + "'");
        }
        if (uri.isOpaque() || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw invalid(uri, "is not a plain path");
        }
        String path = uri.getPath();
        if (path.indexOf('\0') >= 0) {
            throw invalid(uri, "has a NUL character in its path");
        }
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw invalid(
                    uri,
                    "has a path that this system cannot have (for names beyond ASCII, start"
                            + " Java with LC_ALL=C.UTF-8)");
        }
    }

    private boolean inside(Path real) {
        return roots.stream().map(FileFetcher::realRoot).anyMatch(real::startsWith);
    }

    private static Path realRoot(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            return root;
        }
    }

    private static FetchException forbidden(URI uri, String why) {
        return FetchException.permanent(
                ReasonCode.FORBIDDEN_LOCATION,
                Uris.shown(uri)
                        + " is refused: "
                        + why
                        + "; put the file into one of the folders in CV_ALLOWED_FILE_ROOTS or add"
                        + " its folder there");
    }

    private static FetchException outside(URI uri) {
        return forbidden(uri, "it lies outside the allowed folders");
    }

    private static FetchException invalid(URI uri, String what) {
        return FetchException.permanent(
                ReasonCode.INVALID_FIELD,
                Uris.shown(uri) + " " + what + "; write file:///absolute/path, percent-encoded");
    }

    private static FetchException missing(URI uri, IOException cause) {
        return FetchException.permanent(
                ReasonCode.NOT_FOUND,
                Uris.shown(uri) + " does not exist; see whether the path is spelled right",
                cause);
    }

    private static FetchException denied(URI uri, IOException cause) {
        return FetchException.permanent(
                ReasonCode.ACCESS_DENIED,
                Uris.shown(uri) + " may not be read by this process; change its permissions",
                cause);
    }

    private static FetchException unreadable(URI uri, IOException cause) {
        return FetchException.passing(
                Uris.shown(uri) + " could not be read: " + cause.getMessage(), cause);
    }
}
