package ke.co.datacraft.cv.inference.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * One stream or file, by FFmpeg. A frame is decoded when it is grabbed and becomes pixels only when
 * it is asked for, into memory that is used again.
 *
 * <p>FFmpeg may only open what a kind needs, so that a playlist of a stranger cannot make it read
 * local files.
 */
final class FfmpegGrabber implements FrameGrabber {

    private static final int TRY_AGAIN = -11;
    private static final int TIMED_OUT = -110;

    /** {@code -FFERRTAG(0xF8, '4', '0', '1')}. */
    private static final int UNAUTHORIZED = -(0xF8 | '4' << 8 | '0' << 16 | '1' << 24);

    static {
        // Its messages name addresses; what matters is in the errors that it answers with.
        av_log_set_level(AV_LOG_QUIET);
    }

    private final GrabberRequest request;
    private final Deadline deadline = new Deadline();
    private final AVIOInterruptCB interrupt = new AVIOInterruptCB();
    private AVFormatContext format;
    private AVCodecContext decoder;
    private AVPacket packet;
    private AVFrame picture;
    private SwsContext scaler;
    private BytePointer pixels;
    private ByteBuffer buffer;
    private int stream;
    private double secondsPerTick;
    private long firstTicks = AV_NOPTS_VALUE;
    private long frameNumber = -1;
    private Duration mediaTime = Duration.ZERO;
    private Duration skipUntil;
    private boolean converted;
    private boolean closed;

    private FfmpegGrabber(GrabberRequest request) {
        this.request = request;
    }

    static FfmpegGrabber open(GrabberRequest request) throws GrabberException {
        FfmpegGrabber grabber = new FfmpegGrabber(request);
        try {
            grabber.open();
            return grabber;
        } catch (GrabberException | RuntimeException e) {
            grabber.close();
            throw e;
        }
    }

    private void open() throws GrabberException {
        format = avformat_alloc_context();
        interrupt.callback(deadline);
        format.interrupt_callback(interrupt);
        deadline.in(request.connectTimeout());
        AVDictionary options = new AVDictionary(null);
        options().forEach((name, value) -> av_dict_set(options, name, value, 0));
        int opened =
                avformat_open_input(
                        format,
                        request.uri(),
                        request.kind() == MediaKind.HTTP_MJPEG
                                ? av_find_input_format("mpjpeg")
                                : null,
                        options);
        av_dict_free(options);
        if (opened < 0) {
            // It is freed by the failed call.
            format = null;
            throw failure("cannot be opened", opened);
        }
        check(
                "does not tell what it sends",
                avformat_find_stream_info(format, (PointerPointer<?>) null));
        stream = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        if (stream < 0) {
            throw new GrabberException("sends no video");
        }
        openDecoder(format.streams(stream));
        packet = av_packet_alloc();
        picture = av_frame_alloc();
    }

    private Map<String, String> options() {
        String readMicros = Long.toString(request.readTimeout().toMillis() * 1000);
        return switch (request.kind()) {
            case RTSP ->
                    Map.of(
                            "rtsp_transport",
                            request.udp() ? "udp" : "tcp",
                            "timeout",
                            readMicros,
                            "protocol_whitelist",
                            "rtsp,rtsps,rtp,srtp,udp,tcp,tls");
            case HTTP_MJPEG, HLS ->
                    Map.of(
                            "rw_timeout",
                            readMicros,
                            "protocol_whitelist",
                            "http,https,tcp,tls,crypto");
            case FILE, FOLDER, SIMULATOR ->
                    isRemote()
                            ? Map.of(
                                    "rw_timeout",
                                    readMicros,
                                    "protocol_whitelist",
                                    "http,https,tcp,tls")
                            : Map.of("protocol_whitelist", "file");
        };
    }

    private boolean isRemote() {
        return request.uri().startsWith("http");
    }

    private void openDecoder(AVStream video) throws GrabberException {
        AVCodec codec = avcodec_find_decoder(video.codecpar().codec_id());
        if (codec == null || codec.isNull()) {
            throw new GrabberException("sends video in a form that is not known");
        }
        decoder = avcodec_alloc_context3(codec);
        check("has no valid video", avcodec_parameters_to_context(decoder, video.codecpar()));
        decoder.thread_count(request.decoderThreads());
        check("cannot be decoded", avcodec_open2(decoder, codec, (AVDictionary) null));
        secondsPerTick = (double) video.time_base().num() / video.time_base().den();
        if (video.start_time() != AV_NOPTS_VALUE) {
            firstTicks = video.start_time();
        }
    }

    @Override
    public boolean grab() throws GrabberException {
        deadline.in(request.readTimeout());
        do {
            if (!decode()) {
                return false;
            }
        } while (skipUntil != null && mediaTime.compareTo(skipUntil) <= 0);
        skipUntil = null;
        frameNumber++;
        converted = false;
        return true;
    }

