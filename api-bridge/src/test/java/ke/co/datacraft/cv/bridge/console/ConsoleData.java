package ke.co.datacraft.cv.bridge.console;

import static ke.co.datacraft.cv.bridge.testing.TestingTasks.barcode;
import static ke.co.datacraft.cv.bridge.testing.TestingTasks.classes;
import static ke.co.datacraft.cv.bridge.testing.TestingTasks.face;
import static ke.co.datacraft.cv.bridge.testing.TestingTasks.object;
import static ke.co.datacraft.cv.bridge.testing.TestingTasks.objects;
import static ke.co.datacraft.cv.bridge.testing.TestingTasks.quality;
import static ke.co.datacraft.cv.bridge.testing.TestingTasks.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.BridgeJson;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.storage.FolderObjectStorage;
import ke.co.datacraft.cv.bridge.storage.ObjectKeys;
import ke.co.datacraft.cv.bridge.storage.ObjectStorage;
import ke.co.datacraft.cv.bridge.testing.TestingCaller;
import ke.co.datacraft.cv.bridge.testing.TestingDatabase;
import ke.co.datacraft.cv.bridge.testing.TestingResults;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageClass;
import ke.co.datacraft.cv.contracts.ImageFile;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.RedisKeys;
import ke.co.datacraft.cv.contracts.ResultBox;
import ke.co.datacraft.cv.contracts.ResultEvent;
import ke.co.datacraft.cv.contracts.SourceState;
import ke.co.datacraft.cv.contracts.SourceStatus;
import ke.co.datacraft.cv.contracts.TracksEvent;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.XAddParams;

/** A tenant that has something on every page of the console. */
final class ConsoleData {

    private static final int HOURS = 12;
    private ImageResult shown;
    static final int HEAT_COLUMNS = 16;
    static final int HEAT_ROWS = 9;

    final String tenant;
    private final TestingCaller admin;
    private final TestingDatabase database = new TestingDatabase(TestingServices.shared());
    private final TestingResults results;
    private UUID job;
    private ImageResult street;

    ConsoleData(ApiBridge bridge, String tenant) {
        this.tenant = tenant;
        this.admin = new TestingCaller(bridge, tenant, Role.ADMIN);
        this.results = new TestingResults(TestingServices.shared(), tenant);
    }

    /** A completed job with two images, on which everything was found. */
    UUID job() {
        return job;
    }

    ConsoleData fill() throws Exception {
        jobs();
        definitions();
        events();
        counts();
        heat();
        deadLetter("NOT_FOUND", "Nothing is at s3://inbox/7.tiff; upload it or correct the URI");
        deadLetter("FETCH_FAILED", "The store did not answer within 10 s, 3 attempts");
        return this;
    }

    private void jobs() throws Exception {
        job = results.job("Main street, morning");
        street =
                results.image(
                        job,
                        null,
                        stored("1-street"),
                        "street.png",
                        0,
                        objects(
                                object("car", 2, 0.93, StreetPicture.CAR),
                                object("person", 0, 0.81, StreetPicture.WALKER)),
                        face(0.77, StreetPicture.FACE),
                        barcode(
                                "QR_CODE",
                                "https://example.com/7",
                                20,
                                420,
                                60,
                                420,
                                60,
                                460,
                                20,
                                460),
                        classes(new ImageClass("street", 3, 0.8), new ImageClass("yard", 4, 0.1)),
                        quality());
        ImageResult letter =
                results.image(
                        job,
                        null,
                        stored("2-letter"),
                        "writing.png",
                        1,
                        text(null, "Dear reader", "this is a line of text", "Yours, the writer"));
        results.store(List.of(of(street, Instant.now()), of(letter, Instant.now())));
        database.update(
                "UPDATE cv.processing_jobs SET progress_percentage = 100, total_images = 2,"
                        + " completed_images = 2, started_at = now() - interval '9 seconds',"
                        + " completed_at = now() WHERE id = ?",
                job);
        row("PROCESSING", "Receipts of March", 120, 60, 0, 50);
        row("PENDING", "Contract 2026-114.pdf", 1, 0, 0, 0);
        row("FAILED", "Warehouse shelves", 12, 9, 3, 100);
        row("CANCELLED", "Old archive", 400, 17, 0, 4.25);
    }

