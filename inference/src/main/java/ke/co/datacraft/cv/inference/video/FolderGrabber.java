package ke.co.datacraft.cv.inference.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The pictures of a folder in the order in which they were last changed, and then those that come.
 * A picture is read when it has not changed for a moment, so that one that is being written is not
 * read half. Its stream's clock is the time of its last change.
 */
final class FolderGrabber implements FrameGrabber {

    private static final List<String> SUFFIXES = List.of(".jpg", ".jpeg", ".png", ".bmp", ".webp");
    private static final long SETTLED_MILLIS = 500;
    private static final long LOOK_MILLIS = 200;

    private record Picture(Instant changed, Path path) {}

    private static final Comparator<Picture> ORDER =
            Comparator.comparing(Picture::changed).thenComparing(Picture::path);

    private final GrabberRequest request;
    private final Path folder;
    private final WatchService watch;
    private final TreeSet<Picture> waiting = new TreeSet<>(ORDER);
    private Picture last;
    private FfmpegGrabber current;
    private long frameNumber = -1;
    private volatile boolean aborted;

    FolderGrabber(GrabberRequest request) throws GrabberException {
        this.request = request;
        try {
            this.folder = Path.of(URI.create(request.uri()));
        } catch (IllegalArgumentException e) {
            throw new GrabberException("the address names no folder: give file:///path", e);
        }
        if (!Files.isDirectory(folder)) {
            throw new GrabberException("there is no such folder");
        }
        try {
            this.watch = folder.getFileSystem().newWatchService();
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
        } catch (IOException e) {
            throw new GrabberException("the folder cannot be watched", e);
        }
    }

    @Override
    public boolean grab() throws GrabberException {
        long patience = System.nanoTime() + request.readTimeout().toNanos();
        while (true) {
            if (aborted) {
                throw new GrabberException("it was told to stop");
            }
            if (waiting.isEmpty()) {
                look();
            }
            Picture picture = waiting.pollFirst();
            if (picture != null) {
                last = picture;
                if (open(picture)) {
                    frameNumber++;
                    return true;
                }
            } else if (System.nanoTime() - patience > 0) {
                throw new GrabberException("no new picture came");
            } else {
                pause();
            }
        }
    }

    /** A file that is no picture is passed over: another may be one. */
    private boolean open(Picture picture) {
        release();
        try {
            current =
                    FfmpegGrabber.open(
                            new GrabberRequest(
                                    MediaKind.FILE,
                                    picture.path().toString(),
                                    false,
                                    request.connectTimeout(),
                                    request.readTimeout(),
                                    1));
            return current.grab();
        } catch (GrabberException e) {
            release();
            return false;
        }
    }

    private void look() throws GrabberException {
        Instant settled = Instant.now().minusMillis(SETTLED_MILLIS);
        List<Picture> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path path : (Iterable<Path>) files::iterator) {
                String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
                if (SUFFIXES.stream().anyMatch(name::endsWith)) {
                    BasicFileAttributes file =
                            Files.readAttributes(path, BasicFileAttributes.class);
                    found.add(new Picture(file.lastModifiedTime().toInstant(), path));
                }
            }
        } catch (IOException e) {
            throw new GrabberException("the folder cannot be read", e);
        }
        for (Picture picture : found) {
            if (picture.changed().isBefore(settled)
                    && (last == null || ORDER.compare(picture, last) > 0)) {
                waiting.add(picture);
            }
        }
    }

    /** Until something changes, or it is time to see whether a picture has settled. */
    private void pause() throws GrabberException {
        try {
            WatchKey change = watch.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (change != null) {
                change.pollEvents();
                change.reset();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GrabberException("it was told to stop", e);
        }
    }

    @Override
    public long frameNumber() {
        return frameNumber;
    }

    @Override
    public Duration mediaTime() {
        return last == null ? Duration.ZERO : Duration.between(Instant.EPOCH, last.changed());
    }

    @Override
    public Optional<Instant> streamTime() {
        return last == null ? Optional.empty() : Optional.of(last.changed());
    }

    @Override
    public GrabbedFrame frame() throws GrabberException {
        return current.frame();
    }

    /** Pictures that were last changed before or at the time are not given again. */
    @Override
    public void seekAfter(long number, Duration time) {
        frameNumber = number;
        last = new Picture(Instant.EPOCH.plus(time).plusNanos(1), Path.of(""));
    }

    @Override
    public void abort() {
        aborted = true;
    }

    private void release() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    @Override
    public void close() {
        release();
        try {
            watch.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