    private boolean decode() throws GrabberException {
        while (true) {
            int received = avcodec_receive_frame(decoder, picture);
            if (received == 0) {
                long ticks = picture.best_effort_timestamp();
                if (firstTicks == AV_NOPTS_VALUE) {
                    firstTicks = ticks;
                }
                if (ticks != AV_NOPTS_VALUE) {
                    mediaTime =
                            Duration.ofNanos(
                                    Math.round((ticks - firstTicks) * secondsPerTick * 1e9));
                }
                return true;
            }
            if (received == AVERROR_EOF) {
                if (request.kind() != MediaKind.FILE && request.kind() != MediaKind.FOLDER) {
                    throw new GrabberException("the stream ended");
                }
                return false;
            }
            if (received != TRY_AGAIN) {
                throw failure("cannot be decoded", received);
            }
            feed();
        }
    }

    private void feed() throws GrabberException {
        int read = av_read_frame(format, packet);
        if (read == AVERROR_EOF) {
            avcodec_send_packet(decoder, (AVPacket) null);
            return;
        }
        check("cannot be read", read);
        if (packet.stream_index() == stream) {
            // A damaged packet costs its frame, not the stream.
            avcodec_send_packet(decoder, packet);
        }
        av_packet_unref(packet);
    }

    @Override
    public GrabbedFrame frame() throws GrabberException {
        int width = picture.width();
        int height = picture.height();
        int stride = 3 * width;
        if (pixels == null || pixels.capacity() < (long) stride * height) {
            if (pixels != null) {
                pixels.close();
            }
            pixels = new BytePointer((long) stride * height);
            buffer = pixels.asByteBuffer();
        }
        if (!converted) {
            convert(width, height, stride);
        }
        return new GrabbedFrame(width, height, stride, buffer);
    }

    private void convert(int width, int height, int stride) throws GrabberException {
        scaler =
                sws_getCachedContext(
                        scaler,
                        width,
                        height,
                        picture.format(),
                        width,
                        height,
                        AV_PIX_FMT_BGR24,
                        SWS_BILINEAR,
                        null,
                        null,
                        (DoublePointer) null);
        if (scaler == null || scaler.isNull()) {
            throw new GrabberException("sends pictures whose form is not known");
        }
        try (PointerPointer<BytePointer> rows = new PointerPointer<>(1);
                IntPointer strides = new IntPointer(1)) {
            rows.put(0, pixels);
            strides.put(0, stride);
            check(
                    "cannot be converted",
                    sws_scale(
                            scaler, picture.data(), picture.linesize(), 0, height, rows, strides));
        }
        converted = true;
    }

    @Override
    public long frameNumber() {
        return frameNumber;
    }

    @Override
    public Duration mediaTime() {
        return mediaTime;
    }

    @Override
    public Optional<Instant> streamTime() {
        long startMicros = format.start_time_realtime();
        if (request.kind() != MediaKind.RTSP || startMicros == AV_NOPTS_VALUE || startMicros == 0) {
            return Optional.empty();
        }
        return Optional.of(Instant.EPOCH.plusNanos(startMicros * 1000).plus(mediaTime));
    }

    @Override
    public void seekAfter(long number, Duration time) throws GrabberException {
        if (!request.kind().isRecording()) {
            throw new UnsupportedOperationException(request.kind() + " is no recording");
        }
        deadline.in(request.readTimeout());
        long ticks =
                Math.round(time.toNanos() / 1e9 / secondsPerTick)
                        + (firstTicks == AV_NOPTS_VALUE ? 0 : firstTicks);
        check(
                "cannot be read from there",
                av_seek_frame(format, stream, ticks, AVSEEK_FLAG_BACKWARD));
        avcodec_flush_buffers(decoder);
        skipUntil = time;
        frameNumber = number;
    }

    @Override
    public void abort() {
        deadline.abort();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (scaler != null) {
            sws_freeContext(scaler);
        }
        if (picture != null) {
            av_frame_free(picture);
        }
        if (packet != null) {
            av_packet_free(packet);
        }
        if (decoder != null) {
            avcodec_free_context(decoder);
        }
        if (format != null) {
            avformat_close_input(format);
        }
        if (pixels != null) {
            pixels.close();
        }
        interrupt.close();
        deadline.close();
    }

    private void check(String what, int answer) throws GrabberException {
        if (answer < 0) {
            throw failure(what, answer);
        }
    }

    private GrabberException failure(String what, int error) {
        if (deadline.isOver() || error == TIMED_OUT) {
            return new GrabberException(what + ": it did not answer in time");
        }
        if (error == UNAUTHORIZED) {
            return new GrabberException(what + ": it refuses the user or the password");
        }
        try (BytePointer message = new BytePointer(200)) {
            av_strerror(error, message, message.capacity());
            // What lies behind the words is whatever that memory held before, passwords perhaps.
            message.limit(BytePointer.strlen(message));
            String words = message.getString(StandardCharsets.UTF_8);
            return new GrabberException(what + ": " + words);
        }
    }

    /** Ends calls into FFmpeg that take too long; asked by FFmpeg while it waits. */
    private static final class Deadline extends AVIOInterruptCB.Callback_Pointer {

        private volatile long nanos;
        private volatile boolean aborted;

        void in(Duration patience) {
            nanos = System.nanoTime() + patience.toNanos();
        }

        void abort() {
            aborted = true;
        }

        boolean isOver() {
            return aborted || System.nanoTime() - nanos > 0;
        }

        @Override
        public int call(Pointer nothing) {
            return isOver() ? 1 : 0;
        }
    }
}
