/** The REST bridge: jobs in, results out, live events and the console. Knows no Flink. */
package ke.co.datacraft.cv.bridge;
