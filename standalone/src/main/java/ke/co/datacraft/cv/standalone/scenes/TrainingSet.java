package ke.co.datacraft.cv.standalone.scenes;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.image.Letterbox;
import ke.co.datacraft.cv.inference.image.PreprocessSpec;
import ke.co.datacraft.cv.inference.image.Preprocessor;
import ke.co.datacraft.cv.standalone.samples.ImageFiles;

/**
 * Frames as a network gets them, for training: encoded as JPEG, decoded and resized by the same
 * code that serves the model. Three files, little-endian: {@code images.u8} (frames x 3 x height x
 * width, RGB), {@code labels.f32} (rows of frame, class, left, top, right, bottom in network
 * pixels, visible share, ignored as 0 or 1) and {@code scenes.u8} (one condition per frame).
 */
public final class TrainingSet implements AutoCloseable {

    private static final int PAD = 114;
    private static final int COLUMNS = 8;

    private final PreprocessSpec spec;
    private final boolean everyPixel;
    private final Preprocessor preprocessor;
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.ofMegapixels(100));
    private final FloatBuffer values;
    private final byte[] bytes;
    private final OutputStream images;
    private final OutputStream labels;
    private final OutputStream scenes;
    private int frames;

    /**
     * @param folder made where it is missing; files in it are replaced
     * @param width of the network's input in pixels
     * @param height of the network's input in pixels
     * @param everyPixel whether frames are decoded in full, as beside a task that needs every
     *     pixel, and not to the smaller picture that the model alone is given
     */
    public TrainingSet(Path folder, int width, int height, boolean everyPixel) throws IOException {
        this.spec =
                new PreprocessSpec(
                        width,
                        height,
                        PreprocessSpec.Resize.LETTERBOX_CENTER,
                        PreprocessSpec.ChannelOrder.RGB,
                        new float[3],
                        new float[] {1, 1, 1},
                        1,
                        PAD);
        this.everyPixel = everyPixel;
        this.preprocessor = new Preprocessor(spec);
        this.values = FloatBuffer.allocate(spec.valueCount());
        this.bytes = new byte[spec.valueCount()];
        Files.createDirectories(folder);
        this.images = open(folder.resolve("images.u8"));
        this.labels = open(folder.resolve("labels.f32"));
        this.scenes = open(folder.resolve("scenes.u8"));
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file));
    }

    /** Adds a frame. */
    public void add(SceneFrame frame) throws IOException {
        byte[] jpeg = ImageFiles.encode(List.of(frame.image()), "jpg");
        ImageInfo info = ImageInspector.inspect(jpeg);
        int shortSide =
                everyPixel ? Integer.MAX_VALUE : spec.minimumShortSide(info.width(), info.height());
        Letterbox letterbox;
        try (DecodedImage image = decoder.decode(jpeg, info, 0, shortSide)) {
            letterbox = preprocessor.write(image, values);
        }
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(values.get(i));
        }
        images.write(bytes);
        scenes.write(frame.condition().ordinal());
        for (SceneObject object : frame.objects()) {
            labels.write(row(object, letterbox));
        }
        frames++;
    }

    private byte[] row(SceneObject object, Letterbox letterbox) {
        float left = object.box().x() * letterbox.scaleX() + letterbox.contentX();
        float top = object.box().y() * letterbox.scaleY() + letterbox.contentY();
        return ByteBuffer.allocate(COLUMNS * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(frames)
                .putFloat(object.kind().ordinal())
                .putFloat(left)
                .putFloat(top)
                .putFloat(left + object.box().width() * letterbox.scaleX())
                .putFloat(top + object.box().height() * letterbox.scaleY())
                .putFloat((float) object.visibleShare())
                .putFloat(object.ignored() ? 1 : 0)
                .array();
    }

    @Override
    public void close() throws IOException {
        preprocessor.close();
        try (images;
                labels) {
            scenes.close();
        }
    }
}
