package ke.co.datacraft.cv.bridge.event;

import java.time.Instant;

/**
 * Where objects stood in a source's picture during one bucket.
 *
 * @param time begin of the bucket
 * @param columns cells from left to right
 * @param rows cells from top to bottom
 * @param frames frames that were looked at
 * @param cells objects in each cell, added up over the frames, row by row from the top left
 */
record HeatMap(Instant time, int columns, int rows, long frames, long[] cells) {}
