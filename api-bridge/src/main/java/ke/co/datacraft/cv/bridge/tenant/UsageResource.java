package ke.co.datacraft.cv.bridge.tenant;

import java.time.Duration;
import java.time.Instant;
import ke.co.datacraft.cv.bridge.BridgeServices;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Routes;

/** {@code /usage}. */
public final class UsageResource implements Resource {

    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(400);

    private final BridgeServices services;

    /** Use as the tables tell it. */
    public UsageResource(BridgeServices services) {
        this.services = services;
    }

    @Override
    public void register(Routes routes) {
        routes.on("getUsage", this::usage);
    }

    private void usage(Call call) {
        Instant before = call.queryTime("before").orElse(services.clock().instant());
        Instant after = call.queryTime("after").orElse(before.minus(USUAL));
        if (!after.isBefore(before)) {
            throw ApiError.invalid("after", "after is not before before")
                    .cure("Give a time that is earlier");
        }
        if (Duration.between(after, before).compareTo(LONGEST) > 0) {
            throw ApiError.invalid("after", "The time is longer than " + LONGEST.toDays() + " days")
                    .cure("Ask for less time");
        }
        String tenant = call.tenant();
        call.json(
                200,
                services.database()
                        .read(
                                tenant,
                                connection -> UsageTable.read(connection, tenant, after, before)));
    }
}
