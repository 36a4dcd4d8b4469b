// Models: which version serves, trials of new ones.
import {html, nothing, repeat} from '../lib.js';
import {all, put, remove} from '../api.js';
import {age, number, percent, time} from '../format.js';
import {isAdmin} from '../session.js';
import {confirm, openForm} from '../ui/dialog.js';
import {badge, empty, failure, say, waiting} from '../ui/parts.js';

export const title = 'Models';
const states = {active: ['good', 'check', 'Active'], canary: ['info', 'play', 'Canary'], shadow: ['info', 'live', 'Shadow'], inactive: ['', '', 'Not active']};

export function create(context) {
    const {update} = context;
    let models = null;
    let problem = null;

    async function load() {
        try {
            models = await all('models', {limit: 200});
            problem = null;
        } catch (error) {
            problem = error;
        }
        update();
    }

    function activate(model, version) {
        const trial = {canary: model.canary ? {...model.canary} : null, shadow: model.shadow ? {...model.shadow} : null};
        const versionField = (id, label, value, required) => html`<div class="field"><label for=${id}>${label}</label><input id=${id} name=${id} list="versions" ?required=${required} maxlength="20" pattern="[A-Za-z0-9][A-Za-z0-9.+:_\\-]*" autocomplete="off" .value=${value ?? ''}></div>`;
        const trialFields = (kind, label, text, tools) => html`<fieldset class="stack tight"><legend class="check"><label class="check"><input type="checkbox" .checked=${trial[kind] !== null} @change=${event => {
            trial[kind] = event.target.checked ? {version: '', share: kind === 'canary' ? 0.05 : 1} : null;
            tools.update();
        }}> ${label}</label></legend><p class="small muted">${text}</p>
            ${trial[kind] ? html`<div class="fields">${versionField(`${kind}-version`, 'Version', trial[kind].version, true)}<div class="field"><label for="${kind}-share">Share of the references: ${percent(trial[kind].share)}</label>
                <input id="${kind}-share" name="${kind}-share" type="range" min="0.01" max="1" step="0.01" .value=${String(trial[kind].share)} @input=${event => {
                    trial[kind].share = Number(event.target.value);
                    tools.update();
                }}></div></div>` : nothing}</fieldset>`;
        openForm({
            title: `Activate ${model.name}`, submitLabel: 'Activate',
            async submit(form) {
                const of = kind => (trial[kind] ? {[kind]: {version: form[`${kind}-version`].value.trim(), share: trial[kind].share}} : {});
                await put(`models/${encodeURIComponent(model.name)}/activation`, {version: form.version.value.trim(), ...of('canary'), ...of('shadow')});
                say('The order is given. A version that cannot be loaded changes nothing and becomes a dead letter.');
                load();
            },
            content: tools => html`<datalist id="versions">${model.versions.map(one => html`<option value=${one.version}></option>`)}</datalist>
                ${versionField('version', 'Version that serves', version ?? model.active_version, true)}
                ${trialFields('canary', 'Canary', 'Serves a share of the references instead.', tools)}
                ${trialFields('shadow', 'Shadow', 'Analyses a share as well, for comparison only.', tools)}`,
        });
    }

    const deactivate = model => confirm({title: `Take the activation of ${model.name} back?`, text: 'The configured default version serves again.', action: 'Take it back', danger: false, submit: async () => {
        await remove(`models/${encodeURIComponent(model.name)}/activation`);
        say('The order is given.');
        load();
    }});

    const card = model => html`<section class="card"><header><h2 class="break">${model.name}</h2>
            ${model.canary ? html`<span class="badge info">Canary ${model.canary.version}, ${percent(model.canary.share)}</span>` : nothing}${model.shadow ? html`<span class="badge info">Shadow ${model.shadow.version}, ${percent(model.shadow.share)}</span>` : nothing}
            ${isAdmin() ? html`<button class="button small" @click=${() => activate(model)}>Activate …</button>${model.active_version ? html`<button class="button small" @click=${() => deactivate(model)}>Take back</button>` : nothing}` : nothing}</header>
        <div class="scroll" tabindex="0" role="region" aria-label="Versions of ${model.name}"><table class="cards"><caption class="visually-hidden">Versions of ${model.name}</caption><thead><tr><th scope="col">Version</th><th scope="col">State</th><th scope="col" class="number">Results</th><th scope="col">Last used</th><th scope="col">SHA-256</th></tr></thead>
        <tbody>${repeat(model.versions, one => one.version, one => html`<tr><th scope="row" class="mono">${one.version}</th><td data-label="State">${model.active_version || model.versions.length > 1 ? badge(states[one.state]) : badge(['', '', 'Default'])}</td><td data-label="Results" class="number">${number(one.results)}</td><td data-label="Last used">${age(one.last_used_at)}</td><td data-label="SHA-256" class="mono"><span title=${one.sha256 ?? ''}>${one.sha256?.slice(0, 12) ?? '–'}</span></td></tr>`)}</tbody></table></div>
        ${model.updated_at ? html`<p class="pager small muted"><span class="grow">Ordered ${time(model.updated_at)}${model.updated_by ? ` by ${model.updated_by}` : ''}</span></p>` : model.active_version ? nothing : html`<p class="pager small muted"><span class="grow">Nothing was ordered; the configured default serves.</span></p>`}</section>`;

    context.every(20000, load);
    load();
    return {
        render: () => html`<div class="stack"><div class="head"><h1 tabindex="-1">Models</h1></div>
            ${problem ? failure(problem, load) : nothing}
            ${models === null ? (problem ? nothing : waiting(8)) : models.length ? repeat(models, one => one.name, card) : html`<div class="card">${empty('models', 'No model has worked yet', html`<p>Models appear here once they made a result or were activated. What is installed where the jobs run, and how more come:</p><pre tabindex="0" aria-label="Command">./cv models list
./cv models pull yolox-nano</pre>`)}</div>`}</div>`,
    };
}
