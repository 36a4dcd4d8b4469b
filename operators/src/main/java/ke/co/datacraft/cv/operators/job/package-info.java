/** Progress of jobs: pure steps in records, and the keyed function around them. */
package ke.co.datacraft.cv.operators.job;
