// What happens now: the bridge's Server-Sent Events, one connection at a time since browsers allow six per host.
import {address} from './api.js';

let source = null;
let timer = null;
let pause = 1000;
let lastId = '';
let state = 'off';
let stateListener = null;

/** "open", "waiting" or "off"; the listener hears of the next changes. */
export function feedState(listener) {
    stateListener = listener;
    return state;
}

function become(next) {
    if (state !== next) {
        state = next;
        stateListener?.();
    }
}

export function stop() {
    clearTimeout(timer);
    source?.close();
    source = null;
    become('off');
}

function connect(query, handlers) {
    const opened = new EventSource(address('events/stream', {...query, type: Object.keys(handlers), last_event_id: lastId}));
    source = opened;
    opened.onopen = () => {
        pause = 1000;
        become('open');
    };
    for (const [type, handle] of Object.entries(handlers)) {
        opened.addEventListener(type, event => {
            lastId = event.lastEventId;
            handle(JSON.parse(event.data));
        });
    }
    // The bridge stays while Redis is away; nothing is live then.
    opened.addEventListener('unavailable', () => become('waiting'));
    opened.addEventListener('available', () => become('open'));
    opened.onerror = () => {
        become('waiting');
        // The browser tries again by itself unless the bridge refused; then it is asked again, ever more slowly.
        if (opened.readyState === EventSource.CLOSED && source === opened) {
            opened.close();
            timer = setTimeout(() => connect(query, handlers), pause);
            pause = Math.min(pause * 2, 30000);
        }
    };
}

/**
 * Listens until stop() or the next call. handlers has a function for each type of message. What happened in the
 * last seconds before is told first: ids of messages begin with their time in milliseconds.
 */
export function listen(query, handlers, lastSeconds = 0) {
    stop();
    lastId = lastSeconds ? `${Date.now() - 1000 * lastSeconds}-0` : '';
    become('waiting');
    connect(query, handlers);
}
