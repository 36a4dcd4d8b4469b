// Counts per class and zone over time, occupancy and dwell, and where objects stood.
import {html, nothing} from '../lib.js';
import {all, get} from '../api.js';
import {chartCard} from '../chart.js';
import '../heat-map.js';
import {colour, nth} from '../palette.js';
import {number, rounded, seconds} from '../format.js';
import {remember} from '../router.js';
import {nameZones, placeOf} from '../ui/happenings.js';
import {complain, empty, failure, select, waiting} from '../ui/parts.js';

export const title = 'Analytics';
const periods = {
    '1': ['Last hour', 'minute', 60],
    '24': ['Last 24 hours', 'hour', 3600],
    '168': ['Last 7 days', 'hour', 3600],
    '720': ['Last 30 days', 'day', 86400],
};
const sum = (one, other) => (one ?? 0) + other;
const most = (one, other) => Math.max(one ?? 0, other);

const directions = one => [['in', one.crossings_in], ['out', one.crossings_out]].filter(([, crossings]) => crossings !== undefined).map(([way, crossings]) => ({...one, way, crossings}));

/** One line for each key over whole buckets; where nothing happened counts are 0 and the rest is open. */
function lines(items, keyOf, valueOf, join, {from, step, fill, colourOf = (_, index) => nth(index)}) {
    const begin = Math.floor(from / step) * step;
    const times = [];
    for (let moment = begin; moment <= Date.now() / 1000; moment += step) {
        times.push(moment);
    }
    const place = new Map(times.map((moment, index) => [moment, index]));
    const series = new Map();
    for (const item of items) {
        const value = valueOf(item);
        const index = place.get(Math.floor(Date.parse(item.time) / 1000 / step) * step);
        if (value !== undefined && index !== undefined) {
            const key = keyOf(item);
            if (!series.has(key)) {
                series.set(key, new Array(times.length).fill(fill));
            }
            const values = series.get(key);
            values[index] = join(values[index], value);
        }
    }
    return {times, series: [...series].sort().slice(0, 12).map(([label, values], index) => ({label, colour: colourOf(label, index), values}))};
}

