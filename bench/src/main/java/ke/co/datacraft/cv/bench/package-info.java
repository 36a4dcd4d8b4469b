/** Benchmarks, each beside a baseline in the same run, because shared machines drift. */
package ke.co.datacraft.cv.bench;
