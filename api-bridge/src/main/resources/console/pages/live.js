// The wall: the last frame of each source with what was found on it, how it is and how fast.
import {html, nothing, repeat} from '../lib.js';
import '../picture.js';
import {overlay} from '../picture.js';
import {address, all, patch, remove} from '../api.js';
import {boxesOf, bySize} from '../findings.js';
import {age, number, plural, rounded, time, words} from '../format.js';
import {listen, stop} from '../feed.js';
import {go} from '../router.js';
import {isOperator} from '../session.js';
import {addSource} from '../ui/source-form.js';
import {confirm} from '../ui/dialog.js';
import {complain, empty, failure, say, sourceState, waiting} from '../ui/parts.js';
import {symbol} from '../ui/symbols.js';

export const title = 'Live';
const RATE_WINDOW = 10000;
const BACK = 30;
const PICTURE_PAUSE = 400;
const WITHOUT_PICTURE = 30000;

/** On small pictures the tag is the class and the track; words have none. */
const briefly = one => ({...one, tag: one.kind === 'object' ? `${one.label}${one.track === undefined ? '' : ` ${one.track}`}` : undefined});

/** What the wall knows of one source: its definition, its last result and the picture that goes with it. */
class Feed {
    moments = [];
    heard = 0;
    result = null;
    shown = null;
    loading = false;
    nextPicture = 0;

    constructor(id) {
        this.id = id;
    }

    get status() {
        return this.definition?.status;
    }

