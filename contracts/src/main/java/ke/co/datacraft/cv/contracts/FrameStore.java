package ke.co.datacraft.cv.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where frames wait to be analysed and seen. */
public enum FrameStore {
    /** In the bucket or folder of the installation. */
    @JsonProperty("object_storage")
    OBJECT_STORAGE,

    /** In Redis, for as long as they are kept. */
    @JsonProperty("redis")
    REDIS
}