export function create(context) {
    const {route, update} = context;
    const filters = {hours: periods[route.query.get('hours')] ? route.query.get('hours') : '24', ...Object.fromEntries(['source_id', 'zone_id', 'label'].map(name => [name, route.query.get(name) ?? '']))};
    const states = {seen: {table: false}, entries: {table: false}, crossings: {table: false}, occupancy: {table: false}, dwell: {table: false}};
    let items = null;
    // Counts of whole pictures: an object that was in two zones counts once there.
    let whole = [];
    let problem = null;
    let sources = [];
    let zones = [];
    let heat = null;
    let heatSource = null;
    let heatLabel = '';

    const period = () => periods[filters.hours];

    async function load() {
        const {hours, ...rest} = filters;
        try {
            const asked = {...rest, bucket: period()[1], after: new Date(Date.now() - Number(hours) * 3600000).toISOString()};
            const [byZone, ofAll] = await Promise.all([get('analytics/counts', asked), rest.zone_id ? {items: []} : get('analytics/counts', {...asked, group_by: 'source,label'})]);
            items = byZone.items;
            whole = ofAll.items;
            problem = null;
        } catch (error) {
            problem = error;
        }
        update();
    }

    /** The source that is chosen, else the first. */
    const mapped = () => sources.find(one => one.id === (filters.source_id || heatSource)) ?? sources[0];

    async function loadHeat() {
        const source = mapped();
        if (source) {
            const {hours} = filters;
            const label = filters.label || heatLabel;
            const found = await get('analytics/heatmap', {source_id: source.id, label, after: new Date(Date.now() - Number(hours) * 3600000).toISOString()});
            if (source === mapped() && hours === filters.hours && label === (filters.label || heatLabel)) {
                // Where the grid was changed in between, the newer one is shown.
                heat = {source, label, labels: found.labels, map: found.items.at(-1) ?? null};
                update();
            }
        }
    }

    async function loadNames() {
        [sources, zones] = await Promise.all([all('sources', {limit: 200}), all('zones', {limit: 200})]);
        nameZones(zones);
        update();
        await loadHeat();
    }

    function filter(name, value) {
        filters[name] = value;
        if (name === 'source_id') {
            filters.zone_id = '';
        }
        remember('analytics', filters);
        load();
        loadHeat().catch(complain);
    }

    function mapOf(id) {
        heatSource = id;
        heatLabel = '';
        loadHeat().catch(complain);
    }

    function mapClass(label) {
        heatLabel = label;
        loadHeat().catch(complain);
    }

    /** Classes to choose from; the chosen one stays where it has no map in this period. */
    const heatLabels = () => [...new Set([...heat.labels, ...(heatLabel ? [heatLabel] : [])])].sort();

    const named = list => [['', 'All'], ...list.map(one => [one.id, one.name ?? one.id])];
    const zoneName = id => (id ? placeOf(id) : 'whole picture');

    function charts() {
        const step = period()[2];
        const common = {from: Date.now() / 1000 - Number(filters.hours) * 3600, step};
        // Of both, counts by class and counts of all classes, only those by class are added up where they are there.
        const byLabel = items.filter(one => one.label);
        const base = byLabel.length ? byLabel : items;
        const labelOf = one => one.label ?? 'all';
        const card = (name, heading, text, data) => chartCard({title: heading, text, data, state: states[name], update});
        return html`<div class="charts">
            ${card('seen', 'Objects seen', 'different objects by class', lines(whole.length ? whole : base, labelOf, one => one.unique_tracks, sum, {...common, fill: 0, colourOf: colour}))}
            ${card('entries', 'Entries', 'into zones, by zone', lines(base.filter(one => one.zone_id), one => zoneName(one.zone_id), one => one.entries, sum, {...common, fill: 0}))}
            ${card('crossings', 'Crossings', 'of lines, in and out', lines(base.flatMap(directions), one => `${zoneName(one.zone_id)}, ${one.way}`, one => one.crossings, sum, {...common, fill: 0}))}
            ${card('occupancy', 'Occupancy', 'objects in the zone at once, at most', lines(base.filter(one => one.zone_id), one => zoneName(one.zone_id), one => one.occupancy_max, most, {...common, fill: null}))}
            ${card('dwell', 'Stay', 'nine of ten objects stay no longer', {...lines(base.filter(one => one.zone_id), one => zoneName(one.zone_id), one => one.dwell_p90_seconds, most, {...common, fill: null}), unit: 's'})}
            ${heat ? heatCard() : nothing}</div>`;
    }

    const heatCard = () => html`<section class="card"><header><h2>Heat map</h2><span class="muted small">where objects of ${heat.label ? `class ${heat.label}` : 'all classes'} stood</span>
            ${!filters.source_id && sources.length > 1 ? html`<select class="short" aria-label="Source of the heat map" @change=${event => mapOf(event.target.value)}>${sources.map(one => html`<option value=${one.id} ?selected=${one.id === heat.source.id}>${one.name ?? one.id}</option>`)}</select>` : nothing}
            ${!filters.label && heatLabels().length ? html`<select class="short" aria-label="Class of the heat map" @change=${event => mapClass(event.target.value)}><option value="" ?selected=${!heatLabel}>All classes</option>${heatLabels().map(one => html`<option value=${one} ?selected=${one === heatLabel}>${one}</option>`)}</select>` : nothing}</header>
        <div class="body">${heat.map ? html`<cv-heat-map .content=${heat}></cv-heat-map>` : html`<p class="muted">Nothing was looked at in this period.</p>`}</div></section>`;

    function totals() {
        const byLabel = items.filter(one => one.label);
        const base = byLabel.length ? byLabel : items;
        const add = (name, of = base) => of.reduce((total, one) => total + (one[name] ?? 0), 0);
        const highest = name => base.reduce((best, one) => Math.max(best, one[name] ?? 0), 0);
        const mean = base.filter(one => one.occupancy_mean !== undefined);
        return html`<dl class="tiles">
            <div class="tile"><dt>Objects seen</dt><dd>${number(add('unique_tracks', whole.length ? whole : base))}</dd></div>
            <div class="tile"><dt>Entries</dt><dd>${number(add('entries'))}</dd></div>
            <div class="tile"><dt>Crossed in</dt><dd>${number(add('crossings_in'))}</dd></div>
            <div class="tile"><dt>Crossed out</dt><dd>${number(add('crossings_out'))}</dd></div>
            <div class="tile"><dt>Most at once</dt><dd>${number(highest('occupancy_max'))}</dd></div>
            <div class="tile"><dt>Mean occupancy</dt><dd>${mean.length ? rounded(mean.reduce((total, one) => total + one.occupancy_mean, 0) / mean.length) : '–'}</dd></div>
            <div class="tile"><dt>Longest stay</dt><dd>${seconds(highest('dwell_max_seconds'))}</dd></div></dl>`;
    }

    context.every(60000, () => {
        load();
        // What is away is told in the place of the counts.
        loadHeat().catch(() => {});
    });
    load();
    loadNames().catch(complain);
    return {
        render: () => html`<div class="stack"><div class="head"><h1 tabindex="-1">Analytics</h1></div>
            <div class="filters" role="search">
                ${select('Period', filters.hours, Object.entries(periods).map(([hours, [text]]) => [hours, text]), value => filter('hours', value))}
                ${select('Source', filters.source_id, named(sources), value => filter('source_id', value))}
                ${select('Zone or line', filters.zone_id, [['', 'All'], ...zones.filter(one => !filters.source_id || one.source_id === filters.source_id).map(one => [one.id, placeOf(one.id)])], value => filter('zone_id', value), {id: 'zone'})}
                <div class="field"><label for="label">Class</label><input id="label" type="search" placeholder="all" .value=${filters.label} @change=${event => filter('label', event.target.value.trim())}></div></div>
            ${problem ? failure(problem, load) : nothing}
            ${items === null ? (problem ? nothing : waiting(10)) : items.length + whole.length ? html`${totals()}${charts()}` : html`<div class="card">${empty('analytics', 'Nothing was counted', html`<p>Counts come from zones and lines on the sources that run. Draw one, or choose a longer period.</p><a class="button" href="#/zones">Zones</a>`)}</div>`}</div>`,
    };
}
