package ke.co.datacraft.cv.inference.video;

/** What frames come from. */
public enum MediaKind {
    /** A camera that speaks RTSP. */
    RTSP,
    /** A camera that sends JPEGs in one endless HTTP answer. */
    HTTP_MJPEG,
    /** A playlist of HTTP Live Streaming. */
    HLS,
    /** A video file. */
    FILE,
    /** A folder of pictures. */
    FOLDER,
    /** Rendered scenes. */
    SIMULATOR;

    /** Whether frames are there to be read again, in the same order. */
    public boolean isRecording() {
        return switch (this) {
            case FILE, SIMULATOR -> true;
            case RTSP, HTTP_MJPEG, HLS, FOLDER -> false;
        };
    }
}
