// One source: its picture with zones, ways and findings, how it is, what is counted and what happens there.
import {html, nothing, repeat} from '../lib.js';
import '../picture.js';
import '../chart.js';
import {address, all, get, remove} from '../api.js';
import {chartCard} from '../chart.js';
import {colour, nth} from '../palette.js';
import {bySize} from '../findings.js';
import {age, milliseconds, number, plural, rounded, seconds, time, words} from '../format.js';
import {listen, stop} from '../feed.js';
import {go} from '../router.js';
import {calm} from '../timing.js';
import {isOperator} from '../session.js';
import {BACK, briefly, Feed, pause, pausedMark} from '../sources.js';
import {confirm} from '../ui/dialog.js';
import {happening, kinds, nameZones} from '../ui/happenings.js';
import {openSource} from '../ui/source-form.js';
import {complain, empty, failure, notice, say, sourceState, waiting} from '../ui/parts.js';
import {symbol} from '../ui/symbols.js';

export const title = 'Source';
const MINUTE = 60;
const MINUTES = 60;
const MOST = 8;
const MOST_ALERTS = 4;
const NEWS_PAUSE = 1000;
/** Ways of objects that went longer ago are not drawn any more. */
const WAY_SECONDS = 20;
const layerNames = {findings: 'Findings', ways: 'Ways', zones: 'Zones'};

const narrow = matchMedia('(max-width: 640px)');
const happened = kinds.filter(kind => kind !== 'track');

