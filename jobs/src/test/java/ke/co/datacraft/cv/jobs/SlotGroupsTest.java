package ke.co.datacraft.cv.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.operators.ResourceSpec;
import org.apache.flink.api.common.resources.ExternalResource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.clusterframework.types.ResourceProfile;
import org.apache.flink.runtime.instance.SlotSharingGroupId;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobmanager.scheduler.SlotSharingGroup;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** Which slots the job asks Flink for. */
class SlotGroupsTest {

    private static final Map<String, String> WITH_GPU =
            Map.of("external-resources", "gpu", "external-resource.gpu.amount", "1");

    @Test
    void bothLanesShareASlotWithAPartOfAGpuAndNothingElseDoes() {
        JobGraph graph = graph(WITH_GPU, Map.of("CV_GPU_SLOTS", "3"));
        Map<String, SlotSharingGroup> groups =
                StreamSupport.stream(graph.getVertices().spliterator(), false)
                        .collect(
                                Collectors.toMap(
                                        JobVertex::getName, JobVertex::getSlotSharingGroup));

        SlotSharingGroupId vision = group(groups, OperatorUids.IMAGES_VISION);
        assertThat(group(groups, OperatorUids.FRAMES_VISION)).isEqualTo(vision);
        groups.forEach(
                (name, group) -> {
                    boolean analyses =
                            name.contains(OperatorUids.IMAGES_VISION)
                                    || name.contains(OperatorUids.FRAMES_VISION)
                                    || name.contains(OperatorUids.SHADOW_VISION);
                    assertThat(group.getSlotSharingGroupId().equals(vision))
                            .as(name)
                            .isEqualTo(analyses);
                });
        assertThat(graph.getSlotSharingGroups()).hasSize(2);
    }

    @Test
    void everyGroupHasAWholeProfile() {
        JobGraph graph =
                graph(
                        WITH_GPU,
                        Map.of(
                                "CV_GPU_SLOTS", "3",
                                "CV_SLOT_CPU_PERCENT", "25",
                                "CV_SLOT_HEAP_MB", "70",
                                "CV_SLOT_MANAGED_MB", "90"));

        assertThat(graph.getSlotSharingGroups())
                .extracting(SlotSharingGroup::getResourceProfile)
                .containsExactlyInAnyOrder(
                        ResourceProfile.fromResourceSpec(
                                ResourceSpec.newBuilder(0.25, 70)
                                        .setExtendedResource(new ExternalResource("gpu", 0.3333))
                                        .build(),
                                MemorySize.ZERO),
                        ResourceProfile.fromResourceSpec(
                                ResourceSpec.newBuilder(0.25, 70).setManagedMemoryMB(90).build(),
                                MemorySize.ZERO));
    }

    @Test
    void routerStaysInOneTaskWithTheAnalysis() {
        assertThat(graph(WITH_GPU, Map.of("CV_GPU_SLOTS", "2")).getVertices())
                .extracting(JobVertex::getName)
                .anyMatch(
                        name ->
                                name.contains(OperatorUids.IMAGES_VISION)
                                        && name.contains(OperatorUids.IMAGES_ROUTER));
    }

    @Test
    void withoutGpuSlotsAllShareAndNothingIsBooked() {
        assertThat(graph(WITH_GPU, Map.of()).getSlotSharingGroups())
                .singleElement()
                .extracting(SlotSharingGroup::getResourceProfile)
                .isEqualTo(ResourceProfile.UNKNOWN);
    }

    @Test
    void clusterWithoutTheResourceIsRefusedByTheNameOfTheOption() {
        assertThatThrownBy(() -> graph(Map.of(), Map.of("CV_GPU_SLOTS", "4")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("cv.gpu-slots (CV_GPU_SLOTS) is '4'")
                .hasMessageContaining("external-resource.gpu.amount");
        assertThatThrownBy(
                        () ->
                                graph(
                                        Map.of("external-resources", "fpga"),
                                        Map.of("CV_GPU_SLOTS", "4")))
                .isInstanceOf(SettingsException.class);
    }

    private static SlotSharingGroupId group(Map<String, SlotSharingGroup> groups, String uid) {
        return groups.entrySet().stream()
                .filter(entry -> entry.getKey().contains(uid))
                .findFirst()
                .orElseThrow()
                .getValue()
                .getSlotSharingGroupId();
    }

    private static JobGraph graph(Map<String, String> flink, Map<String, String> variables) {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(Configuration.fromMap(flink));
        VisionJob.build(environment, TestingJobs.settings(variables));
        return environment.getStreamGraph(false).getJobGraph();
    }
}
