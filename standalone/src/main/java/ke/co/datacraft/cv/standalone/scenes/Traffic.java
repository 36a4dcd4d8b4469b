package ke.co.datacraft.cv.standalone.scenes;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Who is where at a time. Vehicles follow each other by the Intelligent Driver Model (M. Treiber,
 * A. Hennecke, D. Helbing, "Congested traffic states in empirical observations and microscopic
 * simulations", Physical Review E 62, 2000). Steps have a fixed length, so a moment is the same
 * however it was reached.
 */
final class Traffic {

    private static final double STEP = 0.1;
    private static final double WARM_UP = 70;
    private static final double ACCELERATION = 1.6;
    private static final double DECELERATION = 2.6;
    private static final double HEADWAY = 1.1;
    private static final double STANDING_GAP = 2;
    private static final double BRAKING = -0.7;

    private final List<Way> ways;
    private final Signals signals;
    private final long seed;

    private List<List<Mover>> movers;
    private double[] nextArrival;
    private SplittableRandom random;
    private long steps;
    private long lastId;

    private static final class Mover {
        final long id;
        final Look look;
        final double pace;
        final double aside;
        double at;
        double speed;
        double change;

        Mover(long id, Look look, double pace, double aside, double at) {
            this.id = id;
            this.look = look;
            this.pace = pace;
            this.aside = aside;
            this.at = at;
            this.speed = pace;
        }
    }

    Traffic(List<Way> ways, Signals signals, long seed) {
        this.ways = ways;
        this.signals = signals;
        this.seed = seed;
        restart();
    }

    private void restart() {
        random = new SplittableRandom(seed);
        steps = 0;
        lastId = 0;
        movers = new ArrayList<>();
        nextArrival = new double[ways.size()];
        for (int i = 0; i < ways.size(); i++) {
            movers.add(new ArrayList<>());
            nextArrival[i] = random.nextDouble() * ways.get(i).interval();
        }
    }

    /** Everyone at this time, in seconds from 0. */
    List<Actor> at(double seconds) {
        double since = seconds + WARM_UP;
        long wanted = (long) Math.floor(since / STEP);
        if (wanted < steps) {
            restart();
        }
        while (steps < wanted) {
            for (int i = 0; i < ways.size(); i++) {
                advance(i, steps * STEP);
            }
            steps++;
        }
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < ways.size(); i++) {
            for (Mover mover : movers.get(i)) {
                actors.add(actor(ways.get(i), mover, since - steps * STEP));
            }
        }
        return actors;
    }

    private static Actor actor(Way way, Mover mover, double since) {
        double front = mover.at + mover.speed * since;
        Point left = new Point(-way.heading().y(), way.heading().x(), 0);
        Point centre =
                way.start()
                        .plus(way.heading().times(front - mover.look.length() / 2))
                        .plus(left.times(mover.aside));
        return new Actor(
                mover.id,
                mover.look,
                new Placement(centre, way.heading()),
                front,
                mover.speed,
                mover.change < BRAKING || mover.speed < 0.2);
    }

    private void advance(int index, double now) {
        Way way = ways.get(index);
        List<Mover> line = movers.get(index);
        Mover leader = null;
        for (Mover mover : line) {
            mover.change =
                    way.use() == Way.Use.FEET
                            ? walking(way, mover, now)
                            : driving(way, mover, leader, now);
            leader = mover;
        }
        for (Mover mover : line) {
            mover.speed = Math.max(0, mover.speed + mover.change * STEP);
            mover.at += mover.speed * STEP;
        }
        line.removeIf(mover -> mover.at - mover.look.length() > way.length());
        boolean room = leader == null || leader.at - leader.look.length() > 6;
        if (now >= nextArrival[index] && (room || way.use() == Way.Use.FEET)) {
            line.add(arrival(way, leader));
            nextArrival[index] = now - way.interval() * Math.log(1 - random.nextDouble());
        }
    }

    private Mover arrival(Way way, Mover leader) {
        lastId++;
        return switch (way.use()) {
            case VEHICLES -> {
                double pace = random.nextDouble(8, 12.5);
                Look look = Look.of(vehicle(), random);
                double aside =
                        look.kind() == ObjectKind.MOTORCYCLE
                                ? random.nextDouble(-0.9, 0.9)
                                : random.nextDouble(-0.15, 0.15);
                Mover mover = new Mover(lastId, look, pace, aside, 0);
                mover.speed = leader == null ? pace : Math.min(pace, leader.speed + 1);
                yield mover;
            }
            case BICYCLES -> {
                Look look = Look.of(ObjectKind.BICYCLE, random);
                yield new Mover(
                        lastId, look, random.nextDouble(3.5, 6), random.nextDouble(-0.15, 0.15), 0);
            }
            case FEET -> {
                Look look = Look.of(ObjectKind.PEDESTRIAN, random);
                yield new Mover(
                        lastId, look, random.nextDouble(1.1, 1.7), random.nextDouble(-1.6, 1.6), 0);
            }
        };
    }

    private ObjectKind vehicle() {
        int chance = random.nextInt(100);
        if (chance < 36) {
            return ObjectKind.CAR;
        }
        if (chance < 54) {
            return ObjectKind.LORRY;
        }
        return chance < 69 ? ObjectKind.BUS : ObjectKind.MOTORCYCLE;
    }

    private double driving(Way way, Mover mover, Mover leader, double now) {
        double gap = Double.POSITIVE_INFINITY;
        double closing = 0;
        if (leader != null) {
            gap = leader.at - leader.look.length() - mover.at;
            closing = mover.speed - leader.speed;
        }
        for (Way.Stop stop : way.stops()) {
            double distance = stop.at() - mover.at;
            // Who cannot stop any more with good brakes drives on.
            boolean canStop = distance > mover.speed * mover.speed / (2 * 2 * DECELERATION);
            boolean red = signals.aspect(stop.eastRoad(), now - WARM_UP) != Signals.Aspect.GREEN;
            if (red && distance > 0 && canStop && distance + STANDING_GAP / 2 < gap) {
                gap = distance + STANDING_GAP / 2;
                closing = mover.speed;
            }
        }
        double desired =
                STANDING_GAP
                        + Math.max(
                                0,
                                mover.speed * HEADWAY
                                        + mover.speed
                                                * closing
                                                / (2 * Math.sqrt(ACCELERATION * DECELERATION)));
        double free = Math.pow(mover.speed / mover.pace, 4);
        double tight = desired / Math.max(0.1, gap);
        return Math.max(-9, ACCELERATION * (1 - free - tight * tight));
    }

    private double walking(Way way, Mover mover, double now) {
        double wanted = mover.pace;
        for (Way.Stop stop : way.stops()) {
            double distance = stop.at() - mover.at;
            boolean waits = !signals.mayWalkAcross(stop.eastRoad(), now - WARM_UP);
            if (waits && distance >= 0 && distance < 0.3) {
                wanted = 0;
            }
        }
        return (wanted - mover.speed) / STEP;
    }
}
