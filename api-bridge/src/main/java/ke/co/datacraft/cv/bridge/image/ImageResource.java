package ke.co.datacraft.cv.bridge.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.BridgeServices;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Routes;
import ke.co.datacraft.cv.bridge.picture.PictureFormat;
import ke.co.datacraft.cv.bridge.result.BoxFormat;
import ke.co.datacraft.cv.bridge.result.DocumentCipher;
import ke.co.datacraft.cv.bridge.result.Documents;
import ke.co.datacraft.cv.bridge.result.JobResultsResource;
import ke.co.datacraft.cv.bridge.result.ResultView;
import ke.co.datacraft.cv.contracts.ContractCodec;

/** {@code /images} and the last frame of a source. */
public final class ImageResource implements Resource {

    private static final int DEFAULT_SIZE = 1920;

    private final ImageTable images;
    private final SnapshotFinder snapshots;
    private final ImageContent content;
    private final AnnotatedImages annotated;

    /**
     * @param services PostgreSQL, Redis, storage and settings
     */
    public ImageResource(BridgeServices services) {
        ContentStore store =
                new ContentStore(
                        services.storage(),
                        new RedisFrames(services.redis(), services.settings().encryption().keys()));
        this.images =
                new ImageTable(services.database(), new DocumentCipher(services.fieldCipher()));
        this.snapshots =
                new SnapshotFinder(
                        images,
                        key -> services.redis().ask(r -> r.hgetAll(key)).orElse(Map.of()),
                        services.fieldCipher());
        this.content = new ImageContent(store);
        this.annotated =
                new AnnotatedImages(
                        store, services.settings().pictures(), services.metrics().registry());
    }

    @Override
    public void register(Routes routes) {
        routes.on("getImage", this::image);
        routes.on("getImageContent", this::content);
        routes.on("getAnnotatedImage", this::annotated);
        routes.on("getSourceSnapshot", this::snapshot);
    }

    private StoredImage find(Call call, String action) {
        UUID id = call.pathId("image_id");
        StoredImage image =
                images.find(call.tenant(), id).orElseThrow(() -> ApiError.notFound("image", id));
        call.audit(action, "image", id.toString());
        return image;
    }

    /** The result, and where to go from there; as it is, it is passed on without being parsed. */
    private void image(Call call) throws IOException {
        StoredImage image = find(call, "image.read");
        BoxFormat boxes = BoxFormat.of(call.query("bbox_format").orElse(null));
        byte[] result =
                Documents.bytes(image.requireDocument(), JobResultsResource.view(call), boxes);
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("bbox_format", boxes.word());
        String path = "/api/v1/images/" + image.id();
        more.put("links", Map.of("content", path + "/content", "annotated", path + "/annotated"));
        byte[] tail = ContractCodec.toJson(more).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream json = new ByteArrayOutputStream(result.length + tail.length);
        json.write(result, 0, result.length - 1);
        json.write(',');
        json.write(tail, 1, tail.length - 1);
        call.bytes(200, "application/json", json.toByteArray());
    }

    private void content(Call call) throws IOException {
        content.send(call, find(call, "image.content.read"));
    }

    private void annotated(Call call) throws Exception {
        StoredImage image = find(call, "image.annotated.read");
        image.requireDocument();
        annotated.send(
                call,
                image,
                image::result,
                new AnnotatedImages.Style(
                        JobResultsResource.view(call),
                        PictureFormat.of(call.query("format").orElse("jpeg")),
                        call.queryInt("max_size", DEFAULT_SIZE)));
    }

    private void snapshot(Call call) throws Exception {
        String source = call.path("source_id");
        Snapshot last =
                snapshots
                        .last(call.tenant(), source)
                        .orElseThrow(() -> ApiError.notFound("frame of source", source));
        call.audit("source.snapshot.read", "source", source);
        boolean isAnnotated = call.query("annotated").map(Boolean::parseBoolean).orElse(false);
        ResultView nothing = new ResultView(java.util.Set.of("none"), java.util.Set.of(), 0);
        annotated.send(
                call,
                last.image(),
                last::result,
                new AnnotatedImages.Style(
                        isAnnotated ? ResultView.ALL : nothing,
                        PictureFormat.JPEG,
                        call.queryInt("max_size", DEFAULT_SIZE)));
    }
}
