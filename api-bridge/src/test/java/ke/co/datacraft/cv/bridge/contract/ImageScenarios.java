package ke.co.datacraft.cv.bridge.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.contract.ContractClient.Request;
import ke.co.datacraft.cv.bridge.contract.Scenarios.Caller;
import ke.co.datacraft.cv.bridge.storage.FolderObjectStorage;
import ke.co.datacraft.cv.bridge.storage.ObjectKeys;
import ke.co.datacraft.cv.bridge.storage.ObjectStorage;
import ke.co.datacraft.cv.bridge.testing.TestingResults;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.contracts.ImageResult;

/** Images whose files are in the storage, and such as are not. */
final class ImageScenarios {

    private ImageScenarios() {}

    /** As long as the rows say; what follows a picture's end does not count. */
    private static final byte[] PICTURE = Arrays.copyOf(Samples.png(), 1234);

    private static final String ELSEWHERE = "s3://another-bucket/a.png";
    private static final String ON_THE_WEB = "https://example.com/a.png";

    static void addTo(Scenarios all) {
        for (String operation : List.of("getImage", "getImageContent", "getAnnotatedImage")) {
            all.on(operation, 200, (client, caller) -> stored(client, caller, operation).send());
        }
        all.on("getImage", 409, (client, caller) -> notKept(client, caller));
        all.on(
                "getImageContent",
                206,
                (client, caller) ->
                        stored(client, caller, "getImageContent")
                                .header("Range", "bytes=0-3")
                                .send());
        all.on(
                "getImageContent",
                416,
                (client, caller) ->
                        stored(client, caller, "getImageContent")
                                .header("Range", "bytes=99999999-")
                                .send());
        all.on(
                "getImageContent",
                307,
                (client, caller) -> image(client, caller, "getImageContent", ON_THE_WEB).send());
        for (String operation : List.of("getImageContent", "getAnnotatedImage")) {
            all.on(
                    operation,
                    409,
                    (client, caller) -> image(client, caller, operation, ELSEWHERE).send());
            all.on(
                    operation,
                    304,
                    (client, caller) -> again(() -> stored(client, caller, operation)));
        }
        all.on(
                "getAnnotatedImage",
                422,
                (client, caller) ->
                        image(
                                        client,
                                        caller,
                                        "getAnnotatedImage",
                                        file(caller, "no picture".getBytes(UTF_8)))
                                .send());
        snapshots(all);
    }

    private static void snapshots(Scenarios all) {
        String operation = "getSourceSnapshot";
        all.on(
                operation,
                200,
                (client, caller) -> frame(client, caller, file(caller, PICTURE)).send());
        all.on(
                operation,
                304,
                (client, caller) -> {
                    String uri = file(caller, PICTURE);
                    return again(() -> frame(client, caller, uri));
                });
        all.on(operation, 409, (client, caller) -> frame(client, caller, ELSEWHERE).send());
        all.on(
                operation,
                422,
                (client, caller) ->
                        frame(client, caller, file(caller, "no picture".getBytes(UTF_8))).send());
    }

    private interface Preparation {
        Request request() throws Exception;
    }

    /** Asks twice, the second time with the name of what the first time brought. */
    private static Answer again(Preparation preparation) throws Exception {
        Request request = preparation.request();
        return request.header("If-None-Match", request.send().header("ETag")).send();
    }

    private static TestingResults results(Caller caller) {
        return new TestingResults(TestingServices.shared(), caller.tenant());
    }

    private static Request stored(ContractClient client, Caller caller, String operation)
            throws Exception {
        return image(client, caller, operation, file(caller, PICTURE));
    }

    private static Request image(
            ContractClient client, Caller caller, String operation, String uri) {
        TestingResults results = results(caller);
        ImageResult image = results.image(results.job("images"), null, uri, "a.png", 0);
        results.store(image);
        return client.request(operation).token(caller.admin()).path("image_id", image.imageId());
    }

    private static Answer notKept(ContractClient client, Caller caller) {
        TestingResults results = results(caller);
        ImageResult image = results.image(results.job("images"), "a.png", 0);
        results.store(image, null);
        return client.request("getImage")
                .token(caller.admin())
                .path("image_id", image.imageId())
                .send();
    }

    private static Request frame(ContractClient client, Caller caller, String uri) {
        client.request("createSource").token(caller.admin()).sendUnchecked();
        TestingResults results = results(caller);
        results.store(results.image(null, "gate-1", uri, "a.png", 0));
        return client.request("getSourceSnapshot")
                .token(caller.admin())
                .path("source_id", "gate-1");
    }

    private static String file(Caller caller, byte[] bytes) throws Exception {
        String key = ObjectKeys.tenantPrefix(caller.tenant()) + "uploads/" + UUID.randomUUID();
        try (ObjectStorage folder = new FolderObjectStorage(TestingServices.shared().storage())) {
            folder.put(key, new ByteArrayInputStream(bytes));
            return folder.uriOf(key);
        }
    }
}
