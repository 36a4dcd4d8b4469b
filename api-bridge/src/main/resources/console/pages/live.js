// The wall: the last frame of each source with what was found on it, how it is and how fast.
import {html, nothing, repeat} from '../lib.js';
import {overlay} from '../picture.js';
import {address, all} from '../api.js';
import {age, plural, rounded} from '../format.js';
import {listen, stop} from '../feed.js';
import {isOperator} from '../session.js';
import {BACK, briefly, Feed, pause, pausedMark} from '../sources.js';
import {addSource} from '../ui/source-form.js';
import {empty, failure, sourceState, waiting} from '../ui/parts.js';
import {symbol} from '../ui/symbols.js';

export const title = 'Live';

export function create(context) {
    const {update} = context;
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
                feedOf(one.id).define(one);
            });
            [...feeds.values()].filter(feed => feed.definition && !sources.some(one => one.id === feed.id)).forEach(feed => feeds.delete(feed.id));
            loaded = true;
            problem = null;
        } catch (error) {
            problem = error;
        }
        update();
    }

    /** The frame that the bridge drew, until the first result comes, unless it is gone. */
    const stored = feed => feed.status?.last_frame_uri && feed.status.last_frame_uri !== feed.gone ? address(`sources/${encodeURIComponent(feed.id)}/snapshot`, {annotated: true, max_size: 960}).href : null;

    function goneOf(feed) {
        feed.gone = feed.status?.last_frame_uri;
        update();
    }

    function frame(feed) {
        feed.refresh();
        const shown = feed.shown;
        const width = document.querySelector('.feed .frame')?.clientWidth || 400;
        const unit = shown ? Math.max(shown.width / width, shown.height / (width * 9 / 16)) : 1;
        const src = shown ? shown.src : stored(feed);
        return html`<div class="frame">${src ? html`<img src=${src} alt="Last frame of ${feed.name}${shown ? `, ${plural(shown.shapes.length, 'finding')}` : ''}" @error=${() => shown || goneOf(feed)}>` : shown ? nothing : html`<span class="none">${symbol('live')} ${feed.isPaused ? 'Paused' : 'No frame yet'}</span>`}
            ${shown ? overlay({...shown, unit, shapes: shown.shapes.map(briefly)}) : nothing}${src || shown ? pausedMark(feed) : nothing}</div>`;
    }

    const tile = feed => html`<li class="feed card">
        <a class="picture" href="#/live/${encodeURIComponent(feed.id)}" aria-label="Open ${feed.name}">${frame(feed)}</a>
        <div class="foot"><strong class="grow">${feed.name}</strong>${sourceState(feed.state)}</div>
        <div class="foot small muted"><span class="rate">${rounded(feed.rate)} frames/s</span><span class="grow">${feed.lastTime ? age(feed.lastTime) : feed.isPaused ? nothing : 'no frame yet'}</span>
            ${isOperator() && feed.definition ? html`<button class="button icon plain small" aria-label="${feed.isPaused ? 'Resume' : 'Pause'} ${feed.name}" title=${feed.isPaused ? 'Resume' : 'Pause'} @click=${() => pause(feed, update)}>${symbol(feed.isPaused ? 'play' : 'pause')}</button>` : nothing}</div>
        ${feed.status?.reason && !feed.isPaused ? html`<p class="foot small reason">${feed.status.reason}</p>` : nothing}</li>`;

    const wall = () => {
        const list = [...feeds.values()].sort((one, other) => one.name.localeCompare(other.name));
        return list.length ? html`<ul class="wall">${repeat(list, feed => feed.id, tile)}</ul>` : html`<div class="card">${empty('live', 'No cameras yet', html`
            <p>${isOperator() ? 'Add a camera, a video file or a simulated scene. Frames that other programs send to the topic cv.frames appear here too.' : 'Cameras that operators of your tenant add appear here.'}</p>
            ${isOperator() ? html`<button class="button primary" @click=${() => addSource(load)}>${symbol('plus')} Add a source</button>` : nothing}`)}</div>`;
    };

    listen({}, {
        result: result => {
            if (result.source_id) {
                feedOf(result.source_id).take(result, update);
            }
        },
        tracks: frame => feedOf(frame.source_id).follow(frame, update),
        'source-status': status => {
            feedOf(status.source_id).tell(status);
            update();
        },
    }, {missed: load, back: BACK});
    context.every(1000, update);
    context.every(20000, load);
    load();
    return {
        stop,
        render: () => html`<div class="stack"><div class="head"><h1 tabindex="-1">Live</h1>${isOperator() ? html`<button class="button primary" data-shortcut="n" @click=${() => addSource(load)}>${symbol('plus')} Add a source</button>` : nothing}</div>
            ${problem ? failure(problem, load) : nothing}
            ${loaded || feeds.size ? wall() : problem ? nothing : waiting(10)}</div>`,
    };
}
