/** Traces and their export; knows no part of the system. */
package ke.co.datacraft.cv.telemetry;
