package ke.co.datacraft.cv.bench;

import java.util.List;

/** How far two programs find the same objects in the same images. */
final class DetectionAgreement {

    /** Boxes of the same object overlap at least so much. */
    static final double SAME_BOX = 0.9;

    /** Confidence from which on both must have an object; lesser ones come and go by rounding. */
    static final double CERTAIN = 0.5;

    private DetectionAgreement() {}

    /**
     * Share of the certain objects of either side that the other has, certain or not, with the same
     * class and an intersection over union of {@link #SAME_BOX}.
     *
     * @return 0..1; 1 when there are none
     */
    static double share(List<List<NodePeer.Found>> first, List<List<NodePeer.Found>> second) {
        long certain = 0;
        long matched = 0;
        for (int image = 0; image < first.size(); image++) {
            certain += certain(first.get(image)) + certain(second.get(image));
            matched += matched(first.get(image), second.get(image));
            matched += matched(second.get(image), first.get(image));
        }
        return certain == 0 ? 1 : (double) matched / certain;
    }

    /** Objects of at least {@link #CERTAIN} confidence. */
    static long certain(List<NodePeer.Found> found) {
        return found.stream().filter(one -> one.confidence() >= CERTAIN).count();
    }

    private static long matched(List<NodePeer.Found> wanted, List<NodePeer.Found> offered) {
        return wanted.stream()
                .filter(one -> one.confidence() >= CERTAIN)
                .filter(one -> offered.stream().anyMatch(other -> isSame(one, other)))
                .count();
    }

    private static boolean isSame(NodePeer.Found one, NodePeer.Found other) {
        return one.classId() == other.classId()
                && one.box().intersectionOverUnion(other.box()) >= SAME_BOX;
    }
}
