package ke.co.datacraft.cv.standalone.scenes;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.standalone.scenes.Site.Road;
import ke.co.datacraft.cv.standalone.scenes.Site.Zebra;

/** Roads with their markings, pavements and verges, computed pixel by pixel. */
final class Ground {

    private static final Color ASPHALT = new Color(0x6B6C70);
    private static final Color PAINT = new Color(0xDDDCD4);
    private static final Color PAVEMENT = new Color(0xA9A49B);
    private static final Color KERB = new Color(0xC6C3BA);
    private static final Color GRASS = new Color(0x6A7F45);
    private static final Color EARTH = new Color(0x9A7B58);
    private static final Color PLAZA = new Color(0x9C948A);
    private static final Color HAZE = new Color(0x9AA0A0);
    private static final Point UP = new Point(0, 0, 1);
    private static final int SAMPLES = 3;
    private static final double FURTHEST = 420;

    private final Site site;
    private final Light light;
    private final long seed;

    Ground(Site site, Light light, long seed) {
        this.site = site;
        this.light = light;
        this.seed = seed;
    }

    /** Fills all below the horizon of an image of the type 3BYTE_BGR. */
    void paint(BufferedImage image) {
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        Camera camera = site.camera();
        int width = image.getWidth();
        int first = (int) Math.max(0, Math.ceil(camera.horizon()));
        // Every pixel depends on its place alone, so rows may come in any order.
        IntStream.range(first, image.getHeight())
                .parallel()
                .forEach(row -> paintRow(camera, pixels, row, width));
    }

    private void paintRow(Camera camera, byte[] pixels, int y, int width) {
        int[] sum = new int[3];
        for (int x = 0; x < width; x++) {
            java.util.Arrays.fill(sum, 0);
            for (int sample = 0; sample < SAMPLES; sample++) {
                add(camera, x + (sample + 0.5) / SAMPLES, y + (2 * sample + 1) % 3 / 3.0, sum);
            }
            int at = 3 * (y * width + x);
            pixels[at] = (byte) (sum[2] / SAMPLES);
            pixels[at + 1] = (byte) (sum[1] / SAMPLES);
            pixels[at + 2] = (byte) (sum[0] / SAMPLES);
        }
    }

    private void add(Camera camera, double column, double row, int[] sum) {
        Point ray = camera.ray(column, row);
        double metres = ray.z() >= -1e-4 ? FURTHEST : -camera.position().z() / ray.z();
        Point hit = camera.position().plus(ray.times(metres));
        double distance = Math.hypot(hit.x() - camera.position().x(), hit.y());
        Color color = light.shade(textured(hit.x(), hit.y(), distance), UP, hit);
        double haze = Math.min(1, Math.max(0, (distance - 60) / (FURTHEST - 60)));
        Color far = light.shade(HAZE, UP, new Point(1e4, 1e4, 0));
        sum[0] += (int) (color.getRed() * (1 - haze) + far.getRed() * haze);
        sum[1] += (int) (color.getGreen() * (1 - haze) + far.getGreen() * haze);
        sum[2] += (int) (color.getBlue() * (1 - haze) + far.getBlue() * haze);
    }

    private Color textured(double x, double y, double distance) {
        Color base = material(x, y);
        double patches = smooth(x / 3.1, y / 3.1) - 0.5;
        double grain = (hash(floor(x / 0.06), floor(y / 0.06)) - 0.5) * Math.min(1, 14 / distance);
        boolean wet = light.condition() == SceneCondition.RAIN;
        double factor = 1 + 0.13 * patches + 0.12 * grain;
        if (wet && base != GRASS) {
            // Water is dark where one looks down and shows the sky where one looks along it.
            double water = (smooth(x / 1.9 + 40, y / 4.2) - 0.5) * 5;
            double puddle = 0.26 * Math.max(0, Math.min(1, water));
            factor *= 0.72 + puddle + Math.min(0.3, distance / 130);
        }
        return scaled(base, factor);
    }

    private static Color scaled(Color base, double factor) {
        return new Color(
                limit(base.getRed() * factor),
                limit(base.getGreen() * factor),
                limit(base.getBlue() * factor));
    }

    private static int limit(double value) {
        return (int) Math.max(0, Math.min(255, value));
    }

