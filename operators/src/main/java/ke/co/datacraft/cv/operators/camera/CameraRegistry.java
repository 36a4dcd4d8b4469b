package ke.co.datacraft.cv.operators.camera;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.operators.camera.DefinedCamera.Place;

/** All cameras and where they are. Pure; for the coordinator's thread. */
final class CameraRegistry {

    private final NavigableMap<String, DefinedCamera> cameras = new TreeMap<>();

    /** What is known of cameras whose definitions have not been read again yet. */
    private final Map<String, CameraSplit> restored = new HashMap<>();

    /** Cameras that were removed while a reader had them, and which reader is to close them. */
    private final Map<String, Integer> closing = new HashMap<>();

    private boolean caughtUp;

    DefinedCamera get(String key) {
        return cameras.get(key);
    }

    boolean isCaughtUp() {
        return caughtUp;
    }

    /** All definitions have been read; what is known of other cameras is out of date. */
    Collection<String> caughtUp() {
        caughtUp = true;
        List<String> gone = new ArrayList<>(restored.keySet());
        restored.clear();
        return gone;
    }

    /**
     * Adds a camera or changes its definition.
     *
     * @return whether that is new to the reader that has it
     */
    boolean define(String key, SourceDefinition source, long writtenAt) {
        DefinedCamera camera = cameras.get(key);
        if (camera != null) {
            return camera.redefine(source, writtenAt) && camera.place() == Place.OWNED;
        }
        // What is defined after the beginning is new, even if a reader still knows its namesake.
        DefinedCamera added =
                new DefinedCamera(key, source, writtenAt, caughtUp ? writtenAt : Long.MIN_VALUE);
        CameraSplit report = restored.remove(key);
        if (report != null) {
            added.adopt(report);
        }
        cameras.put(key, added);
        return false;
    }

    /**
     * Forgets a camera, and gives what it was; null when there was none. One of the same name waits
     * until the reader that had it has closed it.
     */
    DefinedCamera remove(String key) {
        restored.remove(key);
        DefinedCamera camera = cameras.remove(key);
        if (camera != null && camera.place() != Place.FREE) {
            closing.put(key, camera.owner());
        }
        return camera;
    }

    /** A reader has closed a camera that was removed. */
    void closed(int reader, String key) {
        closing.remove(key, reader);
    }

    /** Takes over what a checkpoint, or a reader that begins anew, knows of cameras. */
    void adopt(Collection<CameraSplit> reports) {
        for (CameraSplit report : reports) {
            DefinedCamera camera = cameras.get(report.key());
            if (camera == null) {
                if (!caughtUp) {
                    restored.merge(report.key(), report, CameraSplit::later);
                }
            } else if (camera.place() == Place.FREE || camera.place() == Place.LOST) {
                camera.adopt(report);
            }
        }
    }

    /** A reader failed: its cameras wait until it has told how far they were read. */
    void lost(int reader) {
        for (DefinedCamera camera : cameras.values()) {
            if (camera.isAt(Place.OWNED, reader) || camera.isAt(Place.RELEASING, reader)) {
                camera.move(Place.LOST, reader);
            }
        }
    }

    /**
     * A reader has told what it knows: what it had before is free.
     *
     * @return cameras that it knows, or had to close, and that are no more
     */
    Collection<String> registered(int reader, Collection<CameraSplit> reports) {
        lost(reader);
        adopt(reports);
        Set<String> gone = new TreeSet<>();
        closing.forEach((key, owner) -> addIf(owner == reader, key, gone));
        closing.keySet().removeAll(gone);
        reports.forEach(report -> addIf(caughtUp, report.key(), gone));
        gone.removeAll(cameras.keySet());
        for (DefinedCamera camera : cameras.values()) {
            if (camera.isAt(Place.LOST, reader)) {
                camera.move(Place.FREE, -1);
            }
        }
        return gone;
    }

    private static void addIf(boolean condition, String key, Set<String> keys) {
        if (condition) {
            keys.add(key);
        }
    }

    /** A reader has given a camera back. */
    void released(int reader, CameraSplit report) {
        DefinedCamera camera = cameras.get(report.key());
        if (camera != null && camera.isAt(Place.RELEASING, reader)) {
            camera.adopt(report);
            camera.move(Place.FREE, -1);
        }
    }

    /** What is to be done that each reader has its share. */
    CameraAssignment.Plan plan(NavigableSet<Integer> readers) {
        NavigableSet<String> free = new TreeSet<>();
        Map<String, Integer> owned = new HashMap<>();
        boolean moving = !closing.isEmpty();
        for (Map.Entry<String, DefinedCamera> entry : cameras.entrySet()) {
            DefinedCamera camera = entry.getValue();
            switch (camera.place()) {
                case FREE -> addIf(!closing.containsKey(entry.getKey()), entry.getKey(), free);
                case OWNED -> owned.put(entry.getKey(), camera.owner());
                case RELEASING, LOST -> moving = true;
            }
        }
        CameraAssignment.Plan plan = CameraAssignment.plan(free, owned, readers);
        // Moves are planned anew once it is clear where everything is.
        return moving ? new CameraAssignment.Plan(plan.assign(), new TreeMap<>()) : plan;
    }

    /** All cameras as they are known, for a checkpoint. */
    CameraEnumeratorState state() {
        List<CameraSplit> splits = new ArrayList<>(restored.values());
        cameras.values().forEach(camera -> splits.add(camera.split()));
        return new CameraEnumeratorState(splits);
    }
}
