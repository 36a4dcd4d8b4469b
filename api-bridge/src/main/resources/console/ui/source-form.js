// A source: a camera, a recording, a folder or a simulated scene; what is looked at, hidden and kept of it.
import {html, nothing} from '../lib.js';
import {patch, post} from '../api.js';
import {openForm} from './dialog.js';
import {changes, fieldsOf, filled, fromPercent, listOf, toPercent} from './fields.js';
import {say} from './parts.js';
import {tasks} from './upload.js';

const kinds = [
    ['rtsp', 'RTSP camera', 'rtsp://10.0.0.5/stream1'],
    ['http_mjpeg', 'MJPEG over HTTP', 'http://10.0.0.5/video.mjpg'],
    ['hls', 'HLS stream', 'https://example.com/live/index.m3u8'],
    ['file', 'Video file', 'file:///data/crossing.mp4'],
    ['folder', 'Folder of pictures', 'file:///data/frames/'],
    ['simulator', 'Simulated scene', 'simulator://crossing?seed=1'],
];
const editable = ['name', 'kind', 'uri', 'credentials', 'sampling', 'tasks', 'motion', 'redaction', 'retention'];
const methods = [['blur', 'Blurred'], ['pixelate', 'Coarse mosaic'], ['fill', 'One colour']];
const stores = [['', 'Where the installation decides'], ['object_storage', 'Object storage'], ['redis', 'Redis']];

/** A name that the bridge takes as an id. */
export const idOf = text => text.trim().toLowerCase().normalize('NFKD').replaceAll(/[^a-z0-9._-]+/g, '-').replaceAll(/^[^a-z0-9]+|-+$/g, '').slice(0, 100);

export const addSource = onDone => openSource({source: null, onDone});

/** What is hidden; nothing where only the way is chosen in which it would be. */
const hides = redaction => (redaction?.faces || redaction?.number_plates || redaction?.labels?.length || redaction?.regions?.length ? redaction : undefined);