    get state() {
        if (this.definition?.enabled === false) {
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

    get lastTime() {
        return this.result?.capture_time ?? this.result?.process_time ?? this.status?.last_frame_time;
    }

    take(result, update) {
        this.heard = Date.now();
        this.moments.push(Date.parse(result.process_time));
        this.result = result;
        this.#picture(update);
    }

    /** Picture and boxes change together, when the picture is there; frames between are left out. */
    #picture(update) {
        const result = this.result;
        const now = Date.now();
        if (this.loading || now < this.nextPicture || document.hidden) {
            return;
        }
        this.loading = true;
        this.nextPicture = now + PICTURE_PAUSE;
        const src = address(`images/${result.image_id}/content`).href;
        const image = new Image();
        const done = found => {
            this.loading = false;
            this.shown = {src: found ? src : null, width: result.image.width, height: result.image.height, shapes: bySize(boxesOf(result))};
            this.nextPicture = found ? this.nextPicture : Date.now() + WITHOUT_PICTURE;
            update();
        };
        image.onload = () => image.decode().then(() => done(true), () => done(true));
        image.onerror = () => done(false);
        image.src = src;
    }

    /** Boxes without a picture stay up to date. */
    refresh() {
        if (this.result && this.shown?.src === null) {
            this.shown = {src: null, width: this.result.image.width, height: this.result.image.height, shapes: bySize(boxesOf(this.result))};
        }
    }
}

export function create(context) {
    const {route, update} = context;
    const isWall = !route.id;
    const feeds = new Map();
    let loaded = false;
    let problem = null;

    const feedOf = id => {
        if (!feeds.has(id)) {
            feeds.set(id, new Feed(id));
        }
        return feeds.get(id);
    };

    async function load() {
        try {
            const sources = await all('sources', {limit: 200});
            sources.forEach(one => {
                feedOf(one.id).definition = one;
            });
            [...feeds.values()].filter(feed => feed.definition && !sources.some(one => one.id === feed.id)).forEach(feed => feeds.delete(feed.id));
            loaded = true;
            problem = null;
        } catch (error) {
            problem = error;
        }
        update();
    }

    async function pause(feed) {
        try {
            feed.definition = {...feed.definition, ...await patch(`sources/${encodeURIComponent(feed.id)}`, {enabled: feed.definition.enabled === false})};
            say(feed.definition.enabled === false ? `${feed.definition.name ?? feed.id} pauses.` : `${feed.definition.name ?? feed.id} goes on.`);
        } catch (error) {
            complain(error);
        }
        update();
    }

    const removeSource = feed => confirm({
        title: `Remove ${feed.definition.name ?? feed.id}?`, text: 'Its zones go with it; events and results stay.', action: 'Remove the source',
        submit: async () => {
            await remove(`sources/${encodeURIComponent(feed.id)}`);
            feeds.delete(feed.id);
            say('The source is removed.');
            go('live');
            update();
        },
    });

    const name = feed => feed.definition?.name ?? feed.id;

    /** The frame that the bridge drew, until the first result comes. */
    const stored = feed => feed.status?.last_frame_uri ? address(`sources/${encodeURIComponent(feed.id)}/snapshot`, {annotated: true, max_size: 960}).href : null;

    function frame(feed) {
        feed.refresh();
        const shown = feed.shown;
        const width = document.querySelector('.feed .frame')?.clientWidth || 400;
        const unit = shown ? Math.max(shown.width / width, shown.height / (width * 9 / 16)) : 1;
        const src = shown ? shown.src : stored(feed);
        return html`<div class="frame">${src ? html`<img src=${src} alt="Last frame of ${name(feed)}${shown ? `, ${plural(shown.shapes.length, 'finding')}` : ''}">` : shown ? nothing : html`<span class="none">${symbol('live')} No frame yet</span>`}
            ${shown ? overlay({...shown, unit, shapes: isWall ? shown.shapes.map(briefly) : shown.shapes}) : nothing}</div>`;
    }

    const tile = feed => html`<li class="feed card">
        <a class="picture" href="#/live/${encodeURIComponent(feed.id)}" aria-label="Open ${name(feed)}">${frame(feed)}</a>
        <div class="foot"><strong class="grow">${name(feed)}</strong>${sourceState(feed.state)}</div>
        <div class="foot small muted"><span class="rate">${rounded(feed.rate)} frames/s</span><span class="grow">${feed.lastTime ? age(feed.lastTime) : 'no frame yet'}</span>
            ${isOperator() && feed.definition ? html`<button class="button icon plain small" aria-label="${feed.definition.enabled === false ? 'Resume' : 'Pause'} ${name(feed)}" title=${feed.definition.enabled === false ? 'Resume' : 'Pause'} @click=${() => pause(feed)}>${symbol(feed.definition.enabled === false ? 'play' : 'pause')}</button>` : nothing}</div>
        ${feed.status?.reason ? html`<p class="foot small reason">${feed.status.reason}</p>` : nothing}</li>`;

    const wall = () => {
        const list = [...feeds.values()].sort((one, other) => name(one).localeCompare(name(other)));
        return list.length ? html`<ul class="wall">${repeat(list, feed => feed.id, tile)}</ul>` : html`<div class="card">${empty('live', 'No cameras yet', html`
            <p>${isOperator() ? 'Add a camera, a video file or a simulated scene. Frames that other programs send to the topic cv.frames appear here too.' : 'Cameras that operators of your tenant add appear here.'}</p>
            ${isOperator() ? html`<button class="button primary" @click=${() => addSource(load)}>${symbol('plus')} Add a source</button>` : nothing}`)}</div>`;
    };

    function details(feed) {
        const {definition, status} = feed;
        return html`<dl class="facts">
            <dt>State</dt><dd>${sourceState(feed.state)} ${status?.reason ?? ''}</dd>
            ${status ? html`<dt>Since</dt><dd>${time(status.since)}</dd>` : nothing}
            <dt>Last frame</dt><dd>${feed.lastTime ? age(feed.lastTime) : '–'}</dd>
            <dt>Analysed</dt><dd>${rounded(feed.rate)} frames/s</dd>
            ${status ? html`<dt>Arriving</dt><dd>${rounded(status.fps)} frames/s</dd><dt>Read</dt><dd>${number(status.frames_read)} frames</dd><dt>Dropped</dt><dd>${number(status.frames_dropped)} frames</dd>
                <dt>Without motion</dt><dd>${number(status.frames_without_motion)} frames</dd><dt>Reconnected</dt><dd>${plural(status.reconnects, 'time')}</dd>` : nothing}
            ${definition ? html`<dt>Kind</dt><dd>${words(definition.kind)}</dd><dt>Address</dt><dd class="mono">${definition.uri}</dd>
                <dt>Tasks</dt><dd>${(definition.tasks ?? []).map(task => words(task.task)).join(', ') || definition.pipeline || '–'}</dd>
                <dt>At most</dt><dd>${definition.sampling?.fps ? `${rounded(definition.sampling.fps)} frames/s` : 'as the installation decides'}</dd>` : nothing}</dl>`;
    }

    function single() {
        const feed = feeds.get(route.id);
        if (!feed) {
            return loaded ? html`<div class="card">${empty('live', 'No such source', html`<p>Nothing is known of ${route.id}.</p><a class="button" href="#/live">All sources</a>`)}</div>` : waiting(10);
        }
        feed.refresh();
        const shown = feed.shown;
        const counts = new Map();
        shown?.shapes.forEach(one => counts.set(one.label, (counts.get(one.label) ?? 0) + 1));
        return html`<div class="job"><div class="stage card">${shown
            ? html`<cv-picture .content=${{src: shown.src, width: shown.width, height: shown.height, shapes: shown.shapes, label: `Last frame of ${name(feed)}`, tallest: '74vh', keepView: true}}></cv-picture>`
            : html`<div class="feed">${frame(feed)}</div>`}</div>
            <div class="stack"><section class="card"><header><h2>Now</h2></header><div class="body">${counts.size ? html`<ul class="row">${[...counts].map(([label, count]) => html`<li class="badge"><span class="swatch ${shown.shapes.find(one => one.label === label).colour}"></span>${label} ${number(count)}</li>`)}</ul>` : html`<p class="muted">Nothing is found on the last frame.</p>`}</div></section>
            <section class="card"><header><h2>Source</h2></header><div class="body">${details(feed)}</div></section></div></div>`;
    }

    function heading() {
        const feed = route.id && feeds.get(route.id);
        if (!route.id) {
            return html`<div class="head"><h1 tabindex="-1">Live</h1>${isOperator() ? html`<button class="button primary" data-shortcut="n" @click=${() => addSource(load)}>${symbol('plus')} Add a source</button>` : nothing}</div>`;
        }
        return html`<p class="small"><a href="#/live">Live</a></p><div class="head"><h1 tabindex="-1">${feed ? name(feed) : route.id}</h1>
            ${feed?.definition ? html`<a class="button" href="#/zones/${encodeURIComponent(feed.id)}">${symbol('zones')} Zones</a><a class="button" href="#/events?source_id=${encodeURIComponent(feed.id)}">${symbol('events')} Events</a>
                ${isOperator() ? html`<button class="button" @click=${() => pause(feed)}>${symbol(feed.definition.enabled === false ? 'play' : 'pause')} ${feed.definition.enabled === false ? 'Resume' : 'Pause'}</button>
                    <button class="button danger" @click=${() => removeSource(feed)}>${symbol('trash')} Remove</button>` : nothing}` : nothing}</div>`;
    }

    listen(route.id ? {source_id: route.id} : {}, {
        result: result => {
            if (result.source_id) {
                feedOf(result.source_id).take(result, update);
            }
        },
        'source-status': status => {
            const feed = feedOf(status.source_id);
            feed.definition = feed.definition && {...feed.definition, status};
            update();
        },
    }, {missed: load, back: BACK});
    context.every(1000, update);
    context.every(20000, load);
    load();
    return {
        stop,
        render: () => html`<div class="stack">${heading()}
            ${problem ? failure(problem, load) : nothing}
            ${route.id ? single() : loaded || feeds.size ? wall() : problem ? nothing : waiting(10)}</div>`,
    };
}
