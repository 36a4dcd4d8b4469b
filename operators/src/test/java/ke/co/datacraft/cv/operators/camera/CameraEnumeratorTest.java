package ke.co.datacraft.cv.operators.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceState;
import org.junit.jupiter.api.Test;

class CameraEnumeratorTest {

    private static final String KEY = TestingCameras.key("a");
    private static final SourceDefinition FILM = TestingCameras.film("a");
    private static final CameraPosition FAR = new CameraPosition(0, 0, 50, 4_900_000_000L, 1);

    @Test
    void camerasAreGivenOutOnceAllReadersAndAllDefinitionsAreThere() {
        TestingEnumerator testing = new TestingEnumerator(2);
        testing.receive(false, testing.definition(FILM, 1));
        testing.register(0);
        testing.receive(true, testing.definition(TestingCameras.film("b"), 2));
        assertThat(testing.told).isEmpty();

        testing.register(1);

        assertThat(testing.lastAssigned("a"))
                .isEqualTo(new TestingEnumerator.Told(0, CameraSplit.of(KEY, FILM, 1)));
        assertThat(testing.lastAssigned("b").reader()).isEqualTo(1);
    }

    @Test
    void aChangeIsToldToTheReaderThatHasTheCameraAndARepeatToNobody() throws IOException {
        TestingEnumerator testing = TestingEnumerator.started(1);
        testing.receive(true, testing.definition(FILM, 1));
        SourceDefinition paused = TestingCameras.film("a", false, false, "seed=1");

        testing.receive(true, testing.definition(FILM, 2), testing.definition(paused, 3));

        assertThat(testing.told).hasSize(2);
        CameraSplit changed = ((CameraEvent.Changed) testing.told.get(1).what()).read();
        assertThat(changed).isEqualTo(CameraSplit.of(KEY, paused, 1));
    }

    @Test
    void oneOfTheSameNameWaitsUntilTheRemovedOneIsClosed() {
        TestingEnumerator testing = TestingEnumerator.started(2);
        testing.receive(true, testing.definition(FILM, 1));
        testing.receive(true, testing.tombstone("a"), testing.definition(FILM, 2));
        assertThat(testing.told).hasSize(2);
        assertThat(testing.toldTo(0)).endsWith(new CameraEvent.Removed(KEY));

        testing.enumerator.handleSourceEvent(1, new CameraEvent.Closed(KEY));
        assertThat(testing.told).as("another reader says nothing of it").hasSize(2);
        testing.enumerator.handleSourceEvent(0, new CameraEvent.Closed(KEY));

        assertThat(testing.lastAssigned("a").what()).isEqualTo(CameraSplit.of(KEY, FILM, 2));
    }

    @Test
    void itBeginsAnewEvenIfAReaderThatFailedStillKnowsItsNamesake() {
        TestingEnumerator testing = TestingEnumerator.started(1);
        testing.receive(true, testing.definition(FILM, 1));
        testing.receive(true, testing.tombstone("a"), testing.definition(FILM, 2));
        CameraSplit namesake = CameraSplit.of(KEY, FILM, 1).at(FAR, CameraCounts.ZERO);

        testing.fail(0);
        testing.register(0, namesake);

        assertThat(testing.lastAssigned("a").what()).isEqualTo(CameraSplit.of(KEY, FILM, 2));
    }

    @Test
    void aRemovalThatAReaderMayHaveForgottenIsToldAgain() {
        TestingEnumerator testing = TestingEnumerator.started(1);
        testing.receive(true, testing.definition(FILM, 1));
        testing.receive(true, testing.tombstone("a"));
        testing.enumerator.handleSourceEvent(0, new CameraEvent.Closed(KEY));

        testing.fail(0);
        testing.register(0, CameraSplit.of(KEY, FILM, 1));

        assertThat(testing.told).endsWith(new TestingEnumerator.Told(0, new CameraEvent.Gone(KEY)));
        assertThat(testing.enumerator.snapshotState(1).cameras()).isEmpty();
    }

    @Test
    void aCameraOfAFailedReaderWaitsForItAndGoesOnWhereItWas() {
        TestingEnumerator testing = TestingEnumerator.started(2);
        testing.receive(true, testing.definition(FILM, 1));
        CameraSplit read = CameraSplit.of(KEY, FILM, 1).at(FAR, CameraCounts.ZERO);

        testing.fail(0);
        testing.receive(true, testing.definition(TestingCameras.film("b"), 2));
        assertThat(testing.lastAssigned("b").reader()).as("others do not wait").isEqualTo(1);
        assertThat(testing.lastAssigned("a").what()).isEqualTo(CameraSplit.of(KEY, FILM, 1));
        testing.register(0, read);

        assertThat(testing.lastAssigned("a")).isEqualTo(new TestingEnumerator.Told(0, read));
    }

