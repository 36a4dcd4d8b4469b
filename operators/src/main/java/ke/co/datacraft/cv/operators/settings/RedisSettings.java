package ke.co.datacraft.cv.operators.settings;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Redis, single node or cluster.
 *
 * @param url {@code redis://[user:password@]host:port/database}; ignored with cluster nodes
 * @param clusterNodes {@code host:port} of cluster nodes; empty for a single node
 * @param ttl how long results and live values are kept
 * @param resultCache whether results are looked up and kept by content
 * @param timeout for one command; Redis that is slower counts as absent
 * @param eventsLength events that the stream of a tenant keeps, about; 0 to write none
 */
public record RedisSettings(
        String url,
        List<String> clusterNodes,
        Duration ttl,
        boolean resultCache,
        Duration timeout,
        int eventsLength)
        implements Serializable {

    /** Events that a stream keeps unless configured otherwise. */
    public static final int DEFAULT_EVENTS_LENGTH = 10_000;

    @Override
    public String toString() {
        return "RedisSettings[url="
                + url.replaceAll("//[^@/]*@", "//***@")
                + ", clusterNodes="
                + clusterNodes
                + ", ttl="
                + ttl
                + "]";
    }
}