export function create(context) {
    const {route, update} = context;
    const feed = new Feed(route.id);
    const path = `sources/${encodeURIComponent(route.id)}`;
    const shownLayers = new Set(Object.keys(layerNames));
    const chart = {table: false};
    let loaded = false;
    let problem = null;
    let zones = [];
    let counts = null;
    let events = null;
    let alerts = null;
    let last = null;
    let news = [];
    const ways = new Map();

    async function load() {
        try {
            feed.define(await get(path).catch(error => {
                if (error.status === 404) {
                    return undefined;
                }
                throw error;
            }));
            zones = await all('zones', {source_id: route.id, limit: 200});
            nameZones(zones);
            problem = null;
            if (feed.status?.last_frame_uri && !last && !feed.shown) {
                loadSnapshot();
            }
        } catch (error) {
            problem = error;
        }
        loaded = true;
        update();
    }

    async function loadCounts() {
        const after = new Date(Date.now() - MINUTES * MINUTE * 1000).toISOString();
        counts = (await get('analytics/counts', {source_id: route.id, group_by: 'zone', bucket: 'minute', after})).items;
        update();
    }

    async function loadHappenings() {
        const [happenings, passed, warned] = await Promise.all([
            get('events', {source_id: route.id, kind: happened, limit: MOST}),
            get('events', {source_id: route.id, kind: 'track', limit: 20}),
            get('alerts', {source_id: route.id, limit: MOST_ALERTS}),
        ]);
        events = happenings.items;
        alerts = warned.items;
        passed.items.forEach(takeWay);
        update();
    }

    /** The last frame as the bridge draws it, until the first result comes. */
    async function loadSnapshot() {
        const frame = await get(`${path}/snapshot`, {annotated: true, max_size: 1280}, {as: 'blob'}).catch(() => null);
        if (!frame || feed.shown || last) {
            return;
        }
        const src = URL.createObjectURL(frame);
        const image = new Image();
        image.onload = () => {
            last = {src, width: image.naturalWidth, height: image.naturalHeight, shapes: []};
            update();
        };
        image.src = src;
    }

    function loadAll() {
        load();
        loadCounts().catch(complain);
        loadHappenings().catch(complain);
    }

    /** Where an object went: its messages "new" and "end" tell it, those between do not. */
    function takeWay(event) {
        const {path: way} = event.after;
        if (event.type === 'end') {
            feed.trails.delete(event.track_id);
        }
        if (way?.length > 1) {
            ways.set(event.track_id, {way, label: event.label, time: Date.parse(event.after.time)});
        }
    }

    function hear(event) {
        if (event.kind === 'track') {
            takeWay(event);
        } else {
            news.push(event);
            takeNews();
        }
    }

    const newestFirst = (one, other) => Date.parse(other.start_time) - Date.parse(one.start_time);
    const merged = (list, more, most) => list && [...new Map([...list, ...more].map(one => [one.id, one])).values()].sort(newestFirst).slice(0, most);

    /** Nothing moves under a pointer or a focus. */
    const takeNews = calm(() => {
        if (events && alerts && !document.querySelector('.happenings:hover, .happenings:focus-within')) {
            events = merged(events, news.filter(one => !one.rule_id), MOST);
            alerts = merged(alerts, news.filter(one => one.rule_id), MOST_ALERTS);
            news = [];
            update();
        }
    }, NEWS_PAUSE);

    /** The form knows of the definition alone. */
    function change() {
        const {status, ...source} = feed.definition;
        openSource({source, onDone: load});
    }

    const removeSource = () => confirm({
        title: `Remove ${feed.name}?`, text: 'Its zones go with it; events and results stay.', action: 'Remove the source',
        submit: async () => {
            await remove(path);
            say('The source is removed.');
            go('live');
        },
    });

    /** Zones, ways and findings in pixels of the picture, those that can be pointed at last. */
    function shapes({width, height, shapes: found}) {
        const scaled = points => points.map(([x, y]) => [x * width, y * height]);
        const around = points => [Math.min(...points.map(point => point[0])), Math.min(...points.map(point => point[1])), 0, 0];
        const areas = zones.filter(one => one.enabled !== false).map((one, index) => {
            const points = scaled(one.points);
            return {key: `zone-${one.id}`, kind: 'area', colour: nth(index), box: around(points), tag: one.name ?? one.id, ...(one.kind === 'line' ? {way: points} : {points})};
        });
        // The way of an object that is still there grows with each frame.
        const all = new Map([...ways, ...[...feed.trails].filter(([, one]) => one.way.length > 1)]);
        const newest = Math.max(...[...all.values()].map(one => one.time));
        const drawn = [...all].filter(([, one]) => one.time > newest - 1000 * WAY_SECONDS).map(([track, one]) => {
            const way = scaled(one.way);
            return {key: `way-${track}`, kind: 'way', colour: colour(one.label), box: around(way), way};
        });
        return [...(shownLayers.has('zones') ? areas : []), ...(shownLayers.has('ways') ? drawn : []), ...(shownLayers.has('findings') ? bySize(found).map(narrow.matches ? briefly : one => one) : [])];
    }

    function toggle(layer) {
        shownLayers.has(layer) ? shownLayers.delete(layer) : shownLayers.add(layer);
        update();
    }

    function picture() {
        feed.refresh();
        const shown = feed.shown ?? last;
        return html`<div class="stack tight"><div class="row" role="group" aria-label="Drawn on the picture">${Object.entries(layerNames).map(([name, text]) => html`<button class="chip" aria-pressed=${shownLayers.has(name)} @click=${() => toggle(name)}>${text}</button>`)}</div>
            <div class="stage card">${shown ? html`<cv-picture .content=${{...shown, shapes: shapes(shown), label: `Last frame of ${feed.name}`, tallest: '74vh', keepView: true}}></cv-picture>${pausedMark(feed)}`
                : html`<div class="feed"><div class="frame"><span class="none">${symbol('live')} ${feed.isPaused ? 'Paused' : 'No frame yet'}</span></div></div>`}</div></div>`;
    }

    /** What each zone and line counted in the last hour, and its colour in the picture. */
    function totals() {
        return zones.map((zone, index) => {
            const own = counts.filter(one => one.zone_id === zone.id);
            const add = (...names) => own.reduce((sum, one) => sum + names.reduce((part, name) => part + (one[name] ?? 0), 0), 0);
            const most = name => own.reduce((best, one) => Math.max(best, one[name] ?? 0), 0);
            return {zone, colour: nth(index), isLine: zone.kind === 'line', came: add('entries', 'crossings_in'), went: add('exits', 'crossings_out'), most: most('occupancy_max'), longest: most('dwell_max_seconds')};
        });
    }

    function series() {
        const now = Math.floor(Date.now() / 1000 / MINUTE) * MINUTE;
        const times = Array.from({length: MINUTES}, (_, index) => now - (MINUTES - 1 - index) * MINUTE);
        const place = new Map(times.map((moment, index) => [moment, index]));
        const valuesOf = (zone, names) => {
            const values = new Array(MINUTES).fill(0);
            for (const one of counts.filter(item => item.zone_id === zone.id)) {
                const index = place.get(Date.parse(one.time) / 1000);
                if (index !== undefined) {
                    values[index] += names.reduce((sum, name) => sum + (one[name] ?? 0), 0);
                }
            }
            return values;
        };
        return {times, series: zones.map((zone, index) => ({label: zone.name ?? zone.id, colour: nth(index), values: valuesOf(zone, ['entries', 'crossings_in', 'crossings_out'])}))};
    }

    function counted() {
        if (!zones.length) {
            return html`<section class="card"><header><h2>Counts</h2></header><div class="body"><p class="muted">Nothing is counted: there is no zone or line.</p>${isOperator() ? html`<p><a href="#/zones/${encodeURIComponent(route.id)}">Draw one</a></p>` : nothing}</div></section>`;
        }
        if (counts === null) {
            return waiting(4);
        }
        return html`<section class="card"><header><h2>Counts</h2><span class="muted small">of the last hour</span></header>
            <div class="scroll" tabindex="0" role="region" aria-label="Counts by zone and line"><table><caption class="visually-hidden">Counts by zone and line</caption>
            <thead><tr><th scope="col">Zone or line</th><th scope="col" class="number">In</th><th scope="col" class="number">Out</th><th scope="col" class="number">At once</th><th scope="col" class="number" title="Longest stay">Longest</th></tr></thead>
            <tbody>${totals().map(one => html`<tr><th scope="row"><span class="swatch ${one.colour}"></span> ${one.zone.name ?? one.zone.id}</th><td class="number">${number(one.came)}</td><td class="number">${number(one.went)}</td>
                <td class="number">${one.isLine ? '–' : number(one.most)}</td><td class="number">${one.isLine || !one.longest ? '–' : seconds(one.longest)}</td></tr>`)}</tbody></table></div></section>
            ${chartCard({title: 'Per minute', text: 'entries into zones, crossings of lines', data: series(), state: chart, update})}`;
    }

    function facts() {
        const {definition, status} = feed;
        return html`<dl class="facts">
            <dt>State</dt><dd>${sourceState(feed.state)}</dd>
            ${status ? html`<dt>Since</dt><dd>${time(status.since)}</dd>` : nothing}
            <dt>Last frame</dt><dd>${feed.lastTime ? age(feed.lastTime) : '–'}</dd>
            <dt>Analysed</dt><dd>${rounded(feed.rate)} frames/s</dd>
            ${status ? html`<dt>Arriving</dt><dd>${rounded(status.fps)} frames/s</dd>
                <dt>Read</dt><dd>${plural(status.frames_read, 'frame')}, ${number(status.frames_sent)} handed on</dd>
                <dt>Dropped as stale</dt><dd>${number(status.frames_dropped)}</dd><dt>Without motion</dt><dd>${number(status.frames_without_motion)}</dd>
                <dt>Reconnected</dt><dd>${plural(status.reconnects, 'time')}</dd>
                ${status.clock_skew_ms === undefined ? nothing : html`<dt>Clock</dt><dd>${milliseconds(Math.abs(status.clock_skew_ms))} ${status.clock_skew_ms < 0 ? 'behind' : 'ahead'}</dd>`}` : nothing}
            ${definition ? html`<dt>Kind</dt><dd>${words(definition.kind)}</dd><dt>Address</dt><dd class="mono">${definition.uri}</dd>
                <dt>Tasks</dt><dd>${(definition.tasks ?? []).map(task => words(task.task)).join(', ') || definition.pipeline || '–'}</dd>
                <dt>At most</dt><dd>${definition.sampling?.fps ? `${rounded(definition.sampling.fps)} frames/s` : 'as the installation decides'}</dd>` : nothing}</dl>`;
    }

    function now() {
        const labels = new Map();
        feed.shown?.shapes.forEach(one => labels.set(one.label, {count: (labels.get(one.label)?.count ?? 0) + 1, colour: one.colour}));
        return labels.size ? html`<ul class="row">${[...labels].map(([label, one]) => html`<li class="badge"><span class="swatch ${one.colour}"></span>${label} ${number(one.count)}</li>`)}</ul>` : html`<p class="muted">Nothing is found on the last frame.</p>`;
    }

    const list = (heading, tab, items) => html`<section class="card"><header><h2>${heading}</h2><a class="small" href="#/events/${tab}?source_id=${encodeURIComponent(route.id)}">All</a></header>
        ${items === null ? html`<div class="body"><p class="muted">…</p></div>` : items.length ? html`<ul class="happenings narrow">${repeat(items, one => one.id, happening)}</ul>` : html`<div class="body"><p class="muted">None.</p></div>`}</section>`;

    const body = () => html`<div class="job"><div class="stack">${picture()}${counted()}</div>
        <div class="stack"><section class="card"><header><h2>Now</h2></header><div class="body">${now()}</div></section>
            ${list('Alerts', 'alerts', alerts)}${list('Events', 'events', events)}
            <section class="card"><header><h2>Source</h2></header><div class="body">${facts()}</div></section></div></div>`;

    const heading = () => html`<p class="small"><a href="#/live">Live</a></p><div class="head"><h1 tabindex="-1">${feed.name}</h1>${feed.definition ? html`${sourceState(feed.state)}<a class="button" href="#/zones/${encodeURIComponent(route.id)}">${symbol('zones')} Zones</a>
        ${isOperator() ? html`<button class="button" @click=${() => pause(feed, update)}>${symbol(feed.isPaused ? 'play' : 'pause')} ${feed.isPaused ? 'Resume' : 'Pause'}</button>
            <button class="button" @click=${change}>${symbol('edit')} Change</button><button class="button danger" @click=${removeSource}>${symbol('trash')} Remove</button>` : nothing}` : nothing}</div>`;

    const unknown = () => html`<div class="card">${empty('live', 'No such source', html`<p>Nothing is known of ${route.id}.</p><a class="button" href="#/live">All sources</a>`)}</div>`;

    listen({source_id: route.id}, {
        result: result => feed.take(result, update),
        tracks: frame => feed.follow(frame, update),
        'source-status': status => {
            feed.tell(status);
            update();
        },
        event: hear,
        alert: hear,
    }, {missed: loadAll, back: BACK});
    context.every(1000, () => {
        if (news.length) {
            takeNews();
        }
        update();
    });
    context.every(20000, () => {
        load();
        loadCounts().catch(complain);
    });
    loadAll();
    return {
        stop() {
            stop();
            takeNews.stop();
            URL.revokeObjectURL(last?.src);
        },
        render: () => html`<div class="stack">${heading()}${problem ? failure(problem, loadAll) : nothing}
            ${feed.status?.reason && !feed.isPaused ? notice('warn', html`<p>${feed.status.reason}</p>`) : nothing}
            ${!loaded ? waiting(10) : feed.definition || feed.result ? body() : problem ? nothing : unknown()}</div>`,
    };
}
