package ke.co.datacraft.cv.operators.camera;

import java.time.Clock;
import java.util.List;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SupportsSplitReassignmentOnRecovery;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Cameras, which are added, changed and removed while it runs. Cameras go through the enumerator
 * when the job starts again (FLIP-537), so that they are spread anew after a change of parallelism.
 */
public final class CameraSource
        implements Source<CameraRecord, CameraSplit, CameraEnumeratorState>,
                SupportsSplitReassignmentOnRecovery,
                ResultTypeQueryable<CameraRecord> {

    private static final long serialVersionUID = 1L;

    private final DefinitionFeed.Factory definitions;
    private final CaptureSettings settings;
    private final FrameWork.Factory work;

    /**
     * @param definitions where cameras are told of
     * @param settings how they are captured
     * @param work what is done with their pixels
     */
    public CameraSource(
            DefinitionFeed.Factory definitions, CaptureSettings settings, FrameWork.Factory work) {
        this.definitions = definitions;
        this.settings = settings;
        this.work = work;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<CameraSplit, CameraEnumeratorState> createEnumerator(
            SplitEnumeratorContext<CameraSplit> context) {
        return restoreEnumerator(context, new CameraEnumeratorState(List.of()));
    }

    @Override
    public SplitEnumerator<CameraSplit, CameraEnumeratorState> restoreEnumerator(
            SplitEnumeratorContext<CameraSplit> context, CameraEnumeratorState state) {
        return new CameraEnumerator(context, definitions.open(), state, Clock.systemUTC());
    }

    @Override
    public SourceReader<CameraRecord, CameraSplit> createReader(SourceReaderContext context) {
        return CameraReader.open(context, settings, work);
    }

    @Override
    public SimpleVersionedSerializer<CameraSplit> getSplitSerializer() {
        return new CameraSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<CameraEnumeratorState> getEnumeratorCheckpointSerializer() {
        return new CameraEnumeratorStateSerializer();
    }

    @Override
    public TypeInformation<CameraRecord> getProducedType() {
        return ContractTypes.of(CameraRecord.class);
    }
}
