/** Live events: one reader of Redis per tenant, many clients, none of which can hold up another. */
package ke.co.datacraft.cv.bridge.live;
