// Zones and lines of a source, drawn on its last frame.
import {html, keyed, nothing, repeat} from '../lib.js';
import '../zone-editor.js';
import {address, all, get, patch, post, remove} from '../api.js';
import {nth} from '../palette.js';
import {listen, stop} from '../feed.js';
import {go} from '../router.js';
import {isOperator} from '../session.js';
import {confirm} from '../ui/dialog.js';
import {changes, showRefused} from '../ui/fields.js';
import {addSource, idOf} from '../ui/source-form.js';
import {editable, zoneFacts, zoneForm} from '../ui/zone-form.js';
import {complain, empty, failure, say, waiting} from '../ui/parts.js';
import {symbol} from '../ui/symbols.js';

export const title = 'Zones';
const NEW = ' new';
const BACK = 60;
const DAY = 86400000;

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
    let labels = [];

    const isNew = () => draft?.id === NEW;
    const colourOf = one => nth(one.id === NEW ? zones.length : zones.findIndex(zone => zone.id === one.id));
    const stored = () => zones.find(one => one.id === selected);
    const isChanged = () => draft !== null && (isNew() || Object.keys(changes(stored() ?? {}, draft, editable)).length > 0);

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
                loadLabels().catch(complain);
                choose(selected);
            }
            problem = null;
        } catch (error) {
            problem = error;
        }
        update();
    }

    /** Classes that were seen there lately, so that nobody has to guess their names. */
    async function loadLabels() {
        const seen = await get('analytics/counts', {source_id: source.id, group_by: 'label', bucket: 'day', after: new Date(Date.now() - DAY).toISOString()});
        labels = [...new Set(seen.items.map(one => one.label).filter(Boolean))].sort();
        update();
    }

    function choose(id) {
        selected = zones.some(one => one.id === id) ? id : null;
        draft = selected ? structuredClone(stored()) : null;
        mode = null;
        saving = null;
        update();
    }

    /** Does what leaves the chosen zone, once nothing is lost or the person agrees. */
    function leaving(action) {
        if (isChanged()) {
            confirm({title: 'Leave the changes?', text: 'What was changed on this zone is not saved.', action: 'Leave them', submit: action});
        } else {
            action();
        }
    }

    const chooseCarefully = id => (id === selected ? null : leaving(() => choose(id)));

    function drawn(points) {
        const kind = mode;
        mode = null;
        if (kind === 'calibration') {
            set('calibration', {image: points, ground: draft.calibration?.ground ?? points.map(() => [null, null])});
            focusLater('.sides input');
            return;
        }
        if (kind === 'travel') {
            set('travel', {tolerance_degrees: 90, ...draft.travel, from: points[0], to: points[1]});
            return;
        }
        draft = {id: NEW, source_id: source.id, kind, points, name: '', enabled: true};
        selected = NEW;
        update();
        focusLater('#zone-name');
    }

    const focusLater = where => requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector(where)?.focus()));

    function draw(kind) {
        mode = kind;
        update();
        requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector('cv-zone-editor')?.begin()));
    }

    const begin = kind => leaving(() => {
        choose(null);
        draw(kind);
    });

    const isEmpty = value => value === '' || value === undefined || (typeof value === 'object' && value !== null && !Object.keys(value).length);

    function set(name, value) {
        const next = typeof value === 'function' ? value(draft[name]) : value;
        draft = {...draft, [name]: isEmpty(next) ? undefined : next};
        update();
    }

    /** Points that were moved in the picture. */
    const edit = ({part, points}) => set(...({points: ['points', points], calibration: ['calibration', {...draft.calibration, image: points}], travel: ['travel', {...draft.travel, from: points[0], to: points[1]}]})[part]);

    const abandon = () => {
        if (mode === 'calibration' || mode === 'travel') {
            mode = null;
            update();
        } else {
            choose(null);
        }
    };

    const suggestedId = () => `${source.id}-${idOf(draft.name ?? '') || draft.kind}`;

    async function save(event) {
        event.preventDefault();
        saving = null;
        if (!isChanged()) {
            say('Nothing was changed.');
            return;
        }
        try {
            const path = `zones/${encodeURIComponent(draft.id)}`;
            let zone;
            if (isNew()) {
                const {wantedId, ...rest} = draft;
                zone = await post('zones', {...rest, id: wantedId?.trim() || suggestedId()});
                zones = [...zones, zone];
            } else {
                zone = await patch(path, changes(stored(), draft, editable));
                zones = zones.map(one => (one.id === zone.id ? zone : one));
            }
            say(`${zone.name ?? zone.id} is saved.`);
            choose(zone.id);
        } catch (error) {
            saving = error;
            update();
            showRefused();
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

    const form = () => zoneForm({draft, original: stored() ?? {}, isNew: isNew(), isChanged: isChanged(), problem: saving, set, draw, mode, suggestedId: suggestedId(), labels, onSave: save, onUndo: () => choose(isNew() ? null : selected), onRemove: removeZone});

    const list = () => html`<section class="card"><header><h2>Zones and lines</h2><span class="muted small">${zones.length}</span></header>
        ${zones.length || isNew() ? html`<ul class="choices">${repeat(zones, one => one.id, one => html`<li><button aria-pressed=${one.id === selected} @click=${() => chooseCarefully(one.id === selected ? null : one.id)}>
            <span class="swatch ${colourOf(one)}"></span>${symbol(one.kind === 'line' ? 'line' : 'polygon')}<span class="grow break">${one.name ?? one.id}</span>${one.enabled === false ? html`<span class="badge">paused</span>` : nothing}</button></li>`)}</ul>`
            : html`<div class="body"><p class="muted">${isOperator() ? 'None yet. Draw a zone to count who enters and how long they stay, or a line to count who crosses it.' : 'None yet; an operator can draw them.'}</p></div>`}</section>`;

    function editor() {
        const shown = draft ? [...zones.filter(one => one.id !== draft.id), draft] : zones;
        return html`<div class="job"><div class="stack pinned">
            <div class="row" role="toolbar" aria-label="Drawing">${isOperator() ? html`
                <button class="button" aria-pressed=${mode === 'polygon'} data-shortcut="n" @click=${() => begin('polygon')}>${symbol('polygon')} Draw a zone</button>
                <button class="button" aria-pressed=${mode === 'line'} @click=${() => begin('line')}>${symbol('line')} Draw a line</button>
                ${mode ? html`<button class="button plain" @click=${abandon}>Give up</button>` : nothing}` : nothing}
                <span class="grow"></span><button class="button" @click=${loadSnapshot}>${symbol('retry')} Last frame</button></div>
            <div class="stage card"><cv-zone-editor .content=${{src, ...size, zones: shown.map(one => ({...one, name: one.name || (one.id === NEW ? 'new' : one.id), colour: colourOf(one)})), selected, mode, readOnly: !isOperator()}}
                @choose=${event => chooseCarefully(event.detail)} @edit=${event => edit(event.detail)} @drawn=${event => drawn(event.detail)} @abandon=${abandon}></cv-zone-editor></div>
            ${draft && !mode && isOperator() ? html`<p class="muted small">Drag a point to move it, a dot between two points to add one; inside a zone to move it whole. By keys: Tab to a point, arrows move it (with Shift in small steps), Delete removes it, Insert or + adds one after it.</p>` : nothing}</div>
            <div class="stack">${list()}${draft ? (isOperator() ? keyed(draft.id, form()) : zoneFacts(draft)) : nothing}</div></div>`;
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
