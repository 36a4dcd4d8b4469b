package ke.co.datacraft.cv.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** What a source of pictures is. */
public enum SourceKind {
    /** A camera that speaks RTSP. */
    @JsonProperty("rtsp")
    RTSP,

    /** A camera that sends JPEGs in one endless HTTP answer. */
    @JsonProperty("http_mjpeg")
    HTTP_MJPEG,

    /** A playlist of HTTP Live Streaming. */
    @JsonProperty("hls")
    HLS,

    /** A video file. */
    @JsonProperty("file")
    FILE,

    /** A folder of pictures, watched for new ones. */
    @JsonProperty("folder")
    FOLDER,

    /** Rendered street scenes with known truth. */
    @JsonProperty("simulator")
    SIMULATOR;

    /** Schemes that its URI may have, in lower case. */
    public List<String> schemes() {
        return switch (this) {
            case RTSP -> List.of("rtsp", "rtsps");
            case HTTP_MJPEG, HLS -> List.of("http", "https");
            case FILE -> List.of("file", "http", "https", "s3");
            case FOLDER -> List.of("file");
            case SIMULATOR -> List.of("simulator");
        };
    }

    /** What becomes of frames that come faster than they are analysed, unless the source says. */
    public FlowPolicy defaultFlow() {
        return switch (this) {
            case RTSP, HTTP_MJPEG, HLS -> FlowPolicy.LATEST;
            case FILE, FOLDER, SIMULATOR -> FlowPolicy.GUARANTEE;
        };
    }
}
