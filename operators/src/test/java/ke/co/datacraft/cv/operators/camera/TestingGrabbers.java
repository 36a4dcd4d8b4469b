package ke.co.datacraft.cv.operators.camera;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import ke.co.datacraft.cv.inference.video.FrameGrabber;
import ke.co.datacraft.cv.inference.video.FrameGrabberProvider;
import ke.co.datacraft.cv.inference.video.GrabbedFrame;
import ke.co.datacraft.cv.inference.video.GrabberException;
import ke.co.datacraft.cv.inference.video.GrabberRequest;
import ke.co.datacraft.cv.inference.video.MediaKind;

/** Opens films of small grey frames, ten a second, that do what a test tells them. */
final class TestingGrabbers implements FrameGrabberProvider {

    static final Duration INTERVAL = Duration.ofMillis(100);

    private final Map<String, Film> films = new ConcurrentHashMap<>();

    /** What happens to one address. */
    static final class Film {
        volatile long frames = Long.MAX_VALUE;
        volatile String refusal;
        volatile String proxy;
        volatile RuntimeException crash;
        volatile long failAt = -1;
        volatile long hangAt = -1;
        volatile boolean deaf;
        volatile CountDownLatch shut = new CountDownLatch(1);
        final AtomicInteger opened = new AtomicInteger();
        final AtomicInteger open = new AtomicInteger();
        final AtomicInteger mostOpen = new AtomicInteger();
    }

    Film film(String uri) {
        return films.computeIfAbsent(uri, any -> new Film());
    }

    @Override
    public boolean supports(MediaKind kind) {
        return true;
    }

    @Override
    public FrameGrabber open(GrabberRequest request) throws GrabberException {
        Film film = film(request.uri());
        film.proxy = request.httpProxy();
        if (film.refusal != null) {
            throw new GrabberException(film.refusal);
        }
        if (film.crash != null) {
            throw film.crash;
        }
        film.opened.incrementAndGet();
        film.mostOpen.accumulateAndGet(film.open.incrementAndGet(), Math::max);
        return new TestingGrabber(film);
    }

    private static final class TestingGrabber implements FrameGrabber {
        private final Film film;
        private final CountDownLatch aborted = new CountDownLatch(1);
        private final ByteBuffer pixels = ByteBuffer.allocateDirect(3 * 4 * 4);
        private long frame = -1;

        TestingGrabber(Film film) {
            this.film = film;
        }

        @Override
        public boolean grab() throws GrabberException {
            if (frame + 1 >= film.frames) {
                return false;
            }
            frame++;
            if (frame == film.failAt) {
                film.failAt = -1;
                throw new GrabberException("connection lost");
            }
            if (frame == film.hangAt) {
                film.hangAt = -1;
                hang();
            }
            return true;
        }

        private void hang() throws GrabberException {
            boolean interrupted = false;
            while (true) {
                try {
                    (film.deaf ? film.shut : aborted).await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                    if (!film.deaf) {
                        break;
                    }
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw new GrabberException("was told to stop");
        }

        @Override
        public long frameNumber() {
            return frame;
        }

        @Override
        public Duration mediaTime() {
            return INTERVAL.multipliedBy(frame);
        }

        @Override
        public Optional<Instant> streamTime() {
            return Optional.empty();
        }

        @Override
        public GrabbedFrame frame() {
            return new GrabbedFrame(4, 4, 12, pixels);
        }

        @Override
        public void seekAfter(long frameNumber, Duration mediaTime) {
            frame = frameNumber;
        }

        @Override
        public void abort() {
            aborted.countDown();
        }

        @Override
        public void close() {
            film.open.decrementAndGet();
        }
    }
}
