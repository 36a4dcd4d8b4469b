package ke.co.datacraft.cv.inference.video;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What FFmpeg is told for each kind of source: its patience, and the protocols and formats that it
 * may open. A playlist or list of files is a format as any other to FFmpeg; without this a
 * stranger's file could make it read others, and ask servers inside.
 */
final class FfmpegOptions {

    /** Containers and streams of video, by the names of their demuxers; no list of other files. */
    private static final String VIDEO =
            "mov,matroska,avi,mpegts,mpeg,mpegvideo,flv,asf,ogg,mxf,dv,gxf,nut,ivf,rm,wtv,mjpeg,h264,"
                    + "hevc,h263,m4v,av1,obu,vc1,gif,apng,yuv4mpegpipe";

    /** Pictures of folders; {@code image2} is none of them, which takes names for patterns. */
    private static final String PICTURES = ",jpeg_pipe,png_pipe,bmp_pipe,webp_pipe,tiff_pipe";

    private static final String PLAYLIST =
            "hls,mpegts,mov,h264,hevc,mpegvideo,aac,ac3,eac3,mp3,webvtt";

    private static final String HTTP = "http,https,httpproxy,tcp,tls";
    private static final String PROTOCOLS = "protocol_whitelist";
    private static final String FORMATS = "format_whitelist";

    private FfmpegOptions() {}

    /** Options of {@code avformat_open_input}. */
    static Map<String, String> of(GrabberRequest request) {
        String readMicros = Long.toString(request.readTimeout().toMillis() * 1000);
        Map<String, String> options = new TreeMap<>();
        switch (request.kind()) {
            case RTSP -> {
                options.put("rtsp_transport", request.udp() ? "udp" : "tcp");
                options.put("timeout", readMicros);
                options.put(PROTOCOLS, "rtsp,rtsps,rtp,srtp,udp,tcp,tls");
            }
            case HTTP_MJPEG -> {
                options.put("rw_timeout", readMicros);
                options.put(PROTOCOLS, HTTP);
                options.put(FORMATS, "mpjpeg");
            }
            case HLS -> {
                options.put("rw_timeout", readMicros);
                options.put(PROTOCOLS, HTTP + ",crypto");
                options.put(FORMATS, PLAYLIST);
            }
            case FILE, FOLDER, SIMULATOR -> {
                options.put(FORMATS, VIDEO + PICTURES);
                if (isRemote(request)) {
                    options.put("rw_timeout", readMicros);
                    options.put(PROTOCOLS, HTTP);
                } else {
                    options.put(PROTOCOLS, "file");
                }
            }
        }
        if (request.httpProxy() != null) {
            options.put("http_proxy", request.httpProxy());
        }
        return options;
    }

    /** Options of {@code avio_open2}, which knows no formats. */
    static Map<String, String> ofInput(GrabberRequest request) {
        Map<String, String> options = new TreeMap<>(of(request));
        options.remove(FORMATS);
        return options;
    }

    /**
     * What is to be opened, as FFmpeg writes it: it takes a {@code file:} URI for a path.
     *
     * @throws GrabberException when the URI is no file's
     */
    static String address(GrabberRequest request) throws GrabberException {
        if (!request.uri().startsWith("file:")) {
            return request.uri();
        }
        try {
            return "file:" + Path.of(URI.create(request.uri()));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new GrabberException("the address names no file: give file:///path", e);
        }
    }

    private static boolean isRemote(GrabberRequest request) {
        return request.uri().startsWith("http");
    }
}
