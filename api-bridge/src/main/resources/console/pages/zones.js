// Zones and lines of a source, drawn on its last frame.
import {html, nothing, repeat} from '../lib.js';
import '../zone-editor.js';
import {address, all, get, patch, post, remove} from '../api.js';
import {nth} from '../palette.js';
import {time} from '../format.js';
import {listen, stop} from '../feed.js';
import {go} from '../router.js';
import {isOperator} from '../session.js';
import {confirm} from '../ui/dialog.js';
import {addSource, idOf} from '../ui/source-form.js';
import {complain, empty, failure, say, select, waiting} from '../ui/parts.js';
import {symbol} from '../ui/symbols.js';

export const title = 'Zones';
const anchors = [['bottom_center', 'Middle of the lower edge'], ['center', 'Centre'], ['top_center', 'Middle of the upper edge'], ['bottom_left', 'Lower left corner'], ['bottom_right', 'Lower right corner']];
const NEW = ' new';
const BACK = 60;
const editable = ['name', 'kind', 'points', 'enabled', 'filter', 'anchor', 'inertia', 'hysteresis', 'loitering_seconds', 'stationary_seconds', 'crowd', 'speed_limit_kmh'];

/** The change from one zone to the other as RFC 7396 has it: what is new, and null for what is gone. */
function changes(before, after) {
    return Object.fromEntries(editable
        .filter(name => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
        .map(name => [name, after[name] ?? null]));
}

export function create(context) {
    const {route, update} = context;
    let sources = null;
    let zones = [];
    let source = null;
    let size = {width: 1280, height: 720};
    let src = null;
    let selected = route.query.get('zone');
    let draft = null;
    let mode = null;
    let problem = null;
    let saving = null;

    const isNew = () => draft?.id === NEW;
    const colourOf = one => nth(one.id === NEW ? zones.length : zones.findIndex(zone => zone.id === one.id));
    const stored = () => zones.find(one => one.id === selected);
    const isChanged = () => draft !== null && (isNew() || Object.keys(changes(stored() ?? {}, draft)).length > 0);

    /** The frame gives the picture its shape; without one it is 16 to 9. */
    function show(wanted) {
        const image = new Image();
        image.onload = () => {
            URL.revokeObjectURL(src);
            size = {width: image.naturalWidth, height: image.naturalHeight};
            src = wanted;
            update();
        };
        image.src = wanted;
    }

    /** The last frame that is stored, read afresh: an address alone would show the one that the browser has. */
    async function loadSnapshot() {
        try {
            const frame = await get(`sources/${encodeURIComponent(source.id)}/snapshot`, {max_size: 1600}, {as: 'blob'});
            show(URL.createObjectURL(frame));
        } catch (error) {
            complain(error);
        }
    }

    /** The last frame where the source told of one, else that of the first result that comes. */
    function loadFrame() {
        if (source.status?.last_frame_uri) {
            loadSnapshot();
        }
        listen({source_id: source.id}, {result: result => {
            if (src === null) {
                show(address(`images/${result.image_id}/content`).href);
                stop();
            }
        }}, {missed: () => src === null && loadSnapshot(), back: BACK});
    }

    async function load() {
        try {
            sources = await all('sources', {limit: 200});
            source = sources.find(one => one.id === route.id) ?? sources[0] ?? null;
            if (source) {
                zones = await all('zones', {source_id: source.id, limit: 200});
                loadFrame();
                choose(selected);
            }
            problem = null;
        } catch (error) {
            problem = error;
        }
        update();
    }

    function choose(id) {
        selected = zones.some(one => one.id === id) ? id : null;
        draft = selected ? structuredClone(stored()) : null;
        mode = null;
        saving = null;
        update();
    }

    const chooseCarefully = id => {
        if (isChanged() && id !== selected) {
            confirm({title: 'Leave the changes?', text: 'What was changed on this zone is not saved.', action: 'Leave them', submit: () => choose(id)});
        } else {
            choose(id);
        }
    };

    function drawn(points) {
        const kind = mode;
        draft = {id: NEW, source_id: source.id, kind, points, name: '', enabled: true};
        selected = NEW;
        mode = null;
        update();
        requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById('zone-name')?.focus()));
    }

    function begin(kind) {
        choose(null);
        mode = kind;
        update();
        requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector('cv-zone-editor')?.begin()));
    }

    const set = (name, value) => {
        draft = {...draft, [name]: value === '' || value === undefined || (typeof value === 'object' && value !== null && !Object.keys(value).length) ? undefined : value};
        update();
    };
    const setNumber = (name, text) => set(name, text === '' ? undefined : Number(text));
    const setFilter = (name, value) => set('filter', Object.fromEntries(Object.entries({...draft.filter, [name]: value}).filter(([, one]) => one !== undefined && one !== '' && one.length !== 0)));

    async function save(event) {
        event.preventDefault();
        saving = null;
        try {
            const path = `zones/${encodeURIComponent(draft.id)}`;
            let zone;
            if (isNew()) {
                const {id, ...rest} = draft;
                zone = await post('zones', JSON.parse(JSON.stringify({...rest, id: event.target['zone-id'].value.trim() || `${source.id}-${idOf(draft.name) || draft.kind}`, name: draft.name || undefined})));
                zones = [...zones, zone];
            } else {
                zone = await patch(path, changes(stored(), draft));
                zones = zones.map(one => (one.id === zone.id ? zone : one));
            }
            say(`${zone.name ?? zone.id} is saved.`);
            choose(zone.id);
        } catch (error) {
            saving = error;
            update();
        }
    }

    const removeZone = () => confirm({
        title: `Remove ${draft.name ?? draft.id}?`, text: 'It is not counted any more; its events stay.', action: 'Remove the zone',
        submit: async () => {
            await remove(`zones/${encodeURIComponent(draft.id)}`);
            zones = zones.filter(one => one.id !== draft.id);
            say('The zone is removed.');
            choose(null);
        },
    });

    const numberField = (id, label, value, onChange, {hint, min = 0, max = 86400, step = 1, placeholder = ''} = {}) => html`<div class="field"><label for=${id}>${label}</label>
        <input id=${id} type="number" min=${min} max=${max} step=${step} placeholder=${placeholder} .value=${value ?? ''} @change=${event => onChange(event.target.value)}>${hint ? html`<p class="hint">${hint}</p>` : nothing}</div>`;

    const points = () => html`<details class="options"><summary>Points</summary><ol class="points">${draft.points.map((point, index) => html`<li class="row">
        <span class="muted">${index + 1}</span>${['from the left', 'from the top'].map((side, axis) => html`<input type="number" min="0" max="100" step="0.1" aria-label="Point ${index + 1}, per cent ${side}" .value=${String(Math.round(point[axis] * 1000) / 10)} @change=${event => set('points', draft.points.map((old, place) => (place === index ? old.with(axis, Math.min(1, Math.max(0, Number(event.target.value) / 100))) : old)))}>`)}<span class="muted">%</span>
        ${draft.kind === 'polygon' ? html`<button type="button" class="button icon plain small" aria-label="Remove point ${index + 1}" ?disabled=${draft.points.length <= 3} @click=${() => set('points', draft.points.toSpliced(index, 1))}>${symbol('close')}</button>` : nothing}</li>`)}</ol></details>`;

    const form = () => html`<form class="card" @submit=${save} aria-label="Zone"><header><h2>${isNew() ? (draft.kind === 'line' ? 'New line' : 'New zone') : draft.name ?? draft.id}</h2>${isChanged() ? html`<span class="badge warn">not saved</span>` : nothing}</header>
        <div class="body stack">${saving ? failure(saving) : nothing}
            <div class="field"><label for="zone-name">Name</label><input id="zone-name" maxlength="255" autocomplete="off" required .value=${draft.name ?? ''} @input=${event => set('name', event.target.value)}></div>
            ${isNew() ? html`<div class="field"><label for="zone-id">Id</label><input id="zone-id" name="zone-id" maxlength="100" autocomplete="off" placeholder="${source.id}-${idOf(draft.name ?? '') || draft.kind}"></div>` : nothing}
            <div class="field"><label for="zone-labels">Classes</label><input id="zone-labels" autocomplete="off" placeholder="all" .value=${(draft.filter?.labels ?? []).join(', ')} @change=${event => setFilter('labels', event.target.value.split(',').map(one => one.trim()).filter(Boolean))}><p class="hint">With commas between them, such as person, car.</p></div>
            ${select('Point of the box that decides', draft.anchor ?? 'bottom_center', anchors, value => set('anchor', value), {id: 'zone-anchor'})}
            <div class="fields">
                ${numberField('zone-confidence', 'Least confidence', draft.filter?.min_confidence, value => setFilter('min_confidence', value === '' ? undefined : Number(value)), {max: 1, step: 0.01, placeholder: 'any'})}
                ${draft.kind === 'line'
                    ? numberField('zone-hysteresis', 'Way past the line', draft.hysteresis, value => setNumber('hysteresis', value), {max: 1, step: 0.001, placeholder: '0.005', hint: 'Share of the diagonal.'})
                    : numberField('zone-inertia', 'Frames to be in or out', draft.inertia, value => setNumber('inertia', value), {min: 1, max: 1000, placeholder: '3'})}
                ${draft.kind === 'polygon' ? html`${numberField('zone-loitering', 'Loiters after, seconds', draft.loitering_seconds, value => setNumber('loitering_seconds', value), {placeholder: 'never'})}
                    ${numberField('zone-stationary', 'Stands still after, seconds', draft.stationary_seconds, value => setNumber('stationary_seconds', value), {placeholder: 'never'})}
                    ${numberField('zone-crowd', 'Crowded above, objects', draft.crowd?.more_than, value => set('crowd', value === '' ? undefined : {seconds: 10, ...draft.crowd, more_than: Number(value)}), {max: 100000, placeholder: 'never'})}` : nothing}</div>
            ${draft.kind === 'line' ? html`<div class="row"><button type="button" class="button small" @click=${() => set('points', draft.points.toReversed())}>${symbol('retry')} Turn the direction round</button><span class="muted small">The arrow shows what counts as in.</span></div>` : nothing}
            <label class="check"><input type="checkbox" .checked=${draft.enabled !== false} @change=${event => set('enabled', event.target.checked)}> Counts</label>
            ${points()}
            <div class="row"><button class="button primary" ?disabled=${!isChanged()}>Save</button><button type="button" class="button" @click=${() => choose(isNew() ? null : selected)}>${isNew() ? 'Give up' : 'Undo'}</button>
                <span class="grow"></span>${isNew() ? nothing : html`<button type="button" class="button danger" @click=${removeZone}>${symbol('trash')} Remove</button>`}</div>
            ${draft.updated_at ? html`<p class="muted small">Changed ${time(draft.updated_at)}${draft.updated_by ? ` by ${draft.updated_by}` : ''}</p>` : nothing}
        </div></form>`;

    const reading = () => html`<section class="card"><header><h2>${draft.name ?? draft.id}</h2></header><div class="body"><dl class="facts"><dt>Id</dt><dd>${draft.id}</dd><dt>Kind</dt><dd>${draft.kind}</dd>
        <dt>Classes</dt><dd>${(draft.filter?.labels ?? []).join(', ') || 'all'}</dd><dt>Decides</dt><dd>${anchors.find(([key]) => key === (draft.anchor ?? 'bottom_center'))[1]}</dd>
        <dt>Loiters after</dt><dd>${draft.loitering_seconds ? `${draft.loitering_seconds} s` : 'never'}</dd><dt>Counts</dt><dd>${draft.enabled === false ? 'no' : 'yes'}</dd></dl></div></section>`;

    const list = () => html`<section class="card"><header><h2>Zones and lines</h2><span class="muted small">${zones.length}</span></header>
        ${zones.length || isNew() ? html`<ul class="choices">${repeat(zones, one => one.id, one => html`<li><button aria-pressed=${one.id === selected} @click=${() => chooseCarefully(one.id === selected ? null : one.id)}>
            <span class="swatch ${colourOf(one)}"></span>${symbol(one.kind === 'line' ? 'line' : 'polygon')}<span class="grow break">${one.name ?? one.id}</span>${one.enabled === false ? html`<span class="badge">paused</span>` : nothing}</button></li>`)}</ul>`
            : html`<div class="body"><p class="muted">${isOperator() ? 'None yet. Draw a zone to count who enters and how long they stay, or a line to count who crosses it.' : 'None yet; an operator can draw them.'}</p></div>`}</section>`;

    function editor() {
        const shown = draft ? [...zones.filter(one => one.id !== draft.id), draft] : zones;
        return html`<div class="job"><div class="stack">
            <div class="row" role="toolbar" aria-label="Drawing">${isOperator() ? html`
                <button class="button" aria-pressed=${mode === 'polygon'} data-shortcut="n" @click=${() => begin('polygon')}>${symbol('polygon')} Draw a zone</button>
                <button class="button" aria-pressed=${mode === 'line'} @click=${() => begin('line')}>${symbol('line')} Draw a line</button>
                ${mode ? html`<button class="button plain" @click=${() => choose(null)}>Give up</button>` : nothing}` : nothing}
                <span class="grow"></span><button class="button" @click=${loadSnapshot}>${symbol('retry')} Last frame</button></div>
            <div class="stage card"><cv-zone-editor .content=${{src, ...size, zones: shown.map(one => ({...one, name: one.name || (one.id === NEW ? 'new' : one.id), colour: colourOf(one)})), selected, mode, readOnly: !isOperator()}}
                @choose=${event => chooseCarefully(event.detail)} @edit=${event => set('points', event.detail)} @drawn=${event => drawn(event.detail)} @abandon=${() => choose(null)}></cv-zone-editor></div>
            <p class="muted small">Drag a point to move it, a dot between two points to add one; inside a zone to move it whole. By keys: Tab to a point, arrows move it (with Shift in small steps), Delete removes it, Insert or + adds one after it.</p></div>
            <div class="stack">${list()}${draft ? (isOperator() ? form() : reading()) : nothing}</div></div>`;
    }

    const noSource = () => html`<div class="card">${empty('zones', 'No sources yet', html`<p>${isOperator() ? 'Zones are drawn on the picture of a source. Add one first; it need not have sent a frame.' : 'Zones are drawn on the picture of a source, and there is none.'}</p>
        ${isOperator() ? html`<button class="button primary" @click=${() => addSource(load)}>${symbol('plus')} Add a source</button>` : nothing}`)}</div>`;

    load();
    return {
        stop,
        render: () => html`<div class="stack"><div class="head"><h1 tabindex="-1">Zones</h1>
            ${source ? html`<div class="row"><label for="zone-source">Source</label><select id="zone-source" class="short" @change=${event => go(`zones/${encodeURIComponent(event.target.value)}`)}>${sources.map(one => html`<option value=${one.id} ?selected=${one.id === source.id}>${one.name ?? one.id}</option>`)}</select></div>` : nothing}</div>
            ${problem ? failure(problem, load) : nothing}
            ${sources === null ? (problem ? nothing : waiting(10)) : source ? editor() : noSource()}</div>`,
    };
}
