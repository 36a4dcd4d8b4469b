// Sources as pages show them: the last result, the picture that goes with it, how each is and how fast.
import {html, nothing} from './lib.js';
import {address, patch} from './api.js';
import {boxesOf, bySize} from './findings.js';
import {time} from './format.js';
import {complain, say} from './ui/parts.js';
import {symbol} from './ui/symbols.js';

const RATE_WINDOW = 10000;
const PICTURE_PAUSE = 400;
const WITHOUT_PICTURE = 30000;
const FAILURES = 4;
/** Of all sources together: a wall of many leaves frames out rather than fall behind. */
const MOST_PICTURES = 6;
const LAG_STEP = 600;
const LONGEST_LAG = 5000;
/** So long after the last frame with tracks frames without are shown again. */
const WITHOUT_TRACKS = 5000;
const TRAIL_POINTS = 20;
const TRAIL_SECONDS = 20;

/** So many seconds of results are told first, so that a page need not wait for the next one. */
export const BACK = 30;

/** On small pictures the tag is the class and the track; words have none. */
export const briefly = one => ({...one, tag: one.kind === 'object' ? `${one.label}${one.track === undefined ? '' : ` ${one.track}`}` : undefined});

/** What is known of one source: its definition, its last result and the picture that goes with it. */
export class Feed {
    moments = [];
    heard = 0;
    result = null;
    shown = null;
    loading = false;
    nextPicture = 0;
    tracked = null;
    followed = 0;

    /** Ways of objects by track: {way [[x, y]] as shares of the picture, label, time}. */
    trails = new Map();

    static #loading = 0;

    /** What the picture was last asked for, and the timer of what came meanwhile. */
    #pictured = null;
    #later = null;

    /** The stream is quicker than the database: pictures are asked for that much after their results. */
    #lag = 0;

    constructor(id) {
        this.id = id;
    }

    /** The definition as the bridge tells it; what it says of the state may be older than what the stream told. */
    define(definition) {
        const told = this.status;
        this.definition = definition;
        if (told) {
            this.tell(told);
        }
    }

    /** How the source is; one that tells of no frame leaves the last one. */
    tell(status) {
        if (!this.definition) {
            return;
        }
        const known = this.status;
        const [older, newer] = known && Date.parse(known.updated_at) > Date.parse(status.updated_at) ? [status, known] : [known, status];
        const {last_frame_time, last_frame_uri} = older ?? {};
        this.definition = {...this.definition, status: {last_frame_time, last_frame_uri, ...newer}};
    }

    get status() {
        return this.definition?.status;
    }

    get state() {
        if (this.isPaused) {
            return 'disabled';
        }
        return this.status?.state ?? (this.rate > 0 ? 'online' : undefined);
    }

    /** Results per second by their own clock, so that those told late after a pause count rightly. */
    get rate() {
        if (Date.now() - this.heard > RATE_WINDOW || !this.moments.length) {
            return 0;
        }
        const last = Math.max(...this.moments);
        this.moments = this.moments.filter(moment => moment > last - RATE_WINDOW);
        const span = last - Math.min(...this.moments);
        return span > 0 ? (this.moments.length - 1) / (span / 1000) : 0;
    }

    get name() {
        return this.definition?.name ?? this.id;
    }

    get isPaused() {
        return this.definition?.enabled === false;
    }

    get lastTime() {
        return this.result?.capture_time ?? this.result?.process_time ?? this.status?.last_frame_time;
    }

    take(result, update) {
        this.heard = Date.now();
        this.moments.push(Date.parse(result.process_time));
        this.result = result;
        this.#picture(update);
    }

    /** A frame whose objects are told apart comes later than its result, and is shown in its place. */
    follow(frame, update) {
        this.followed = Date.now();
        this.tracked = frame;
        const time = Date.parse(frame.capture_time);
        for (const {track_id: track, label, bbox: [x, y, width, height]} of frame.boxes) {
            const way = [...this.trails.get(track)?.way ?? [], [(x + width / 2) / frame.image.width, (y + height) / frame.image.height]];
            this.trails.set(track, {label, time, way: way.slice(-TRAIL_POINTS)});
        }
        [...this.trails].filter(([, one]) => Math.abs(time - one.time) > 1000 * TRAIL_SECONDS).forEach(([track]) => this.trails.delete(track));
        this.#picture(update);
    }

    /** What is shown next. */
    get #newest() {
        return Date.now() - this.followed < WITHOUT_TRACKS ? this.tracked : this.result;
    }

    /** Picture and boxes change together, when the picture is there; frames between are left out, but never the last. */
    #picture(update) {
        const result = this.#newest;
        const now = Date.now();
        if (document.hidden || result === this.#pictured) {
            return;
        }
        if (this.loading || now < this.nextPicture || Feed.#loading >= MOST_PICTURES) {
            this.#later ??= setTimeout(() => {
                this.#later = null;
                this.#picture(update);
            }, Math.max(PICTURE_PAUSE, this.nextPicture - now));
            return;
        }
        this.#pictured = result;
        this.loading = true;
        Feed.#loading += 1;
        this.nextPicture = now + PICTURE_PAUSE;
        this.#fetch(result, 0, found => {
            this.loading = false;
            Feed.#loading -= 1;
            this.shown = {src: found, width: result.image.width, height: result.image.height, shapes: bySize(boxesOf(result))};
            this.nextPicture = found ? this.nextPicture : Date.now() + WITHOUT_PICTURE;
            update();
        });
    }

    #fetch(result, failures, done) {
        const image = new Image();
        const src = address(`images/${result.image_id}/content`).href;
        image.onload = () => image.decode().then(() => done(src), () => done(src));
        image.onerror = () => {
            if (failures === FAILURES) {
                done(null);
                return;
            }
            this.#lag = Math.min(this.#lag + LAG_STEP, LONGEST_LAG);
            setTimeout(() => this.#fetch(result, failures + 1, done), LAG_STEP);
        };
        setTimeout(() => {
            image.src = src;
        }, failures === 0 ? this.#lag : 0);
    }

    /** Boxes without a picture stay up to date. */
    refresh() {
        const newest = this.#newest;
        if (newest && this.shown?.src === null) {
            this.shown = {src: null, width: newest.image.width, height: newest.image.height, shapes: bySize(boxesOf(newest))};
        }
    }
}

/** Says on the last frame of a source that pauses that it is no more than that. */
export const pausedMark = feed => (feed.isPaused ? html`<span class="paused-mark">${symbol('pause')} Paused${feed.lastTime ? html`, last frame ${time(feed.lastTime)}` : nothing}</span>` : nothing);

/** Pauses a source, or lets it go on. */
export async function pause(feed, update) {
    try {
        feed.definition = {...feed.definition, ...await patch(`sources/${encodeURIComponent(feed.id)}`, {enabled: feed.isPaused})};
        say(feed.isPaused ? `${feed.name} pauses.` : `${feed.name} goes on.`);
    } catch (error) {
        complain(error);
    }
    update();
}