    /**
     * What VisionJob and CameraJob tell of a frame of {@code gate-1} that was analysed just now.
     */
    void frame() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        ImageResult any =
                results.image(
                        null,
                        "gate-1",
                        stored("frame"),
                        "frame.png",
                        0,
                        objects(
                                object("car", 2, 0.93, StreetPicture.CAR),
                                object("person", 0, 0.81, StreetPicture.WALKER)));
        ImageResult frame = of(any, now);
        results.store(frame);
        shown = frame;
        keep(
                Map.of(
                        RedisKeys.SOURCE_STATUS,
                        ContractCodec.toJson(status(SourceState.ONLINE, null, now, frame.uri())),
                        "uri",
                        frame.uri(),
                        "last_frame_at",
                        now.toString()));
        tell(RedisKeys.RESULT_EVENT, ContractCodec.toJson(ResultEvent.of(frame)));
    }

    /** Writes fields of the hash of {@code gate-1}. */
    private void keep(Map<String, String> fields) {
        try (RedisClient redis =
                RedisClient.create("127.0.0.1", TestingServices.shared().redisPort())) {
            redis.hset(RedisKeys.source(tenant, "gate-1"), fields);
        }
    }

    /** What the stream told is long ago. */
    void forgetStream() {
        try (RedisClient redis =
                RedisClient.create("127.0.0.1", TestingServices.shared().redisPort())) {
            redis.del(RedisKeys.events(tenant));
        }
    }

    /** Tells where a car is that is followed, on the frame that was told last. */
    void tellTrack(long track, double left) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        tell(
                RedisKeys.TRACKS_EVENT,
                ContractCodec.toJson(
                        new TracksEvent(
                                1,
                                shown.imageId(),
                                tenant,
                                "gate-1",
                                shown.image(),
                                now,
                                now,
                                1,
                                List.of(
                                        new ResultBox(
                                                "object",
                                                "car",
                                                0.93,
                                                List.of(left, 100.0, 40.0, 20.0),
                                                track)))));
    }

    /** Tells something of {@code gate-1} on the stream of events. */
    void tell(String type, String data) {
        try (RedisClient redis =
                RedisClient.create("127.0.0.1", TestingServices.shared().redisPort())) {
            redis.xadd(
                    RedisKeys.events(tenant),
                    XAddParams.xAddParams(),
                    Map.of(
                            RedisKeys.EVENT_TYPE,
                            type,
                            RedisKeys.EVENT_SOURCE,
                            "gate-1",
                            RedisKeys.EVENT_ID,
                            UUID.randomUUID().toString(),
                            RedisKeys.EVENT_DATA,
                            data));
        }
    }

    /** What a car did just now. */
    void tellEvent(String kind, String zone, String path) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        tell(
                RedisKeys.ANALYTICS_EVENT,
                ("{'schema_version':1,'id':'%s','tenant_id':'%s','source_id':'gate-1','kind':'%s','type':'end','sequence':1,"
                                + "%s'track_id':7,'label':'car','start_time':'%s','end_time':'%s',"
                                + "'after':{'time':'%s','seconds':4.2%s}}")
                        .formatted(
                                UUID.randomUUID(),
                                tenant,
                                kind,
                                zone == null ? "" : "'zone_id':'" + zone + "',",
                                now.minusSeconds(4),
                                now,
                                now,
                                path == null ? "" : ",'path':" + path)
                        .replace('\'', '"'));
    }

    /** Tells how {@code gate-1} is, as a CameraJob does that has not seen a frame of it yet. */
    void tellStatus(SourceState state, String reason) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String status = ContractCodec.toJson(status(state, reason, now, null));
        keep(Map.of(RedisKeys.SOURCE_STATUS, status));
        tell(RedisKeys.SOURCE_STATUS_EVENT, status);
    }

    /** The same with the true size of the file, at another time. */
    private static ImageResult of(ImageResult result, Instant time) throws Exception {
        ImageFile file = result.file();
        return new ImageResult(
                result.schemaVersion(),
                result.imageId(),
                result.tenantId(),
                result.jobId(),
                result.sourceId(),
                result.uri(),
                result.originalFilename(),
                result.page(),
                result.image(),
                new ImageFile(
                        StreetPicture.png().length,
                        file.sha256(),
                        file.format(),
                        file.colorMode(),
                        file.pageCount()),
                result.sourceId() == null ? null : time,
                time,
                time,
                result.createdBy(),
                result.timings(),
                result.tasks());
    }

    private SourceStatus status(SourceState state, String reason, Instant now, String frame) {
        return new SourceStatus(
                1,
                tenant,
                "gate-1",
                state,
                reason,
                now,
                frame == null ? null : now,
                frame,
                4.8,
                -120L,
                900,
                800,
                2,
                98,
                1,
                now);
    }

    /** The bridge tells this, in whatever order; single quotes stand for double ones. */
    static void assertSame(JsonNode told, String expected) throws Exception {
        assertThat(told).isEqualTo(BridgeJson.trees().readTree(expected.replace('\'', '"')));
    }

    private String stored(String name) throws Exception {
        String key = ObjectKeys.tenantPrefix(tenant) + "uploads/" + name;
        try (ObjectStorage storage = new FolderObjectStorage(TestingServices.shared().storage())) {
            storage.put(key, new ByteArrayInputStream(StreetPicture.png()));
            return storage.uriOf(key);
        }
    }

    private void row(String state, String name, int total, int completed, int failed, double part) {
        database.update(
                """
                INSERT INTO cv.processing_jobs (id, tenant_id, job_name, processing_type,
                    content_type, status, input_file_path, created_by, total_images,
                    completed_images, failed_images, progress_percentage, started_at)
                VALUES (gen_random_uuid(), ?, ?, 'object_detection,ocr', 'image', ?, 'x', 'ann', ?, ?, ?, ?,
                    now() - interval '5 minutes')
                """,
                tenant,
                name,
                state,
                total,
                completed,
                failed,
                part);
    }

    private void definitions() {
        admin.json(
                201,
                "POST",
                "/sources",
                "{'id':'gate-1','name':'Main gate','kind':'rtsp','uri':'rtsp://10.0.0.5/stream1',"
                        + "'sampling':{'fps':5},'tasks':[{'task':'object_detection'}]}");
        admin.json(
                201,
                "POST",
                "/sources",
                "{'id':'yard','name':'Yard','kind':'file','uri':'file:///data/yard.mp4',"
                        + "'enabled':false,'tasks':[{'task':'object_detection'}]}");
        admin.json(
                201,
                "POST",
                "/zones",
                "{'id':'drive','source_id':'gate-1','name':'Drive','kind':'polygon','loitering_seconds':30,"
                        + "'points':[[0.1,0.4],[0.6,0.4],[0.7,0.9],[0.1,0.85]],'filter':{'labels':['car']}}");
        admin.json(
                201,
                "POST",
                "/zones",
                "{'id':'entry','source_id':'gate-1','name':'Entry','kind':'line','points':[[0.2,0.7],[0.8,0.65]]}");
        admin.json(
                201,
                "POST",
                "/rules",
                "{'id':'night','name':'Somebody at night','severity':'critical','when':{'kinds':['zone'],"
                        + "'sources':['gate-1'],'labels':['person']},'schedules':[{'from':'22:00','to':'06:00'}]}");
        admin.json(
                202,
                "PUT",
                "/models/street-" + tenant + "/activation",
                "{'version':'0.1.1','canary':{'version':'0.2.0','share':0.05}}");
        admin.json(201, "POST", "/api-keys", "{'name':'Scanner','roles':['operator']}");
    }

    private void events() {
        Instant start = Instant.now().minus(Duration.ofMinutes(50)).truncatedTo(ChronoUnit.MILLIS);
        String[] labels = {"person", "car"};
        for (int i = 0; i < labels.length * 3; i++) {
            event(labels[i % 2], i % 2 == 0 ? "zone" : "line", start.plusSeconds(400L * i), i < 5);
        }
        alert("critical", "A person stayed in Drive for 42 s", start, true);
        alert("warning", "A car went the wrong way at Entry", start.plusSeconds(1200), false);
    }

    /** One more event, of which the stream does not tell. */
    void unheardEvent() {
        event("person", "zone", Instant.now().truncatedTo(ChronoUnit.MILLIS), false);
    }

    private String evidence() {
        return "'evidence':{'image_id':'%s','uri':'%s','bbox':[110,230,40,120],'image':{'width':640,'height':480},'confidence':0.81}"
                .formatted(street.imageId(), street.uri());
    }

    private void event(String label, String kind, Instant start, boolean over) {
        UUID id = UUID.randomUUID();
        String zone = kind.equals("zone") ? "drive" : "entry";
        Instant end = over ? start.plusSeconds(26) : null;
        String document =
                ("{'schema_version':1,'id':'%s','tenant_id':'%s','source_id':'gate-1','kind':'%s','type':'%s',"
                                + "'sequence':2,'zone_id':'%s','track_id':42,'label':'%s','start_time':'%s',%s"
                                + "'after':{'time':'%s','top_confidence':0.9,'seconds':26,'entered_zones':['drive'],%s}}")
                        .formatted(
                                id,
                                tenant,
                                kind,
                                over ? "end" : "update",
                                zone,
                                label,
                                start,
                                over ? "'end_time':'" + end + "'," : "",
                                start.plusSeconds(26),
                                evidence());
        database.update(
                """
                INSERT INTO cv.events (id, tenant_id, source_id, kind, label, zone_id, zones, track_id,
                    top_confidence, start_time, end_time, sequence, document)
                VALUES (?, ?, 'gate-1', ?, ?, ?, ARRAY['drive'], 42, 0.9, CAST(? AS timestamptz),
                    CAST(? AS timestamptz), 2, CAST(? AS jsonb))
                """,
                id,
                tenant,
                kind,
                label,
                zone,
                start.toString(),
                over ? end.toString() : null,
                document.replace('\'', '"'));
    }

    private void alert(String severity, String message, Instant start, boolean over) {
        UUID id = UUID.randomUUID();
        Instant end = over ? start.plusSeconds(42) : null;
        String document =
                ("{'schema_version':1,'id':'%s','tenant_id':'%s','rule_id':'night','rule_name':'Somebody at night',"
                                + "'severity':'%s','type':'%s','sequence':1,'source_id':'gate-1','zone_id':'drive','labels':['person'],"
                                + "'message':'%s','start_time':'%s',%s'count':2,%s}")
                        .formatted(
                                id,
                                tenant,
                                severity,
                                over ? "end" : "new",
                                message,
                                start,
                                over ? "'end_time':'" + end + "'," : "",
                                evidence());
        database.update(
                """
                INSERT INTO cv.alerts (id, tenant_id, rule_id, severity, source_id, zone_id, labels,
                    message, start_time, end_time, sequence, document)
                VALUES (?, ?, 'night', ?, 'gate-1', 'drive', ARRAY['person'], ?, CAST(? AS timestamptz),
                    CAST(? AS timestamptz), 1, CAST(? AS jsonb))
                """,
                id,
                tenant,
                severity,
                message,
                start.toString(),
                over ? end.toString() : null,
                document.replace('\'', '"'));
    }

    private void counts() {
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        for (int i = 0; i < HOURS; i++) {
            for (String label : List.of("car", "person")) {
                int many = label.length() * (4 + i % 5);
                count("drive", "polygon", label, hour.minus(Duration.ofHours(i)), 3600, many);
                count("entry", "line", label, hour.minus(Duration.ofHours(i)), 3600, many / 2);
            }
        }
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        for (int i = 1; i <= 20; i++) {
            count("entry", "line", "", minute.minus(Duration.ofMinutes(i)), 60, 2 + i % 3);
            count("drive", "polygon", "", minute.minus(Duration.ofMinutes(i)), 60, 1 + i % 4);
        }
    }

    /**
     * 30 objects on average in the sixth cell of the fourth row, fewer around it; persons in a
     * corner.
     */
    private void heat() {
        StringBuilder cells = new StringBuilder();
        for (int row = 0; row < HEAT_ROWS; row++) {
            for (int column = 0; column < HEAT_COLUMNS; column++) {
                double away = Math.hypot(column - 5, row - 3);
                cells.append(cells.isEmpty() ? "" : ",")
                        .append(Math.round(3000 / (1 + away * away)));
            }
        }
        heat("", cells.toString());
        String nowhere = "0,".repeat(HEAT_COLUMNS * HEAT_ROWS - 1);
        heat("person", nowhere + "200");
    }

    private void heat(String label, String cells) {
        database.update(
                """
                INSERT INTO cv.heat_maps (id, tenant_id, source_id, label, bucket_start,
                    bucket_seconds, columns, rows, frames, cells)
                VALUES (gen_random_uuid(), ?, 'gate-1', ?, CAST(? AS timestamptz), 3600, ?, ?, 100,
                    CAST(? AS integer[]))
                """,
                tenant,
                label,
                Instant.now().truncatedTo(ChronoUnit.HOURS).toString(),
                HEAT_COLUMNS,
                HEAT_ROWS,
                "{" + cells + "}");
    }

    private void count(
            String zone, String kind, String label, Instant time, int seconds, int many) {
        database.update(
                """
                INSERT INTO cv.analytics_counts (id, tenant_id, source_id, zone_id, zone_kind,
                    label, bucket_start, bucket_seconds, count_in, count_out, unique_tracks,
                    occupancy_mean, occupancy_max, dwell_count, dwell_p50_seconds,
                    dwell_p90_seconds, dwell_max_seconds)
                VALUES (gen_random_uuid(), ?, 'gate-1', ?, ?, ?, CAST(? AS timestamptz), ?, ?, ?, ?, 1.5,
                    3, 4, 10, 20, 30)
                """,
                tenant,
                zone,
                kind,
                label,
                time.toString(),
                seconds,
                many,
                many - 1,
                many);
    }

    /** A dead letter whose record can be sent again. */
    void deadLetter(String reason, String message) {
        UUID id = UUID.randomUUID();
        String reference =
                "{\"schema_version\":1,\"tenant_id\":\"%s\",\"job_id\":\"%s\",\"uri\":\"s3://inbox/7.tiff\"}"
                        .formatted(tenant, job);
        database.update(
                """
                INSERT INTO cv.dead_letters (id, tenant_id, job_id, uri, reason, message, attempts,
                    origin_topic, origin_partition, origin_offset, original_key, original_value,
                    original_encoding, original_headers)
                VALUES (?, ?, ?, 's3://inbox/7.tiff', ?, ?, 1, 'cv.images', 0, 7, 'key', ?, 'utf-8', '[]')
                """,
                id,
                tenant,
                job,
                reason,
                message,
                reference);
    }
}
