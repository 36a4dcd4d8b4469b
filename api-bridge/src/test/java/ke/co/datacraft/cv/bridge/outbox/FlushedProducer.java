package ke.co.datacraft.cv.bridge.outbox;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.apache.kafka.clients.producer.Producer;

/** A real producer after whose flush something happens: Kafka has the records, nobody knows yet. */
final class FlushedProducer {

    /** What happens. */
    interface Action {
        void run() throws Exception;
    }

    private FlushedProducer() {}

    @SuppressWarnings("unchecked")
    static Producer<byte[], byte[]> of(Producer<byte[], byte[]> producer, Action afterFlush) {
        return (Producer<byte[], byte[]>)
                Proxy.newProxyInstance(
                        FlushedProducer.class.getClassLoader(),
                        new Class<?>[] {Producer.class},
                        (proxy, method, arguments) -> {
                            try {
                                Object result = method.invoke(producer, arguments);
                                if (method.getName().equals("flush")) {
                                    afterFlush.run();
                                }
                                return result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
