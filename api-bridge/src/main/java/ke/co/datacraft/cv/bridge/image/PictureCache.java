package ke.co.datacraft.cv.bridge.image;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Drawn pictures by their tag, of bounded size in all; those longest unused leave first. */
final class PictureCache {

    private final long maxBytes;
    private final LinkedHashMap<String, byte[]> pictures = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    PictureCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    synchronized Optional<byte[]> get(EntityTag tag) {
        return Optional.ofNullable(pictures.get(tag.value()));
    }

    /** Keeps a picture that is not larger than a quarter of all. */
    synchronized void put(EntityTag tag, byte[] picture) {
        if (picture.length > maxBytes / 4) {
            return;
        }
        byte[] before = pictures.put(tag.value(), picture);
        bytes += picture.length - (before == null ? 0 : before.length);
        Iterator<Map.Entry<String, byte[]>> oldest = pictures.entrySet().iterator();
        while (bytes > maxBytes) {
            bytes -= oldest.next().getValue().length;
            oldest.remove();
        }
    }

    synchronized long bytes() {
        return bytes;
    }
}
