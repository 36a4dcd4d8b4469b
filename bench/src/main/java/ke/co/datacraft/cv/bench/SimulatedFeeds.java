package ke.co.datacraft.cv.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DefinitionKeys;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceKind;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.contracts.ZoneKind;

/** Cameras before which objects go to and fro, as definitions and as results of their frames. */
final class SimulatedFeeds {

    static final String TENANT = "bench";

    private static final ImageSize SIZE = new ImageSize(1280, 720);
    private static final int PERIOD = 60;

    private final String prefix;
    private final int cameras;
    private final int objects;

    /**
     * @param prefix what the names of the cameras begin with
     * @param cameras how many
     * @param objects objects before each
     */
    SimulatedFeeds(String prefix, int cameras, int objects) {
        this.prefix = prefix;
        this.cameras = cameras;
        this.objects = objects;
    }

    int cameras() {
        return cameras;
    }

    /** Name of a camera. */
    String camera(int number) {
        return prefix + number;
    }

    /** The cameras by key. */
    Map<String, SourceDefinition> sources() {
        Map<String, SourceDefinition> sources = new TreeMap<>();
        for (int i = 0; i < cameras; i++) {
            sources.put(DefinitionKeys.key(TENANT, camera(i)), source(camera(i)));
        }
        return sources;
    }

    /** A zone and a line for each, by key. */
    Map<String, ZoneDefinition> zones() {
        Map<String, ZoneDefinition> zones = new TreeMap<>();
        for (int i = 0; i < cameras; i++) {
            String id = camera(i);
            zones.put(
                    DefinitionKeys.key(TENANT, id + "-area"),
                    ZoneDefinition.of(
                            TENANT,
                            id + "-area",
                            id,
                            ZoneKind.POLYGON,
                            List.of(
                                    List.of(0.3, 0.1),
                                    List.of(0.7, 0.1),
                                    List.of(0.8, 1.0),
                                    List.of(0.2, 1.0))));
            zones.put(
                    DefinitionKeys.key(TENANT, id + "-line"),
                    ZoneDefinition.of(
                            TENANT,
                            id + "-line",
                            id,
                            ZoneKind.LINE,
                            List.of(List.of(0.5, 0.0), List.of(0.5, 1.0))));
        }
        return zones;
    }

    /** The result of a frame as VisionJob would write it. */
    byte[] result(int camera, long frame, Instant time) {
        String id = camera(camera);
        String uri = "s3://bench/frames/" + id + "/" + time.toEpochMilli() + ".jpg";
        List<DetectedObject> found = new ArrayList<>();
        for (int i = 0; i < objects; i++) {
            double way = (frame + camera + i * 10.0) % PERIOD / PERIOD;
            found.add(
                    new DetectedObject(
                            i % 2 == 0 ? "car" : "person",
                            i % 2 == 0 ? 2 : 0,
                            0.85,
                            List.of(20 + way * 1100, 40 + i * 620.0 / objects, 90.0, 80.0),
                            null));
        }
        return ContractCodec.toBytes(
                ImageResult.ofFrame(
                        TENANT, id, uri, SIZE, time, List.of(TaskResult.ofObjects(found))));
    }

    private static SourceDefinition source(String id) {
        return SourceDefinition.of(
                TENANT,
                id,
                SourceKind.SIMULATOR,
                "simulator://crossing?seed=7",
                List.of(TaskRequest.of(Tasks.OBJECT_DETECTION)));
    }
}
