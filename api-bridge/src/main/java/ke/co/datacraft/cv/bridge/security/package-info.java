/** Who asks, what they may do, how often, and the record of it. */
package ke.co.datacraft.cv.bridge.security;
