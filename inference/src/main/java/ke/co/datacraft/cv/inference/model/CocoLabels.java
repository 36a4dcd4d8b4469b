package ke.co.datacraft.cv.inference.model;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The 80 classes of the COCO data set in the order that detectors use. */
final class CocoLabels {

    private static final String TEXT =
            """
            person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,\
            fire hydrant,stop sign,parking meter,bench,bird,cat,dog,horse,sheep,cow,\
            elephant,bear,zebra,giraffe,backpack,umbrella,handbag,tie,suitcase,frisbee,\
            skis,snowboard,sports ball,kite,baseball bat,baseball glove,skateboard,surfboard,\
            tennis racket,bottle,wine glass,cup,fork,knife,spoon,bowl,banana,apple,\
            sandwich,orange,broccoli,carrot,hot dog,pizza,donut,cake,chair,couch,\
            potted plant,bed,dining table,toilet,tv,laptop,mouse,remote,keyboard,cell phone,\
            microwave,oven,toaster,sink,refrigerator,book,clock,vase,scissors,teddy bear,\
            hair drier,toothbrush""";

    /** By class id. */
    static final List<String> NAMES = List.of(TEXT.split(","));

    /** Category ids, 1..90, that the data set left out. */
    private static final Set<Integer> UNUSED = Set.of(12, 26, 29, 30, 45, 66, 68, 69, 71, 83);

    /**
     * By the data set's own category id, 0..90, as RF-DETR numbers its classes; ids without a
     * category, among them 0, are called {@code unused_} and the id.
     */
    static final List<String> BY_CATEGORY = byCategory();

    private static List<String> byCategory() {
        List<String> names = new ArrayList<>(List.of("unused_0"));
        Iterator<String> next = NAMES.iterator();
        for (int id = 1; id <= 90; id++) {
            names.add(UNUSED.contains(id) ? "unused_" + id : next.next());
        }
        return List.copyOf(names);
    }

    private CocoLabels() {}
}
