package ke.co.datacraft.cv.standalone.scenes;

import java.awt.geom.Rectangle2D;

/** Where a plate that is large enough to be read was drawn, in pixels. */
record PlateSpot(String text, Rectangle2D bounds) {}