/** Opens the form of a source, or of a new one where source is null. */
export function openSource({source, onDone}) {
    let draft = source ? structuredClone(source) : {kind: 'rtsp', tasks: [{task: 'object_detection'}]};
    let redraw;
    const set = (name, value) => {
        draft = {...draft, [name]: value};
        redraw();
    };
    const setIn = (group, name, value) => set(group, filled({...draft[group], [name]: value}));
    const part = (fields, name, title, content) => html`<details class="options part" ?open=${Boolean(source?.[name]) || fields.isAbout(name)}><summary>${title}</summary><div class="stack tight">${content}</div></details>`;

    /** Settings of a task that is kept stay, too. */
    const chooseTasks = chosen => set('tasks', chosen.map(task => draft.tasks.find(one => one.task === task) ?? {task}));

    function motion(fields) {
        const gate = draft.motion;
        const setGate = (name, value) => set('motion', {...draft.motion, [name]: value});
        // Refusals stand at the narrowest field, so those of the gate itself are asked for last.
        const inner = gate ? html`<div class="fields close">
                ${fields.number('motion.sensitivity', 'Sensitivity, %', toPercent(gate.sensitivity), value => setGate('sensitivity', fromPercent(value)), {max: 100, placeholder: '50'})}
                ${fields.number('motion.min_area', 'Least area that moves, %', toPercent(gate.min_area), value => setGate('min_area', fromPercent(value)), {max: 100, placeholder: '0.1'})}
                ${fields.number('motion.keep_alive_seconds', 'A frame all the same after, seconds', gate.keep_alive_seconds, value => setGate('keep_alive_seconds', value), {max: 86400, step: 1, placeholder: '10', hint: '0 for never.'})}</div>
                ${fields.polygons('motion.masks', 'Areas in which motion does not count', gate.masks, value => setGate('masks', value), {hint: 'Polygons as JSON: corners as shares of width and height.'})}` : nothing;
        return part(fields, 'motion', 'Motion gate', html`${fields.check('motion', 'Only frames in which something moves', Boolean(gate), on => set('motion', on ? source?.motion ?? {} : undefined), {hint: 'Others are not stored and not analysed.'})}${inner}`);
    }

    function redaction(fields) {
        const {redaction: hidden} = draft;
        const setHidden = (name, value) => setIn('redaction', name, value);
        const inner = html`${fields.check('redaction.faces', 'Hide faces', Boolean(hidden?.faces), value => setHidden('faces', value || undefined))}
        ${fields.check('redaction.number_plates', 'Hide number plates', Boolean(hidden?.number_plates), value => setHidden('number_plates', value || undefined))}
        <div class="fields">${fields.text('redaction.labels', 'Hide objects of these classes', (hidden?.labels ?? []).join(', '), value => setHidden('labels', listOf(value)), {most: 2000, placeholder: 'none; or person, car'})}
        ${fields.choice('redaction.method', 'How', hidden?.method ?? 'blur', methods, value => setHidden('method', value))}</div>
        ${fields.polygons('redaction.regions', 'Hide areas of the picture', hidden?.regions, value => setHidden('regions', value), {hint: 'Polygons as JSON. The frame as it came is then never stored; what a detector misses is.'})}`;
        return part(fields, 'redaction', 'Made unrecognisable', html`${inner}${fields.mark('redaction').text}`);
    }

    const retention = fields => part(fields, 'retention', 'How long frames are kept', html`<div class="fields">
        ${fields.choice('retention.store', 'Where', draft.retention?.store ?? '', stores, value => setIn('retention', 'store', value))}
        ${fields.number('retention.frame_seconds', 'Every frame, seconds', draft.retention?.frame_seconds, value => setIn('retention', 'frame_seconds', value), {min: 1, max: 315360000, step: 1, placeholder: 'as the installation decides'})}
        ${fields.number('retention.event_frame_seconds', 'Frames that show events, seconds', draft.retention?.event_frame_seconds, value => setIn('retention', 'event_frame_seconds', value), {min: 1, max: 315360000, step: 1, placeholder: 'as the installation decides'})}</div>`);

    openForm({
        title: source ? `Change ${source.name ?? source.id}` : 'Add a source',
        submitLabel: source ? 'Save' : 'Add the source',
        wide: true,
        async submit() {
            const name = draft.name.trim();
            const wanted = {...draft, name, uri: draft.uri.trim(), credentials: draft.credentials?.trim() || undefined, redaction: hides(draft.redaction)};
            if (source) {
                await patch(`sources/${encodeURIComponent(source.id)}`, changes(source, wanted, editable));
            } else {
                await post('sources', {...wanted, id: draft.id?.trim() || idOf(name)});
            }
            say(source ? `${name} is saved.` : `${name} is added.`);
            onDone();
        },
        content(tools) {
            redraw = tools.update;
            const fields = fieldsOf('source', tools.problem());
            const inner = html`<div class="fields">
                ${fields.text('name', 'Name', draft.name, value => set('name', value), {required: true})}
                ${source ? nothing : fields.text('id', 'Id', draft.id, value => set('id', value), {most: 100, pattern: '[A-Za-z0-9][A-Za-z0-9._\\-]*', placeholder: 'made from the name'})}
                ${fields.choice('kind', 'Kind', draft.kind, kinds.map(([value, text]) => [value, text]), value => set('kind', value))}
                ${fields.number('sampling.fps', 'Frames per second, at most', draft.sampling?.fps, value => setIn('sampling', 'fps', value), {min: 0.1, max: 240, placeholder: '5'})}</div>
                ${fields.text('uri', 'Address', draft.uri, value => set('uri', value), {required: true, most: 8192, placeholder: kinds.find(([value]) => value === draft.kind)[2], hint: html`Without name and password; <code>{user}</code> and <code>{password}</code> stand for those of the secret.`})}
                ${fields.text('credentials', 'Secret', draft.credentials, value => set('credentials', value), {most: 100, placeholder: 'name of the secret, if it needs one'})}
                ${draft.pipeline ? html`<p class="hint">What is done with its frames is said by the pipeline ${draft.pipeline}.</p>` : fields.several('tasks', 'What to find', (draft.tasks ?? []).map(one => one.task), tasks, chooseTasks, {none: 'At least one.'})}
                ${motion(fields)}${redaction(fields)}${retention(fields)}`;
            tools.isPlaced = fields.isPlaced();
            return inner;
        },
    });
}
