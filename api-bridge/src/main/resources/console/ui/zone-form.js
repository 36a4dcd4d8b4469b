// What is counted and told of a zone or a line: every field of the contract but those that are drawn.
import {html, nothing} from '../lib.js';
import {time} from '../format.js';
import {fieldsOf, filled, fromPercent, listOf, toPercent} from './fields.js';
import {failure} from './parts.js';
import {symbol} from './symbols.js';

export const anchors = [['bottom_center', 'Middle of the lower edge'], ['center', 'Centre'], ['top_center', 'Middle of the upper edge'], ['bottom_left', 'Lower left corner'], ['bottom_right', 'Lower right corner']];
export const editable = ['name', 'kind', 'points', 'enabled', 'filter', 'anchor', 'inertia', 'hysteresis', 'loitering_seconds', 'stationary_seconds', 'left_object_seconds', 'removed_object_seconds', 'crowd', 'calibration', 'speed_limit_kmh', 'travel'];
const CORNERS = 4;

/** Corners of a rectangle on the ground, in the order in which those of the picture are marked. */
const rectangle = (across, along) => [[0, 0], [across, 0], [across, along], [0, along]];
const isOpen = ground => ground.flat().every(value => value === null);
const isRectangle = ground => isOpen(ground) || JSON.stringify(ground) === JSON.stringify(rectangle(ground[1][0], ground[2][1]));

/** Which parts of the form hold something; these are open at first. */
const holds = {
    size: zone => zone.filter?.min_confidence !== undefined || zone.filter?.min_area !== undefined || zone.filter?.max_area !== undefined,
    where: zone => (zone.anchor ?? 'bottom_center') !== 'bottom_center' || (zone.inertia ?? 3) !== 3 || (zone.hysteresis ?? 0.005) !== 0.005,
    tells: zone => ['loitering_seconds', 'stationary_seconds', 'left_object_seconds', 'removed_object_seconds', 'crowd'].some(name => zone[name] !== undefined),
    speed: zone => Boolean(zone.calibration ?? zone.speed_limit_kmh ?? zone.travel),
};

/**
 * The form of a zone. set(name, value) changes the draft, value being a function of the old one where it keeps some of
 * it: what is drawn here may be older than the draft. draw(part) lets calibration or travel be drawn; problem is
 * the bridge's last refusal.
 */
