package ke.co.datacraft.cv.standalone.scenes;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import ke.co.datacraft.cv.bridge.picture.GlyphFont;

/** Draws actors into a backdrop and keeps account of what is to be seen of each. */
final class SceneRenderer {

    private static final GlyphFont FONT = GlyphFont.load();

    private final Site site;
    private final Light light;
    private final BufferedImage backdrop;
    private final StreetFurniture furniture;
    private final Sensor sensor;
    private final IdBuffer ids;
    private final Truth truth;

    SceneRenderer(Street street, SceneCondition condition) {
        this.site = street.site();
        SplittableRandom random = street.random();
        this.light = new Light(condition, site.lamps(), random);
        this.backdrop = new Backdrop(site, light, random).paint();
        this.furniture = new StreetFurniture(site, street.signals(), random);
        this.sensor = new Sensor(condition, random);
        this.ids = new IdBuffer(site.camera().width(), site.camera().height());
        this.truth = new Truth(ids, site.camera().width(), site.camera().height());
    }

    /** The scene without anything that moves. */
    BufferedImage blank() {
        BufferedImage copy =
                new BufferedImage(
                        backdrop.getWidth(), backdrop.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] from = ((DataBufferByte) backdrop.getRaster().getDataBuffer()).getData();
        byte[] to = ((DataBufferByte) copy.getRaster().getDataBuffer()).getData();
        System.arraycopy(from, 0, to, 0, from.length);
        return copy;
    }

    /** Draws and tells what is visible. */
    List<SceneObject> draw(
            BufferedImage image, List<Actor> actors, double seconds, SplittableRandom random) {
        ids.clear();
        Brush brush = new Brush(site.camera(), light, image, ids.image());
        Glow glow = new Glow(brush);
        List<Drawn> drawn = inView(actors);
        GroundEffects effects = new GroundEffects(brush);
        drawn.forEach(each -> effects.draw(each.actor));
        Artists artists = new Artists(brush, glow, FONT);
        List<DepthOrder.Item> items = furniture.items(brush, glow, seconds);
        for (Drawn each : drawn) {
            items.add(item(brush, artists, each));
        }
        DepthOrder.sorted(items, site.camera().position()).forEach(item -> item.paint().run());
        brush.finish();
        List<SceneObject> objects = truth.objects(drawn);
        sensor.expose(image, random);
        return objects;
    }

    private List<Drawn> inView(List<Actor> actors) {
        List<Drawn> drawn = new ArrayList<>();
        Rectangle2D frame =
                new Rectangle2D.Double(0, 0, site.camera().width(), site.camera().height());
        for (Actor actor : actors) {
            Rectangle2D bounds = Street.bounds(site.camera(), actor);
            if (bounds != null && bounds.intersects(frame)) {
                drawn.add(new Drawn(actor, drawn.size() + 1, bounds));
            }
        }
        return drawn;
    }

    private DepthOrder.Item item(Brush brush, Artists artists, Drawn each) {
        Placement place = each.actor.placement();
        double half = each.actor.look().length() / 2;
        double side = each.actor.look().width() / 2;
        Point one = place.at(-half, -side, 0);
        Point other = place.at(half, side, 0);
        Rectangle2D ground = new Rectangle2D.Double(one.x(), one.y(), 0, 0);
        ground.add(other.x(), other.y());
        // Rods are a little thicker than the box that the look tells.
        Rectangle2D screen = each.reach();
        return new DepthOrder.Item(
                ground,
                screen,
                place.centre().minus(site.camera().position()).length(),
                () -> {
                    brush.object(each.id);
                    each.plate = artists.draw(each.actor);
                    brush.object(0);
                    each.painted = ids.extent(each.id, screen);
                });
    }

    /** Which object each pixel of the last frame shows: its place among those drawn, from 1. */
    IdBuffer ids() {
        return ids;
    }
}
