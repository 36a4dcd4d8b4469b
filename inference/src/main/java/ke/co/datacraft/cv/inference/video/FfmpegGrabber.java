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
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerPointer;

/**
 * One stream or file, by FFmpeg. A frame is decoded when it is grabbed and becomes pixels only when
 * it is asked for, into memory that is used again.
 *
 * <p>FFmpeg may only open what a kind needs: see {@link FfmpegOptions}.
 */
final class FfmpegGrabber implements FrameGrabber {

    static {
        // Its messages name addresses; what matters is in the errors that it answers with.
        av_log_set_level(AV_LOG_QUIET);
    }

    private final GrabberRequest request;
    private final FfmpegDeadline deadline = new FfmpegDeadline();
    private final AVIOInterruptCB interrupt = new AVIOInterruptCB();
    private AVFormatContext format;
    private AVCodecContext decoder;
    private AVPacket packet;
    private AVFrame picture;
    private final PixelConverter converter = new PixelConverter();
    private GrabbedFrame frame;
    private int stream;
    private double secondsPerTick;
    private long firstTicks = AV_NOPTS_VALUE;
    private long frameNumber = -1;
    private Duration mediaTime = Duration.ZERO;
    private Duration skipUntil;

    /** When the first frame was taken by the clock of an HLS stream, or null. */
    private Instant begin;

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
        HlsClock clock = request.kind() == MediaKind.HLS ? new HlsClock(request, interrupt) : null;
        String address = FfmpegOptions.address(request);
        AVDictionary options = new AVDictionary(null);
        FfmpegOptions.of(request).forEach((name, value) -> av_dict_set(options, name, value, 0));
        int opened =
                avformat_open_input(
                        format,
                        address,
                        request.kind() == MediaKind.HTTP_MJPEG
                                ? av_find_input_format("mpjpeg")
                                : null,
                        options);
        av_dict_free(options);
        if (opened < 0) {
            // It is freed by the failed call.
            format = null;
            if (request.kind() == MediaKind.FILE && FfmpegErrors.isForeign(opened)) {
                throw new GrabberException(
                        "cannot be opened: it is no video that may be read; lists of other files are"
                                + " not followed, give the video itself");
            }
            throw failure("cannot be opened", opened);
        }
        begin = clock == null ? null : clock.begin();
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
        frame = null;
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
                    follow(
                            Duration.ofNanos(
                                    Math.round((ticks - firstTicks) * secondsPerTick * 1e9)));
                }
                return true;
            }
            if (received == AVERROR_EOF) {
                if (request.kind() != MediaKind.FILE && request.kind() != MediaKind.FOLDER) {
                    throw new GrabberException("the stream ended");
                }
                return false;
            }
            if (received != FfmpegErrors.TRY_AGAIN) {
                throw failure("cannot be decoded", received);
            }
            feed();
        }
    }

    private void follow(Duration time) {
        if (time.compareTo(mediaTime) < 0) {
            // After a discontinuity the playlist's time is another one.
            begin = null;
        }
        mediaTime = time;
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
        if (frame == null) {
            frame = converter.convert(picture);
        }
        return frame;
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
        return switch (request.kind()) {
            case RTSP -> rtspTime();
            case HLS -> Optional.ofNullable(begin).map(time -> time.plus(mediaTime));
            case HTTP_MJPEG, FILE, FOLDER, SIMULATOR -> Optional.empty();
        };
    }

    /** Known once the first RTCP report has come. */
    private Optional<Instant> rtspTime() {
        long startMicros = format.start_time_realtime();
        return startMicros == AV_NOPTS_VALUE || startMicros == 0
                ? Optional.empty()
                : Optional.of(Instant.EPOCH.plusNanos(startMicros * 1000).plus(mediaTime));
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
        converter.close();
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
        interrupt.close();
        deadline.close();
    }

    private void check(String what, int answer) throws GrabberException {
        if (answer < 0) {
            throw failure(what, answer);
        }
    }

    private GrabberException failure(String what, int error) {
        return deadline.isOver() ? FfmpegErrors.late(what) : FfmpegErrors.exception(what, error);
    }
}
