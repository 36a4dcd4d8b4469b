/** Redis, for reads that do without it: every call may fail and its caller degrades. */
package ke.co.datacraft.cv.bridge.redis;