    private Color material(double x, double y) {
        double a = site.eastHalf();
        double b = site.northHalf();
        boolean onEast = site.eastRoad() != null && Math.abs(y) <= a;
        boolean onNorth = site.northRoad() != null && Math.abs(x) <= b;
        if (onEast && onNorth) {
            return worn(y, x);
        }
        if (onEast) {
            return road(site.eastRoad(), true, x, y);
        }
        if (onNorth) {
            return road(site.northRoad(), false, y, -x);
        }
        double beyondEast = site.eastRoad() == null ? 1e9 : Math.abs(y) - a;
        double beyondNorth = site.northRoad() == null ? 1e9 : Math.abs(x) - b;
        double beyond = Math.min(beyondEast, beyondNorth);
        if (beyond < 0.18) {
            return KERB;
        }
        return beyond < Site.PAVEMENT ? slabs(x, y) : verge(x, y);
    }

    private Color slabs(double x, double y) {
        boolean joint = fraction(x / 0.9) < 0.035 || fraction(y / 0.9) < 0.035;
        double shade = 0.94 + 0.1 * hash(floor(x / 0.9), floor(y / 0.9));
        return joint ? scaled(PAVEMENT, 0.8) : scaled(PAVEMENT, shade);
    }

    private Color verge(double x, double y) {
        if (site.pavedVerge()) {
            return PLAZA;
        }
        return smooth(x / 4.7 + 9, y / 4.7) < site.bare() * 0.6 ? EARTH : GRASS;
    }

    /**
     * @param along metres along the road
     * @param aside metres to the left of its middle
     */
    private Color road(Road road, boolean east, double along, double aside) {
        double half = road.halfWidth();
        double across = Math.abs(aside);
        double beyondStop = 0;
        for (Zebra zebra : site.crossings()) {
            if (zebra.acrossEastRoad() != east) {
                continue;
            }
            double from = along - zebra.centre();
            if (Math.abs(from) < Site.ZEBRA / 2) {
                boolean stripe = fraction((aside + half) / 1.0) < 0.5;
                return stripe && across < half - 0.3 ? PAINT : worn(aside, along);
            }
            beyondStop = Math.abs(from) - Site.ZEBRA / 2 - 0.7;
            boolean outside = !site.isCrossing() || from * zebra.centre() > 0;
            boolean incoming = (from < 0) == (site.keepLeft() == aside > 0);
            if (beyondStop > 0 && beyondStop < 0.4 && outside && incoming && across > 0.15) {
                return PAINT;
            }
        }
        boolean dash = fraction(along / 6.0) < 0.5;
        if (across < 0.09 && dash) {
            return PAINT;
        }
        for (int lane = 1; lane < road.lanes(); lane++) {
            if (Math.abs(across - lane * Site.LANE) < 0.07 && dash) {
                return PAINT;
            }
        }
        if (Math.abs(across - road.lanes() * Site.LANE) < 0.07) {
            return PAINT;
        }
        return worn(aside, along);
    }

    /** Tyres polish two tracks in each lane. */
    private Color worn(double aside, double along) {
        double inLane = fraction(Math.abs(aside) / Site.LANE);
        boolean track = Math.abs(inLane - 0.28) < 0.07 || Math.abs(inLane - 0.72) < 0.07;
        double stain = smooth(aside / 0.8 + 70, along / 5) > 0.78 ? 0.9 : 1;
        return scaled(ASPHALT, (track ? 0.93 : 1) * stain);
    }

    private static double fraction(double value) {
        return value - Math.floor(value);
    }

    private static long floor(double value) {
        return (long) Math.floor(value);
    }

    /** Value noise, 0..1. */
    private double smooth(double x, double y) {
        long left = floor(x);
        long low = floor(y);
        double u = ease(x - left);
        double v = ease(y - low);
        double bottom = hash(left, low) * (1 - u) + hash(left + 1, low) * u;
        double top = hash(left, low + 1) * (1 - u) + hash(left + 1, low + 1) * u;
        return bottom * (1 - v) + top * v;
    }

    private static double ease(double share) {
        return share * share * (3 - 2 * share);
    }

    /** A number of 0..1 for a cell of the plane, by the finaliser of SplitMix64. */
    private double hash(long x, long y) {
        long z = seed + x * 0x9E3779B97F4A7C15L + y * 0xC2B2AE3D27D4EB4FL;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return ((z ^ z >>> 31) >>> 11) * 0x1.0p-53;
    }
}