export function zoneForm({draft, original, isNew, isChanged, problem, set, draw, mode, suggestedId, labels, onSave, onUndo, onRemove}) {
    const fields = fieldsOf('zone', problem);
    const isLine = draft.kind === 'line';
    const setFilter = (name, value) => set('filter', filter => filled({...filter, [name]: value}));
    const seconds = (name, label, hint) => fields.number(name, label, draft[name], value => set(name, value), {placeholder: 'never', hint});

    const part = (name, title, content, names) => html`<details class="options part" ?open=${holds[name](original) || names.some(fields.isAbout)}><summary>${title}</summary><div class="stack tight">${content}</div></details>`;

    const size = () => part('size', 'Sureness and size', html`<div class="fields close">
        ${fields.number('filter.min_confidence', 'Least confidence, %', toPercent(draft.filter?.min_confidence), value => setFilter('min_confidence', fromPercent(value)), {max: 100, placeholder: 'any'})}
        ${fields.number('filter.min_area', 'Smallest box, %', toPercent(draft.filter?.min_area), value => setFilter('min_area', fromPercent(value)), {max: 100, placeholder: 'any'})}
        ${fields.number('filter.max_area', 'Largest box, %', toPercent(draft.filter?.max_area), value => setFilter('max_area', fromPercent(value)), {max: 100, placeholder: 'any'})}</div><p class="hint">Boxes are measured by their share of the picture's area.</p>`,
    ['filter.min_confidence', 'filter.min_area', 'filter.max_area']);

    const where = () => part('where', isLine ? 'When it is crossed' : 'When it is entered', html`${fields.choice('anchor', 'Point of the box that decides', draft.anchor ?? 'bottom_center', anchors, value => set('anchor', value))}
        ${isLine ? fields.number('hysteresis', 'Way past the line, % of the diagonal', toPercent(draft.hysteresis), value => set('hysteresis', fromPercent(value)), {max: 100, placeholder: '0.5', hint: 'Less is trembling and does not count.'})
            : fields.number('inertia', 'Frames to be in or out', draft.inertia, value => set('inertia', value), {min: 1, max: 1000, step: 1, placeholder: '3'})}`, ['anchor', 'inertia', 'hysteresis']);

    const tells = () => part('tells', 'Events', html`<div class="fields close">
        ${seconds('loitering_seconds', 'Loiters after, seconds')}
        ${seconds('stationary_seconds', 'Stands still after, seconds')}
        ${seconds('left_object_seconds', 'Left behind after, seconds')}
        ${seconds('removed_object_seconds', 'Taken away after, seconds')}
        ${fields.number('crowd.more_than', 'Crowded above, objects', draft.crowd?.more_than, value => set('crowd', crowd => (value === undefined ? undefined : {seconds: 10, ...crowd, more_than: value})), {max: 100000, step: 1, placeholder: 'never'})}
        ${draft.crowd ? fields.number('crowd.seconds', 'for, seconds', draft.crowd.seconds, value => set('crowd', crowd => ({...crowd, seconds: value})), {required: true}) : nothing}</div>`,
    ['loitering_seconds', 'stationary_seconds', 'left_object_seconds', 'removed_object_seconds', 'crowd']);

    const drawButton = (name, text) => html`<button type="button" class="button small" aria-pressed=${mode === name} @click=${() => draw(name)}>${symbol('edit')} ${text}</button>`;
    const dropButton = (name, text) => html`<button type="button" class="button small plain" @click=${() => set(name, undefined)}>${text}</button>`;

    function calibration() {
        const {calibration: value} = draft;
        if (!value) {
            const absent = fields.mark('calibration');
            return html`<div class="part stack tight"><h3>On the ground</h3><p class="hint">Four points whose places on the ground are known tell speeds.</p><div class="row">${drawButton('calibration', 'Mark four points')}</div>${absent.text}</div>`;
        }
        const {ground} = value;
        const setGround = change => set('calibration', known => ({...known, ground: change(known.ground)}));
        const metresOf = event => (event.target.value === '' ? null : Number(event.target.value));
        const marks = [];
        const metres = (index, axis) => {
            const marked = fields.mark(`calibration.ground[${index}][${axis}]`);
            marks.push(marked);
            return html`<input id=${marked.id} type="number" step="any" min="-1000000" max="1000000" required aria-label="Point ${index + 1}, metres ${axis ? 'along' : 'across'}" aria-invalid=${marked.invalid} .value=${String(ground[index][axis] ?? '')}
                @change=${event => setGround(known => known.map((old, place) => (place === index ? old.with(axis, metresOf(event)) : old)))}>`;
        };
        const sidesOf = known => (isRectangle(known) ? [known[1][0], known[2][1]] : [null, null]);
        const side = (axis, text) => html`<input type="number" step="any" min="0.01" max="1000000" ?required=${isRectangle(ground)} aria-label=${text} .value=${String(sidesOf(ground)[axis] ?? '')}
            @change=${event => setGround(known => rectangle(...sidesOf(known).with(axis, metresOf(event))))}>`;
        const rows = Array.from({length: CORNERS}, (_, index) => html`<li class="row"><span class="muted">${index + 1}</span>${metres(index, 0)}${metres(index, 1)}<span class="muted">m</span></li>`);
        marks.push(...['calibration.image', 'calibration.ground', 'calibration'].map(fields.mark));
        return html`<div class="part stack tight"><h3>On the ground</h3>
            <div class="row sides"><span class="small">1 to 2</span>${side(0, 'Metres from point 1 to point 2')}<span class="small">m, 2 to 3</span>${side(1, 'Metres from point 2 to point 3')}<span class="small">m</span></div>
            <details class="options" ?open=${!isRectangle(ground)}><summary>Not a rectangle</summary><ol class="points">${rows}</ol></details>
            ${marks.map(one => one.text)}<div class="row">${drawButton('calibration', 'Mark again')}${dropButton('calibration', 'Remove')}</div></div>`;
    }

    const travel = () => html`<div class="part stack tight"><h3>Right way</h3>${draft.travel ? html`<div class="fields close">${fields.number('travel.tolerance_degrees', 'Deviation that is still right, degrees', draft.travel.tolerance_degrees, value => set('travel', travel => ({...travel, tolerance_degrees: value})), {min: 1, max: 179, placeholder: '90'})}</div>` : html`<p class="hint">Who goes against it goes the wrong way.</p>`}
        ${fields.mark('travel').text}<div class="row">${drawButton('travel', draft.travel ? 'Draw again' : 'Draw the right way')}${draft.travel ? dropButton('travel', 'Remove') : nothing}</div></div>`;

    const speed = () => part('speed', 'Speed and direction', html`${calibration()}
        ${draft.calibration || draft.speed_limit_kmh !== undefined ? html`<div class="fields close">${fields.number('speed_limit_kmh', 'Speed limit, km/h', draft.speed_limit_kmh, value => set('speed_limit_kmh', value), {min: 0.1, max: 1000, placeholder: 'none'})}</div>` : nothing}
        ${travel()}`, ['calibration', 'speed_limit_kmh', 'travel']);

    const points = () => {
        const {text} = fields.mark('points');
        return html`<details class="options part" ?open=${text !== nothing}><summary>Points</summary>${text}<ol class="points">${draft.points.map((point, index) => html`<li class="row">
            <span class="muted">${index + 1}</span>${['from the left', 'from the top'].map((way, axis) => html`<input type="number" min="0" max="100" step="any" aria-label="Point ${index + 1}, per cent ${way}" .value=${String(Math.round(point[axis] * 1000) / 10)} @change=${event => set('points', known => known.map((old, place) => (place === index ? old.with(axis, Math.min(1, Math.max(0, Number(event.target.value) / 100))) : old)))}>`)}<span class="muted">%</span>
            ${isLine ? nothing : html`<button type="button" class="button icon plain small" aria-label="Remove point ${index + 1}" ?disabled=${draft.points.length <= 3} @click=${() => set('points', known => known.toSpliced(index, 1))}>${symbol('close')}</button>`}</li>`)}</ol></details>`;
    };

    const body = html`${fields.text('name', 'Name', draft.name, value => set('name', value), {required: true, live: true})}
        ${isNew ? fields.text('id', 'Id', draft.wantedId, value => set('wantedId', value), {most: 100, placeholder: suggestedId, pattern: '[A-Za-z0-9][A-Za-z0-9._\\-]*'}) : nothing}
        ${fields.text('filter.labels', 'Classes', (draft.filter?.labels ?? []).join(', '), value => setFilter('labels', listOf(value)), {most: 2000, placeholder: 'all', hint: labels.length ? html`With commas between them. Seen here: ${labels.join(', ')}.` : 'With commas between them, such as person, car.'})}
        ${isLine ? html`<div class="row"><button type="button" class="button small" @click=${() => set('points', known => known.toReversed())}>${symbol('retry')} Turn the direction round</button><span class="muted small">The arrow shows what counts as in.</span></div>` : nothing}
        ${where()}${isLine ? nothing : html`${tells()}${speed()}`}${size()}${points()}
        <label class="check"><input type="checkbox" .checked=${draft.enabled !== false} @change=${event => set('enabled', event.target.checked)}> Counts</label>`;
    return html`<form class="card" @submit=${onSave} aria-label="Zone"><header><h2 class="break">${isNew ? (isLine ? 'New line' : 'New zone') : draft.name ?? draft.id}</h2>${isChanged ? html`<span class="badge warn">not saved</span>` : nothing}</header>
        <div class="body stack">${problem && !fields.isPlaced() ? failure(problem) : nothing}${body}
            <div class="row"><button class="button primary">Save</button><button type="button" class="button" @click=${onUndo}>${isNew ? 'Give up' : 'Undo'}</button>
                <span class="grow"></span>${isNew ? nothing : html`<button type="button" class="button danger" @click=${onRemove}>${symbol('trash')} Remove</button>`}</div>
            ${draft.updated_at ? html`<p class="muted small">Changed ${time(draft.updated_at)}${draft.updated_by ? ` by ${draft.updated_by}` : ''}</p>` : nothing}
        </div></form>`;
}