    @Test
    void aRestoredCameraGoesOnAndOneWithoutADefinitionIsGone() {
        CameraSplit read = CameraSplit.of(KEY, FILM, 1).at(FAR, CameraCounts.ZERO);
        CameraSplit gone =
                CameraSplit.of(TestingCameras.key("gone"), TestingCameras.film("gone"), 1);
        TestingEnumerator testing = new TestingEnumerator(1, CameraSplit.of(KEY, FILM, 1), gone);
        testing.register(0, read);
        assertThat(testing.enumerator.snapshotState(1).cameras())
                .as("nothing is forgotten before the definitions are read")
                .containsExactlyInAnyOrder(read, gone);

        testing.receive(true, testing.definition(FILM, 9));

        assertThat(testing.told)
                .containsExactly(
                        new TestingEnumerator.Told(0, new CameraEvent.Gone(gone.key())),
                        new TestingEnumerator.Told(0, read));
        assertThat(testing.enumerator.snapshotState(2).cameras()).containsExactly(read);
    }

    @Test
    void aMoveWaitsForTheOldReaderAndTakesThePositionAlong() throws IOException {
        TestingEnumerator testing = TestingEnumerator.started(2);
        testing.receive(
                true,
                testing.definition(TestingCameras.film("a"), 1),
                testing.definition(TestingCameras.film("b"), 1),
                testing.definition(TestingCameras.film("c"), 1));
        assertThat(testing.lastAssigned("b").reader()).isEqualTo(1);

        testing.receive(true, testing.tombstone("b"));
        testing.enumerator.handleSourceEvent(1, new CameraEvent.Closed(TestingCameras.key("b")));
        assertThat(testing.toldTo(0)).endsWith(new CameraEvent.Release(TestingCameras.key("c")));
        assertThat(testing.lastAssigned("c").reader()).isZero();
        CameraSplit read =
                CameraSplit.of(TestingCameras.key("c"), TestingCameras.film("c"), 1)
                        .at(FAR, CameraCounts.ZERO);
        testing.enumerator.handleSourceEvent(0, CameraEvent.Released.of(read));

        assertThat(testing.lastAssigned("c")).isEqualTo(new TestingEnumerator.Told(1, read));
    }

    @Test
    void aDefinitionThatIsNoneBecomesADeadLetterAndTheSourceSaysWhy() throws IOException {
        TestingEnumerator testing = TestingEnumerator.started(1);

        testing.receive(true, testing.record(KEY, bytes("{"), 1));

        CameraEvent.Refused refused = (CameraEvent.Refused) testing.told.get(0).what();
        DeadLetter letter = refused.readLetter();
        assertThat(letter.reason()).isEqualTo(ReasonCode.INVALID_JSON);
        assertThat(refused.readStatus().state()).isEqualTo(SourceState.DISABLED);
        assertThat(refused.readStatus().reason()).startsWith("definition is refused: ");
    }

    @Test
    void aBadChangeLeavesTheSourceAsItIs() throws IOException {
        TestingEnumerator testing = TestingEnumerator.started(1);
        testing.receive(true, testing.definition(FILM, 1));

        testing.receive(
                true, testing.record(KEY, bytes("{}"), 2), testing.record(null, bytes("{}"), 3));

        assertThat(testing.told).hasSize(3);
        for (Object refused : testing.toldTo(0).subList(1, 3)) {
            assertThat(((CameraEvent.Refused) refused).readStatus()).isNull();
        }
        assertThat(testing.enumerator.snapshotState(1).cameras())
                .containsExactly(CameraSplit.of(KEY, FILM, 1));
    }

    @Test
    void aPasswordInADefinitionIsInNoMessage() {
        TestingEnumerator testing = TestingEnumerator.started(1);
        String json =
                """
                {"schema_version": 1, "tenant_id": "acme", "id": "a", "kind": "rtsp",
                 "uri": "rtsp://guard:s3cret@10.0.0.1/1", "tasks": [{"task": "quality"}]}
                """;

        testing.receive(true, testing.record(KEY, bytes(json), 1));

        CameraEvent.Refused refused = (CameraEvent.Refused) testing.told.get(0).what();
        assertThat(new String(refused.status(), StandardCharsets.UTF_8)).doesNotContain("s3cret");
        assertThat(refused.toString()).doesNotContain("s3cret");
    }

    @Test
    void brokersThatAreAwayAreAskedAgain() {
        TestingEnumerator testing = TestingEnumerator.started(1);

        testing.breakDown(new IOException("no broker"));
        testing.breakDown(new IOException("no broker"));
        testing.receive(true, testing.definition(FILM, 1));

        assertThat(testing.lastAssigned("a")).isNotNull();
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
