/** What is counted of simulated crossings through a detector, beside the truth. */
package ke.co.datacraft.cv.bench.crossing;
