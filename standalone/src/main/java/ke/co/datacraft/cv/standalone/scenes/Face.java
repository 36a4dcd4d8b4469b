package ke.co.datacraft.cv.standalone.scenes;

import java.awt.Color;

/** A flat side with four corners: left bottom, right bottom, right top, left top. */
record Face(Point leftBottom, Point rightBottom, Point rightTop, Point leftTop) {

    /** A place on it: 0..1 from left to right, 0..1 from bottom to top. */
    Point at(double across, double up) {
        return leftBottom.toward(rightBottom, across).toward(leftTop.toward(rightTop, across), up);
    }

    Point normal() {
        return rightTop.minus(leftBottom).cross(leftTop.minus(rightBottom)).unit();
    }

    /** Whether its outside is turned to the camera. */
    boolean isSeenBy(Camera camera) {
        return normal().dot(camera.position().minus(leftBottom)) > 0;
    }

    /** Draws it where the camera sees its outside. */
    void draw(Brush brush, Color paint) {
        if (isSeenBy(brush.camera())) {
            brush.surface(paint, normal(), leftBottom, rightBottom, rightTop, leftTop);
        }
    }

    /** A lit rectangle upon it. */
    void patch(Brush brush, Color paint, double left, double bottom, double right, double top) {
        glowing(brush, brush.light().shade(paint, normal(), leftBottom), left, bottom, right, top);
    }

    /** A rectangle upon it that has its own light. */
    void glowing(Brush brush, Color color, double left, double bottom, double right, double top) {
        if (isSeenBy(brush.camera())) {
            brush.detail(color, at(left, bottom), at(right, bottom), at(right, top), at(left, top));
        }
    }
}
