package ke.co.datacraft.cv.kubernetes.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole operator against an API server that keeps objects, without admission and controllers.
 */
@EnableKubernetesMockClient(crud = true)
class OperatorTest extends OperatorScenarios {

    KubernetesClient mock;

    @TempDir private Path folder;

    @BeforeEach
    void startOperator() {
        client = mock;
        namespace = "vision";
        client.resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(namespace)
                                .endMetadata()
                                .build())
                .create();
        start(client, folder, false);
    }

    @AfterEach
    void stopOperator() {
        stop();
    }

    /** Not on a server with controllers, as those would see that nothing runs. */
    @Test
    void whatRunsMakesTheResourceReady() {
        create(GUIDE);
        afterSetup("Flink jobs", () -> flinkDeployments().size() == 3);
        eventually("what the controllers tell", this::run);
        eventually("ready", () -> "True".equals(condition("Ready").getStatus()));
        assertThat(resource().getStatus().bridge()).isEqualTo("3/3");
        assertThat(resource().getStatus().version()).isEqualTo("1.0.0");
        eventually("event", () -> events().contains("Running"));
    }

    private boolean run() {
        client.apps()
                .deployments()
                .inNamespace(namespace)
                .resource(bridge())
                .editStatus(
                        deployment -> {
                            deployment.setStatus(
                                    new DeploymentStatusBuilder()
                                            .withReplicas(3)
                                            .withReadyReplicas(3)
                                            .build());
                            return deployment;
                        });
        for (GenericKubernetesResource job : flinkDeployments()) {
            job.setAdditionalProperty("status", Map.of("jobStatus", Map.of("state", "RUNNING")));
            flink().inNamespace(namespace).resource(job).updateStatus();
        }
        return true;
    }
}
