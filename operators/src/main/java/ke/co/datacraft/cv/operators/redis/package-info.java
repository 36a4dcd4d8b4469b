/** How this system connects to Redis, in one place. */
package ke.co.datacraft.cv.operators.redis;
