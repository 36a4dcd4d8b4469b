package ke.co.datacraft.cv.inference.decode;

import java.util.Arrays;

/**
 * Boxes on their way from the tensor to the result, in primitive arrays that grow and are reused.
 * Coordinates are pixels of the model's input: left, top, width, height. One per worker; not safe
 * for several threads at once.
 */
public final class Candidates {

    private static final int INITIAL_CAPACITY = 256;

    private float[] x = new float[INITIAL_CAPACITY];
    private float[] y = new float[INITIAL_CAPACITY];
    private float[] width = new float[INITIAL_CAPACITY];
    private float[] height = new float[INITIAL_CAPACITY];
    private float[] confidence = new float[INITIAL_CAPACITY];
    private int[] classId = new int[INITIAL_CAPACITY];
    private int size;

    /** Forgets all; keeps the memory. */
    public void clear() {
        size = 0;
    }

    /** Adds a box given by its centre, as the YOLO families write it. */
    public void addCentered(
            float centerX, float centerY, float boxWidth, float boxHeight, float score, int label) {
        float left = centerX - boxWidth / 2;
        float top = centerY - boxHeight / 2;
        add(left, top, boxWidth, boxHeight, score, label);
    }

    /** Adds a box given by two opposite corners. */
    public void addCorners(
            float left, float top, float right, float bottom, float score, int label) {
        add(left, top, right - left, bottom - top, score, label);
    }

    private void add(
            float left, float top, float boxWidth, float boxHeight, float score, int label) {
        if (size == x.length) {
            grow();
        }
        x[size] = left;
        y[size] = top;
        width[size] = boxWidth;
        height[size] = boxHeight;
        confidence[size] = score;
        classId[size] = label;
        size++;
    }

    private void grow() {
        int capacity = x.length * 2;
        x = Arrays.copyOf(x, capacity);
        y = Arrays.copyOf(y, capacity);
        width = Arrays.copyOf(width, capacity);
        height = Arrays.copyOf(height, capacity);
        confidence = Arrays.copyOf(confidence, capacity);
        classId = Arrays.copyOf(classId, capacity);
    }

    /** Number of boxes. */
    public int size() {
        return size;
    }

    /** Left edge of the box at this index. */
    public float x(int index) {
        return x[index];
    }

    /** Top edge of the box at this index. */
    public float y(int index) {
        return y[index];
    }

    /** Width of the box at this index. */
    public float width(int index) {
        return width[index];
    }

    /** Height of the box at this index. */
    public float height(int index) {
        return height[index];
    }

    /** Confidence of the box at this index, 0..1. */
    public float confidence(int index) {
        return confidence[index];
    }

    /** Class of the box at this index, from 0. */
    public int classId(int index) {
        return classId[index];
    }

    /** Intersection over union of two boxes, 0..1; 0 when both are empty. */
    public float intersectionOverUnion(int first, int second) {
        float overlapWidth =
                Math.min(x[first] + width[first], x[second] + width[second])
                        - Math.max(x[first], x[second]);
        float overlapHeight =
                Math.min(y[first] + height[first], y[second] + height[second])
                        - Math.max(y[first], y[second]);
        if (overlapWidth <= 0 || overlapHeight <= 0) {
            return 0;
        }
        float intersection = overlapWidth * overlapHeight;
        float union = width[first] * height[first] + width[second] * height[second] - intersection;
        return intersection / union;
    }
}
