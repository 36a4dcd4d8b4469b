// What happens now: the bridge's Server-Sent Events, one connection at a time since browsers allow six per host.
import {address} from './api.js';
import {calm} from './timing.js';

let source = null;
let timer = null;
let pause = 1000;
let lastId = '';
let wished = '';
let state = 'off';
let stateListener = null;
let lost = null;

/** Pages are read again that long after messages were lost, at most once in that time. */
const READING_PAUSE = 1000;

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
    lost?.stop();
    lost = null;
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
    // A stream that is younger than what the page would have liked to see of the past has lost nothing.
    opened.addEventListener('gap', event => JSON.parse(event.data).after === wished || lost());
    opened.addEventListener('dropped', lost);
    // The bridge stays while Redis is away; nothing is live then.
    opened.addEventListener('unavailable', () => become('waiting'));
    opened.addEventListener('available', () => {
        become('open');
        // Who tells of things may have had nowhere to tell of them; the bridge cannot know.
        lost();
    });
    opened.onerror = () => {
        become('waiting');
        wished = '';
        // The browser tries again by itself unless the bridge refused; then it is asked again, ever more slowly.
        if (opened.readyState === EventSource.CLOSED && source === opened) {
            opened.close();
            timer = setTimeout(() => {
                connect(query, handlers);
                if (!lastId) {
                    // Nothing was heard before, so the bridge cannot tell what passed meanwhile.
                    source.addEventListener('open', lost, {once: true});
                }
            }, pause);
            pause = Math.min(pause * 2, 30000);
        }
    };
}

/**
 * Listens until stop() or the next call. handlers has a function for each type of message; missed is called when
 * messages were lost on the way, so that the page reads its data again. What happened in the last seconds before is
 * told first: ids of messages begin with their time in milliseconds.
 */
export function listen(query, handlers, {missed, back = 0}) {
    stop();
    wished = back ? `${Date.now() - 1000 * back}-0` : '';
    lastId = wished;
    become('waiting');
    lost = calm(missed, READING_PAUSE);
    connect(query, handlers);
}
