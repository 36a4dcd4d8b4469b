package ke.co.datacraft.cv.bridge.settings;

import java.time.Duration;
import java.util.List;

/**
 * Redis, single node or cluster, as VisionJob has it.
 *
 * @param url {@code redis://[user:password@]host:port/database}; null to run without
 * @param clusterNodes {@code host:port} of a cluster's nodes; empty for a single node
 * @param timeout for one command; a slower Redis counts as away
 */
public record RedisSettings(String url, List<String> clusterNodes, Duration timeout) {

    private static final String DEFAULT_URL = "redis://localhost:6379/0";
    private static final String NONE = "none";
    private static final String FORM =
            "rediss?://(?:[^@/\\s]*@)?[^@/\\s:]+:[0-9]{1,5}(?:/[0-9]{0,3})?";

    static final BridgeOption<String> URL =
            new BridgeOption<>(
                    "CV_REDIS_URL",
                    "secret",
                    null,
                    "Redis, `redis://[user:password@]host:port/database` or `rediss:` for TLS;"
                            + " `none` to run without; absent for `"
                            + DEFAULT_URL
                            + "`.",
                    true,
                    RedisSettings::url);

    static final BridgeOption<List<String>> CLUSTER_NODES =
            BridgeOption.list(
                    "CV_REDIS_CLUSTER_NODES",
                    List.of(),
                    "Nodes of a Redis cluster, `host:port`, by commas. User and password come from"
                            + " `CV_REDIS_URL`.");

    static final BridgeOption<Integer> TIMEOUT =
            BridgeOption.number(
                    "CV_REDIS_TIMEOUT_MILLISECONDS",
                    1000,
                    1,
                    60_000,
                    "Time for one command; a slower Redis counts as away");

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS = List.of(URL, CLUSTER_NODES, TIMEOUT);

    static RedisSettings read(OptionReader reader) {
        List<String> nodes = reader.get(CLUSTER_NODES);
        nodes.stream()
                .filter(node -> !node.matches("[^\\s:]+:[1-9][0-9]{0,4}"))
                .forEach(
                        node ->
                                reader.problem(
                                        CLUSTER_NODES,
                                        node,
                                        "give host:port, such as redis1:6379,redis2:6379"));
        String url = reader.isSet(URL) ? reader.get(URL) : DEFAULT_URL;
        return new RedisSettings(
                NONE.equals(url) ? null : url, nodes, Duration.ofMillis(reader.get(TIMEOUT)));
    }

    /** Whether there is a Redis at all. */
    public boolean isThere() {
        return url != null || !clusterNodes.isEmpty();
    }

    @Override
    public String toString() {
        return "RedisSettings[clusterNodes=" + clusterNodes + ", timeout=" + timeout + "]";
    }

    private static String url(String text) {
        String url = text.strip();
        if (!url.equals(NONE) && !url.matches(FORM)) {
            throw new IllegalArgumentException(
                    "give redis://[user:password@]host:port/database, or none");
        }
        return url;
    }
}
