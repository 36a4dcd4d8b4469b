package ke.co.datacraft.cv.kubernetes.operator;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** An installation: the three Flink jobs, the bridge, and what they need. */
@Group(ComputerVision.GROUP)
@Version(ComputerVision.VERSION)
@Singular("computervision")
@Plural("computervisions")
@ShortNames("cv")
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Version",
        jsonPath = ".status.version",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class ComputerVision extends CustomResource<ComputerVisionSpec, ComputerVisionStatus>
        implements Namespaced {

    /** API group. */
    public static final String GROUP = "cv.datacraft.co.ke";

    /** Version of the API. */
    public static final String VERSION = "v1alpha1";

    private static final long serialVersionUID = 1L;

    @Override
    protected ComputerVisionSpec initSpec() {
        return ComputerVisionSpec.EMPTY;
    }

    @Override
    protected ComputerVisionStatus initStatus() {
        return null;
    }
}
