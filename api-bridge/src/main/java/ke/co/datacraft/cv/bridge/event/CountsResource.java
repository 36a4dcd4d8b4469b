package ke.co.datacraft.cv.bridge.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ke.co.datacraft.cv.bridge.BridgeServices;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Routes;

/** {@code /analytics/counts}. */
public final class CountsResource implements Resource {

    private final BridgeServices services;

    /**
     * The answer.
     *
     * @param bucket length of a bucket
     * @param timeZone where hours and days begin
     * @param items by time
     */
    record Counts(String bucket, String timeZone, List<CountBucket> items) {}

    /** Counts in the database. */
    public CountsResource(BridgeServices services) {
        this.services = services;
    }

    @Override
    public void register(Routes routes) {
        routes.on("countAnalytics", this::count);
    }

    private void count(Call call) {
        CountRequest request = CountRequest.of(call, services.clock().instant());
        CountQuery query =
                new CountQuery(
                        request,
                        request.buckets(),
                        call.tenant(),
                        call.queries("source_id"),
                        call.queries("zone_id"),
                        call.queries("label"));
        List<CountBucket> items =
                services.database()
                        .read(call.tenant(), connection -> CountTable.read(connection, query));
        if (items.size() > CountRequest.MAX_ITEMS) {
            throw CountRequest.tooMany();
        }
        call.json(
                200,
                new Counts(
                        call.query("bucket").orElse("hour"),
                        request.zone().getId(),
                        request.filled() ? filled(query.begins(), items) : items));
    }

    /** Every group in every bucket. */
    static List<CountBucket> filled(List<Instant> buckets, List<CountBucket> items) {
        Set<CountBucket.Group> groups = new LinkedHashSet<>();
        Map<Instant, Map<CountBucket.Group, CountBucket>> found = new HashMap<>();
        for (CountBucket item : items) {
            groups.add(item.group());
            found.computeIfAbsent(item.time(), time -> new HashMap<>()).put(item.group(), item);
        }
        if ((long) buckets.size() * groups.size() > CountRequest.MAX_ITEMS) {
            throw CountRequest.tooMany();
        }
        List<CountBucket> all = new ArrayList<>();
        for (Instant begin : buckets) {
            Map<CountBucket.Group, CountBucket> there = found.getOrDefault(begin, Map.of());
            for (CountBucket.Group group : groups) {
                CountBucket item = there.get(group);
                all.add(item == null ? group.nothing(begin) : item);
            }
        }
        return all;
    }
}
