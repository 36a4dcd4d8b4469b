/**
 * References in, results out: fetch, look-up in the cache, decode, analyse, map. {@link
 * ke.co.datacraft.cv.operators.vision.VisionFunction} is the Flink shell; everything else knows no
 * Flink but its metrics.
 */
package ke.co.datacraft.cv.operators.vision;
