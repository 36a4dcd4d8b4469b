package ke.co.datacraft.cv.inference.video;

/** Cameras, video files and folders, by FFmpeg. */
public final class FfmpegProvider implements FrameGrabberProvider {

    @Override
    public boolean supports(MediaKind kind) {
        return kind != MediaKind.SIMULATOR;
    }

    @Override
    public FrameGrabber open(GrabberRequest request) throws GrabberException {
        return request.kind() == MediaKind.FOLDER
                ? new FolderGrabber(request)
                : FfmpegGrabber.open(request);
    }
}
