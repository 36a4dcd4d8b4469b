package ke.co.datacraft.cv.operators.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.Alert;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.DeliveryKind;
import ke.co.datacraft.cv.contracts.DeliveryTarget;
import ke.co.datacraft.cv.contracts.RecordHeader;
import ke.co.datacraft.cv.operators.record.SourceRecord;

/** Records of alerts. */
final class Alerts {

    static final long TIME = 1_772_600_000_000L;
    static final DeliveryTarget DESK = new DeliveryTarget(DeliveryKind.WEBHOOK, "desk");
    static final DeliveryTarget HOUSE = new DeliveryTarget(DeliveryKind.MQTT, "house");

    private Alerts() {}

    static SourceRecord record(int alert, int sequence, DeliveryTarget... targets) {
        return record(alert, sequence, null, targets);
    }

    static SourceRecord record(
            int alert, int sequence, List<RecordHeader> headers, DeliveryTarget... targets) {
        try (InputStream golden = Alerts.class.getResourceAsStream("/golden/alerts.v1.new.json")) {
            ObjectNode json = (ObjectNode) ContractCodec.tree(golden.readAllBytes());
            json.put("id", new UUID(1, alert).toString());
            json.put("sequence", sequence);
            json.putArray("deliveries");
            for (DeliveryTarget target : targets) {
                json.withArray("deliveries").add(ContractCodec.tree(ContractCodec.toBytes(target)));
            }
            return new SourceRecord(
                    "cv.alerts",
                    0,
                    alert * 100L + sequence,
                    TIME,
                    "acme/night-visitors".getBytes(),
                    ContractCodec.toBytes(json),
                    "acme",
                    null,
                    headers);
        } catch (IOException | ContractException e) {
            throw new AssertionError(e);
        }
    }

    static Delivery delivery(int alert, int sequence, DeliveryTarget target) {
        SourceRecord record = record(alert, sequence, target);
        try {
            return new Delivery(record, ContractCodec.read(record.value(), Alert.class), target);
        } catch (ContractException e) {
            throw new AssertionError(e);
        }
    }
}
