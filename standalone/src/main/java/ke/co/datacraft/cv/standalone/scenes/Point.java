package ke.co.datacraft.cv.standalone.scenes;

/** A place in metres, or a direction: east, north, up. */
record Point(double x, double y, double z) {

    Point plus(Point other) {
        return new Point(x + other.x, y + other.y, z + other.z);
    }

    Point minus(Point other) {
        return new Point(x - other.x, y - other.y, z - other.z);
    }

    Point times(double factor) {
        return new Point(x * factor, y * factor, z * factor);
    }

    double dot(Point other) {
        return x * other.x + y * other.y + z * other.z;
    }

    Point cross(Point other) {
        return new Point(
                y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    double length() {
        return Math.sqrt(dot(this));
    }

    Point unit() {
        double length = length();
        return length == 0 ? this : times(1 / length);
    }

    Point toward(Point other, double share) {
        return new Point(
                x + (other.x - x) * share, y + (other.y - y) * share, z + (other.z - z) * share);
    }
}
