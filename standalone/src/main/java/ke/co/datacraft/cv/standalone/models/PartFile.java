package ke.co.datacraft.cv.standalone.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.BiConsumer;
import ke.co.datacraft.cv.inference.model.ModelFiles;

/**
 * A file on its way: {@code NAME.part}, and {@code NAME.part.from} that says where its bytes come
 * from, so that a later fetch can go on. Used by one thread at a time.
 */
final class PartFile {

    private final Path target;
    private final Path part;
    private final Path from;

    PartFile(Path target) {
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + ".part");
        this.from = target.resolveSibling(target.getFileName() + ".part.from");
    }

    /** Bytes that are here. */
    long size() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    /**
     * Fetches what is missing.
     *
     * @param progress told the bytes that are here and the size of all, -1 when unknown
     * @throws IOException when it broke off; what came stays
     */
    void fill(Origin origin, BiConsumer<Long, Long> progress) throws IOException {
        String validator = validatorFor(origin);
        Origin.Opened opened = origin.open(validator == null ? 0 : size(), validator);
        try (InputStream stream = opened.stream()) {
            begin(origin, opened);
            try (OutputStream output =
                    Files.newOutputStream(
                            part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                copy(stream, output, opened, progress);
            }
        }
        if (opened.total() >= 0 && size() != opened.total()) {
            throw new IOException(
                    "the connection ended after " + size() + " of " + opened.total() + " bytes");
        }
    }

    private void begin(Origin origin, Origin.Opened opened) throws IOException {
        if (opened.offset() == 0) {
            delete();
        }
        requireRoom(opened.total() - opened.offset());
        if (opened.validator() != null) {
            Files.write(from, List.of(origin.name(), opened.validator()));
        }
    }

    private void copy(
            InputStream stream,
            OutputStream output,
            Origin.Opened opened,
            BiConsumer<Long, Long> progress)
            throws IOException {
        byte[] buffer = new byte[1 << 16];
        long here = opened.offset();
        progress.accept(here, opened.total());
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
            output.write(buffer, 0, count);
            here += count;
            progress.accept(here, opened.total());
        }
    }

    private void requireRoom(long bytes) throws IOException {
        FileStore store = Files.getFileStore(target.toAbsolutePath().getParent());
        if (bytes > store.getUsableSpace()) {
            throw FetchException.unusable(
                    target
                            + " needs "
                            + bytes
                            + " bytes and its disk has "
                            + store.getUsableSpace()
                            + " left; make room or give another folder with --into");
        }
    }

    /** What the bytes that are here were when they came from this origin; null to begin anew. */
    private String validatorFor(Origin origin) throws IOException {
        if (size() == 0 || !Files.exists(from)) {
            return null;
        }
        List<String> lines = Files.readAllLines(from);
        return lines.size() == 2 && lines.get(0).equals(origin.name()) ? lines.get(1) : null;
    }

    String sha256() throws IOException {
        return ModelFiles.sha256(part);
    }

    /** Puts the file in its place, whole or not at all. */
    void finish() throws IOException {
        Files.move(
                part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(from);
    }

    void delete() throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(from);
    }
}
