package ke.co.datacraft.cv.inference.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Makes pixels, blue first, of decoded pictures, in memory that is used again. */
final class PixelConverter implements AutoCloseable {

    private static final int CHANNELS = 3;

    private SwsContext scaler;
    private BytePointer pixels;
    private ByteBuffer buffer;

    /**
     * The pixels of a picture; borrowed until the next call.
     *
     * @throws GrabberException when its form is not known
     */
    GrabbedFrame convert(AVFrame picture) throws GrabberException {
        int width = picture.width();
        int height = picture.height();
        int stride = CHANNELS * width;
        reserve((long) stride * height);
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
            int scaled =
                    sws_scale(scaler, picture.data(), picture.linesize(), 0, height, rows, strides);
            if (scaled < 0) {
                throw FfmpegErrors.exception("cannot be converted", scaled);
            }
        }
        return new GrabbedFrame(width, height, stride, buffer);
    }

    private void reserve(long bytes) {
        if (pixels != null && pixels.capacity() >= bytes) {
            return;
        }
        if (pixels != null) {
            pixels.close();
        }
        pixels = new BytePointer(bytes);
        buffer = pixels.asByteBuffer();
    }

    @Override
    public void close() {
        if (scaler != null) {
            sws_freeContext(scaler);
        }
        if (pixels != null) {
            pixels.close();
        }
    }
}
