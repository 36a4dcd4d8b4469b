package ke.co.datacraft.cv.operators.camera;

import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parts what the cameras send: references go on. Side outputs: {@link #NEWS} and {@link
 * OutputTags#DEAD_LETTERS}.
 */
public final class CameraRouterFunction extends ProcessFunction<CameraRecord, ImageReference> {

    /** How sources are, and which are no more; goes to {@code cv.source-status}. */
    public static final OutputTag<SourceNews> NEWS =
            new OutputTag<>("source-news", ContractTypes.of(SourceNews.class));

    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(
            CameraRecord record, Context context, Collector<ImageReference> out) {
        if (record.frame() != null) {
            out.collect(record.frame());
        } else if (record.status() != null) {
            context.output(NEWS, SourceNews.of(record.status()));
        } else if (record.removed() != null) {
            context.output(NEWS, SourceNews.removed(record.removed()));
        } else {
            context.output(OutputTags.DEAD_LETTERS, record.deadLetter());
        }
    }
}
