/** Tracks in the MOTChallenge text format, and how good they are. */
package ke.co.datacraft.cv.bench.mot;
