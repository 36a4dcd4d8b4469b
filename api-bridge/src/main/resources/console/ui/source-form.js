// Adding a source: a camera, a recording, a folder or a simulated scene.
import {html} from '../lib.js';
import {post} from '../api.js';
import {openForm} from './dialog.js';
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
    let kind = 'rtsp';
    openForm({
        title: 'Add a source',
        submitLabel: 'Add the source',
        async submit(form) {
            const chosen = [...form.querySelectorAll('[name=task]:checked')].map(box => ({task: box.value}));
            if (!chosen.length) {
                throw Object.assign(new Error('No task is chosen.'), {cure: 'Choose what to find on the frames.'});
            }
            const label = form.elements.name.value.trim();
            await post('sources', {
                id: form.elements.id.value.trim() || idOf(label), name: label, kind, uri: form.uri.value.trim(), tasks: chosen,
                ...(form.fps.value ? {sampling: {fps: Number(form.fps.value)}} : {}),
                ...(form.credentials.value.trim() ? {credentials: form.credentials.value.trim()} : {}),
            });
            say(`${label} is added.`);
            onDone();
        },
        content: ({update}) => html`<div class="fields">
            <div class="field"><label for="source-name">Name</label><input id="source-name" name="name" required maxlength="255" autocomplete="off" autofocus></div>
            <div class="field"><label for="source-id">Id</label><input id="source-id" name="id" maxlength="100" pattern="[A-Za-z0-9][A-Za-z0-9._\\-]*" autocomplete="off" placeholder="made from the name"></div>
            <div class="field"><label for="source-kind">Kind</label><select id="source-kind" @change=${event => {
                kind = event.target.value;
                update();
            }}>${kinds.map(([value, text]) => html`<option value=${value} ?selected=${value === kind}>${text}</option>`)}</select></div>
            <div class="field"><label for="source-fps">Frames per second, at most</label><input id="source-fps" name="fps" type="number" min="0.1" max="240" step="0.1" placeholder="5"></div></div>
            <div class="field"><label for="source-uri">Address</label><input id="source-uri" name="uri" required maxlength="8192" autocomplete="off" spellcheck="false" placeholder=${kinds.find(([value]) => value === kind)[2]} aria-describedby="source-uri-hint">
                <p class="hint" id="source-uri-hint">Without name and password; <code>{user}</code> and <code>{password}</code> stand for those of the secret.</p></div>
            <div class="field"><label for="source-credentials">Secret</label><input id="source-credentials" name="credentials" maxlength="100" autocomplete="off" placeholder="name of the secret, if it needs one"></div>
            <fieldset class="stack tight"><legend>What to find</legend><div class="task-choice">${tasks.map(([value, text]) => html`<label class="check"><input type="checkbox" name="task" value=${value} ?checked=${value === 'object_detection'}> ${text}</label>`)}</div></fieldset>`,
    });
}