const never = value => (value === undefined ? 'never' : `${value} s`);

/** The same for those who may not change it. */
export const zoneFacts = zone => html`<section class="card"><header><h2 class="break">${zone.name ?? zone.id}</h2></header><div class="body"><dl class="facts"><dt>Id</dt><dd>${zone.id}</dd><dt>Kind</dt><dd>${zone.kind}</dd>
    <dt>Classes</dt><dd>${(zone.filter?.labels ?? []).join(', ') || 'all'}</dd><dt>Decides</dt><dd>${anchors.find(([key]) => key === (zone.anchor ?? 'bottom_center'))[1]}</dd>
    ${zone.kind === 'line' ? nothing : html`<dt>Loiters after</dt><dd>${never(zone.loitering_seconds)}</dd><dt>Stands still after</dt><dd>${never(zone.stationary_seconds)}</dd>
        <dt>Left behind after</dt><dd>${never(zone.left_object_seconds)}</dd><dt>Taken away after</dt><dd>${never(zone.removed_object_seconds)}</dd>
        <dt>Crowded above</dt><dd>${zone.crowd ? `${zone.crowd.more_than} objects for ${zone.crowd.seconds} s` : 'never'}</dd>
        <dt>Speed limit</dt><dd>${zone.speed_limit_kmh === undefined ? 'none' : `${zone.speed_limit_kmh} km/h`}</dd><dt>Right way</dt><dd>${zone.travel ? 'as the arrow shows' : 'any'}</dd>`}
    <dt>Counts</dt><dd>${zone.enabled === false ? 'no' : 'yes'}</dd></dl></div></section>`;
