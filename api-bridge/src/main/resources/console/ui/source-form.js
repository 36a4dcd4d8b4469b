// Adding a source: a camera, a recording, a folder or a simulated scene.
import {html} from '../lib.js';
import {post} from '../api.js';
import {openForm} from './dialog.js';
import {fieldsOf} from './fields.js';
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

/** A name that the bridge takes as an id. */
export const idOf = text => text.trim().toLowerCase().normalize('NFKD').replaceAll(/[^a-z0-9._-]+/g, '-').replaceAll(/^[^a-z0-9]+|-+$/g, '').slice(0, 100);

export function addSource(onDone) {
    let draft = {kind: 'rtsp', tasks: ['object_detection']};
    let redraw;
    const set = (name, value) => {
        draft = {...draft, [name]: value};
        redraw();
    };
    openForm({
        title: 'Add a source',
        submitLabel: 'Add the source',
        async submit() {
            const {fps, tasks: chosen, ...rest} = draft;
            const name = draft.name.trim();
            await post('sources', {
                ...rest, name, id: draft.id?.trim() || idOf(name), uri: draft.uri.trim(), credentials: draft.credentials?.trim() || undefined,
                tasks: chosen.map(task => ({task})), sampling: fps === undefined ? undefined : {fps},
            });
            say(`${name} is added.`);
            onDone();
        },
        content(tools) {
            redraw = tools.update;
            const fields = fieldsOf('source', tools.problem());
            const inner = html`<div class="fields">
                ${fields.text('name', 'Name', draft.name, value => set('name', value), {required: true})}
                ${fields.text('id', 'Id', draft.id, value => set('id', value), {most: 100, pattern: '[A-Za-z0-9][A-Za-z0-9._\\-]*', placeholder: 'made from the name'})}
                ${fields.choice('kind', 'Kind', draft.kind, kinds.map(([value, text]) => [value, text]), value => set('kind', value))}
                ${fields.number('sampling.fps', 'Frames per second, at most', draft.fps, value => set('fps', value), {min: 0.1, max: 240, placeholder: '5'})}</div>
                ${fields.text('uri', 'Address', draft.uri, value => set('uri', value), {required: true, most: 8192, placeholder: kinds.find(([value]) => value === draft.kind)[2], hint: html`Without name and password; <code>{user}</code> and <code>{password}</code> stand for those of the secret.`})}
                ${fields.text('credentials', 'Secret', draft.credentials, value => set('credentials', value), {most: 100, placeholder: 'name of the secret, if it needs one'})}
                ${fields.several('tasks', 'What to find', draft.tasks, tasks, value => set('tasks', value), {none: 'At least one.'})}`;
            tools.isPlaced = fields.isPlaced();
            return inner;
        },
    });
}
