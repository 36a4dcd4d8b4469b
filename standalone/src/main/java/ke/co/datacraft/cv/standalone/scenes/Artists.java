package ke.co.datacraft.cv.standalone.scenes;

import ke.co.datacraft.cv.bridge.picture.GlyphFont;

/** The one who can draw each kind. */
final class Artists {

    private final CarArtist car;
    private final LorryArtist lorry;
    private final BusArtist bus;
    private final CycleArtist cycle;
    private final PersonArtist person;

    Artists(Brush brush, Glow glow, GlyphFont font) {
        VehicleParts parts = new VehicleParts(brush, glow, font);
        this.car = new CarArtist(parts);
        this.lorry = new LorryArtist(parts);
        this.bus = new BusArtist(parts);
        this.cycle = new CycleArtist(brush, glow);
        this.person = new PersonArtist(brush);
    }

    /**
     * Draws an actor.
     *
     * @return its plate where one can be read, else null
     */
    PlateSpot draw(Actor actor) {
        return switch (actor.look().kind()) {
            case CAR -> car.draw(actor);
            case LORRY -> lorry.draw(actor);
            case BUS -> bus.draw(actor);
            case BICYCLE -> {
                cycle.bicycle(actor);
                yield null;
            }
            case MOTORCYCLE -> {
                cycle.motorcycle(actor);
                yield null;
            }
            case PEDESTRIAN -> {
                person.draw(actor);
                yield null;
            }
        };
    }
}
