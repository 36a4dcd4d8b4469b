package ke.co.datacraft.cv.inference.model;

import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.ModelIdentity;
import ke.co.datacraft.cv.inference.onnx.OnnxModel;

/**
 * A model that was checked against its manifest and is ready to run; whoever loaded it closes it.
 *
 * @param manifest complete: input size and labels are known
 * @param identity name, version and digest for results
 * @param network the network itself
 * @param lease keeps its file from being taken away
 */
public record LoadedModel(
        ModelManifest manifest, ModelIdentity identity, OnnxModel network, FileLease lease)
        implements AutoCloseable {

    /**
     * Checks what the model is for; closes it when it is for something else.
     *
     * @throws InferenceException {@code INVALID_MODEL}, naming what it is for
     */
    public void require(DecoderFamily family) {
        if (manifest.decoder() != family) {
            close();
            throw InvalidModel.because(
                    "model "
                            + manifest.reference()
                            + " has the decoder "
                            + manifest.decoder().id()
                            + "; the task "
                            + family.task()
                            + " needs one of the decoder "
                            + family.id());
        }
    }

    @Override
    public void close() {
        network.close();
        lease.close();
    }
}
