package ke.co.datacraft.cv.standalone.scenes;

import java.awt.Color;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How one object looks, for as long as it is in the scene.
 *
 * @param length metres
 * @param width metres
 * @param height metres
 * @param paint its main colour
 * @param accent its second colour
 * @param skin of the person on it
 * @param variant picks among shapes, 0 and up
 * @param plate its number plate, or null
 */
record Look(
        ObjectKind kind,
        double length,
        double width,
        double height,
        Color paint,
        Color accent,
        Color skin,
        int variant,
        String plate) {

    private static final List<Color> PAINTS =
            colors(
                    0xE8E8E6, 0xF4F4F2, 0xB9BDC1, 0x8C9196, 0x2A2C30, 0x17181B, 0x9C1F23, 0xC62B2B,
                    0x1F3F7A, 0x2F66A8, 0x2C5A40, 0xB58B3A, 0x6B4A35, 0xD9B44A, 0x5B6770);
    private static final List<Color> CARGO =
            colors(0xEDEDE8, 0xD8D2C0, 0x3A5F8F, 0xA33A2C, 0x4C7A4A, 0xC98A2B, 0x6A6E75, 0x27466B);
    private static final List<Color> BUSES =
            colors(0xC8262B, 0xE0A526, 0x2C7A4B, 0x2458A6, 0xE9E6DC, 0x7B3F8C, 0xD66A1F);
    private static final List<Color> CLOTHES =
            colors(
                    0xB83A3A, 0x2E4F8A, 0x3F7A4C, 0xD8C24A, 0xE6E2DA, 0x33353B, 0x7A4A86, 0xD07A35,
                    0x4AA0A8, 0x8A8F96, 0xC56A8E, 0x5A4632);
    private static final List<Color> TROUSERS =
            colors(0x23262D, 0x2F3F5C, 0x5B5344, 0x7D7768, 0x3B2F2A, 0x8E9297, 0x1B2A44);
    private static final List<Color> SKINS =
            colors(0x4A2F22, 0x6B4632, 0x8D5E42, 0xB98564, 0xE0B493, 0xF0CDB0);
    private static final Color GRILLE = new Color(0x20242A);
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static List<Color> colors(int... values) {
        return java.util.Arrays.stream(values).mapToObj(Color::new).toList();
    }

    /** Length, width and height in metres. */
    private record Size(double length, double width, double height) {}

    /** A look by chance. */
    static Look of(ObjectKind kind, SplittableRandom random) {
        int variant = random.nextInt(1 << 16);
        Color skin = pick(SKINS, random);
        Color clothes = pick(CLOTHES, random);
        Size size = size(kind, random);
        Color paint = kind == ObjectKind.PEDESTRIAN ? clothes : pick(paints(kind), random);
        Color accent =
                switch (kind) {
                    case CAR -> GRILLE;
                    case LORRY -> pick(CARGO, random);
                    case BUS -> pick(BUSES, random);
                    case MOTORCYCLE, BICYCLE -> clothes;
                    case PEDESTRIAN -> pick(TROUSERS, random);
                };
        String plate =
                switch (kind) {
                    case CAR, LORRY, BUS -> plate(random);
                    case MOTORCYCLE, BICYCLE, PEDESTRIAN -> null;
                };
        return new Look(
                kind,
                size.length(),
                size.width(),
                size.height(),
                paint,
                accent,
                skin,
                variant,
                plate);
    }

    private static Size size(ObjectKind kind, SplittableRandom random) {
        return switch (kind) {
            case CAR ->
                    new Size(
                            random.nextDouble(3.8, 4.7),
                            random.nextDouble(1.7, 1.88),
                            random.nextDouble(1.42, 1.72));
            case LORRY ->
                    new Size(
                            random.nextDouble(6.4, 9),
                            random.nextDouble(2.25, 2.5),
                            random.nextDouble(2.9, 3.5));
            case BUS -> new Size(random.nextDouble(9, 12), 2.5, random.nextDouble(2.95, 3.2));
            case MOTORCYCLE -> new Size(random.nextDouble(1.95, 2.2), 0.8, 1.68);
            case BICYCLE -> new Size(1.75, 0.6, 1.75);
            case PEDESTRIAN -> new Size(0.5, 0.55, random.nextDouble(1.5, 1.88));
        };
    }

    private static List<Color> paints(ObjectKind kind) {
        return kind == ObjectKind.BUS ? BUSES : PAINTS;
    }

    /** As plates are in Kenya: three letters, three digits, a letter. */
    private static String plate(SplittableRandom random) {
        return "K"
                + LETTERS.charAt(random.nextInt(5))
                + letter(random)
                + " "
                + random.nextInt(100, 1000)
                + letter(random);
    }

    private static char letter(SplittableRandom random) {
        return LETTERS.charAt(random.nextInt(LETTERS.length()));
    }

    private static Color pick(List<Color> colors, SplittableRandom random) {
        return colors.get(random.nextInt(colors.size()));
    }

    /** One of so many shapes; another digit of the variant for another question. */
    int choice(int question, int count) {
        return (variant >>> (4 * question) & 15) % count;
    }
}
