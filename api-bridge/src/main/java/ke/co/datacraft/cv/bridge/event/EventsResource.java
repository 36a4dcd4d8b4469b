package ke.co.datacraft.cv.bridge.event;

import java.util.List;
import ke.co.datacraft.cv.bridge.BridgeServices;
import ke.co.datacraft.cv.bridge.database.SqlQuery;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Routes;

/** {@code /events} and {@code /alerts}. */
public final class EventsResource implements Resource {

    private final TimedList list;

    /** Events and alerts in the database. */
    public EventsResource(BridgeServices services) {
        list = new TimedList(services.database());
    }

    @Override
    public void register(Routes routes) {
        routes.on("listEvents", this::events);
        routes.on("listAlerts", this::alerts);
    }

    private void events(Call call) {
        SqlQuery query =
                TimedList.select(call, "cv.events")
                        .any("kind", call.queries("kind"))
                        .any("label", call.queries("label"))
                        .given(
                                "top_confidence >= ?",
                                call.query("min_confidence").map(Double::valueOf));
        overlap(query, "zones", call.queries("zone_id"));
        call.json(200, list.page(call, "events", query));
    }

    private void alerts(Call call) {
        SqlQuery query =
                TimedList.select(call, "cv.alerts")
                        .given("rule_id = ?", call.query("rule_id"))
                        .any("severity", call.queries("severity"))
                        .any("zone_id", call.queries("zone_id"));
        overlap(query, "labels", call.queries("label"));
        call.json(200, list.page(call, "alerts", query));
    }

    private static void overlap(SqlQuery query, String column, List<String> wanted) {
        if (!wanted.isEmpty()) {
            query.where(column + " && ?", (Object) wanted.toArray(String[]::new));
        }
    }
}
