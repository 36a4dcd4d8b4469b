package ke.co.datacraft.cv.inference.image;

import ke.co.datacraft.cv.inference.image.PreprocessSpec.ChannelOrder;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.Resize;

/** Preprocessing specifications for tests. */
final class Specs {

    private Specs() {}

    /** Pixels as they are, in the top left corner. */
    static PreprocessSpec plain(int width, int height) {
        return of(width, height, Resize.LETTERBOX_TOP_LEFT, ChannelOrder.BGR);
    }

    /** Pixels as they are. */
    static PreprocessSpec of(int width, int height, Resize resize, ChannelOrder channels) {
        return new PreprocessSpec(
                width, height, resize, channels, new float[3], new float[] {1, 1, 1}, 1, 114);
    }

    /** Normalised as ImageNet's classifiers want it. */
    static PreprocessSpec imageNet(int width, int height, Resize resize, ChannelOrder channels) {
        return new PreprocessSpec(
                width,
                height,
                resize,
                channels,
                new float[] {0.485f, 0.456f, 0.406f},
                new float[] {0.229f, 0.224f, 0.225f},
                1 / 255f,
                114);
    }
}
