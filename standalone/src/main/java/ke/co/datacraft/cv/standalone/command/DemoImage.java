package ke.co.datacraft.cv.standalone.command;

import java.util.List;
import java.util.Locale;
import ke.co.datacraft.cv.standalone.samples.ImageFiles;
import ke.co.datacraft.cv.standalone.samples.Sample;
import ke.co.datacraft.cv.standalone.samples.SampleGenerator;
import ke.co.datacraft.cv.standalone.scenes.SceneFrame;
import ke.co.datacraft.cv.standalone.scenes.SceneSeries;

/** An image of the demo and what is known to be on it. */
sealed interface DemoImage {

    /** File name with extension. */
    String name();

    /** The file. */
    byte[] bytes();

    /** Something to read. */
    record Text(Sample sample) implements DemoImage {

        @Override
        public String name() {
            return sample.name();
        }

        @Override
        public byte[] bytes() {
            return sample.bytes();
        }
    }

    /** A street under a camera. */
    record Street(String name, SceneFrame frame, byte[] bytes) implements DemoImage {}

    /** Makes any number of them; every second one is a street, in all lights and weathers. */
    final class Generator {

        private static final int WIDTH = 1280;
        private static final int HEIGHT = 720;

        /** Frames of one place follow each other in the series; here each is another place. */
        private static final int FRAMES_OF_A_PLACE = 4;

        private final SampleGenerator texts;
        private final SceneSeries streets;

        /**
         * @param seed another seed gives other images; not one that the shipped model learned from
         */
        Generator(long seed) {
            this.texts = new SampleGenerator(seed);
            this.streets = new SceneSeries(seed, WIDTH, HEIGHT);
        }

        /**
         * One image.
         *
         * @param number from 0
         */
        DemoImage image(int number) {
            if (number % 2 == 1) {
                return new Text(texts.sample(number / 2));
            }
            SceneFrame frame = streets.frame(FRAMES_OF_A_PLACE * (number / 2) + 1);
            return new Street(
                    String.format(
                            Locale.ROOT, "street-%s-%04d.jpg", frame.condition().label(), number),
                    frame,
                    ImageFiles.encode(List.of(frame.image()), "jpg"));
        }
    }
}
