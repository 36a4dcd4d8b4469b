// System: state of what the bridge depends on, throughput, use, API keys, tenants, other pages.
import {html, nothing, repeat} from '../lib.js';
import {all, get, post, remove} from '../api.js';
import {age, bytes, milliseconds, number, seconds, time, words} from '../format.js';
import {isAdmin, session} from '../session.js';
import {confirm, openForm} from '../ui/dialog.js';
import {badge, complain, failure, say, sourceState, waiting} from '../ui/parts.js';
import {symbol} from '../ui/symbols.js';

export const title = 'System';
const effects = {database: 'Nothing can be read or accepted without it.', kafka: 'Jobs are accepted and run when it is back.', redis: 'Reads are slower and nothing arrives live.', storage: 'Files cannot be stored or shown.'};

export function create(context) {
    const {update} = context;
    let system = null;
    let usage = null;
    let keys = null;
    let tenants = null;
    let problem = null;

    async function load() {
        try {
            system = await get('system');
            problem = null;
        } catch (error) {
            problem = error;
        }
        update();
    }

    async function loadRest() {
        const [used, foundKeys, foundTenants] = await Promise.allSettled([get('usage'), ...(isAdmin() ? [all('api-keys', {limit: 200}), all('tenants', {limit: 200})] : [])]);
        usage = used.value ?? usage;
        keys = foundKeys?.value ?? keys;
        tenants = foundTenants?.value ?? tenants;
        [used, foundKeys, foundTenants].filter(one => one?.status === 'rejected' && one.reason.status !== 403).forEach(one => complain(one.reason));
        update();
    }

    const components = () => html`<section class="card"><header><h2>What the bridge depends on</h2>${sourceState(system.status === 'not_ready' ? 'unavailable' : system.status)}</header>
        <div class="scroll" tabindex="0" role="region" aria-label="Dependencies"><table class="cards"><caption class="visually-hidden">Dependencies</caption><thead><tr><th scope="col">Name</th><th scope="col">State</th><th scope="col" class="number">Answered in</th><th scope="col">Checked</th><th scope="col">Note</th></tr></thead>
        <tbody>${system.components.map(one => html`<tr><th scope="row">${words(one.name)}</th><td data-label="State">${sourceState(one.state)}</td><td data-label="Answered in" class="number">${milliseconds(one.latency_ms)}</td><td data-label="Checked">${age(one.checked_at)}</td>
            <td data-label="Note" class="break full">${one.state === 'down' ? html`<span class="wrong">${one.reason ?? ''}</span> ${effects[one.name] ?? ''}` : one.required ? html`<span class="muted">Required</span>` : nothing}</td></tr>`)}</tbody></table></div></section>`;

    const throughput = () => html`<dl class="tiles">
        <div class="tile"><dt>Images, last minute</dt><dd>${number(system.throughput.images_last_minute)}</dd></div>
        <div class="tile"><dt>Images, last hour</dt><dd>${number(system.throughput.images_last_hour)}</dd></div>
        <div class="tile"><dt>Jobs running</dt><dd><a href="#/jobs?state=PROCESSING">${number(system.throughput.jobs_processing)}</a></dd></div>
        <div class="tile"><dt>Jobs waiting</dt><dd><a href="#/jobs?state=PENDING">${number(system.throughput.jobs_pending)}</a></dd></div>
        <div class="tile"><dt>Dead letters, last hour</dt><dd><a href="#/letters">${number(system.throughput.dead_letters_last_hour)}</a></dd></div>
        ${system.outbox_waiting === undefined ? nothing : html`<div class="tile"><dt>Waiting for Kafka</dt><dd>${number(system.outbox_waiting)} <small>messages</small></dd></div>`}
        <div class="tile"><dt>Up for</dt><dd title=${`since ${system.started_at}`}>${seconds(system.uptime_seconds)}</dd></div></dl>`;

    const outside = (href, text) => html`<a class="button" href=${href} target="_blank" rel="noopener">${symbol('link')} ${text}</a>`;

    const links = () => html`<div class="row">${outside(system.links.docs, 'API documentation')}${outside(system.links.openapi, 'openapi.yaml')}${system.links.flink_dashboard ? outside(system.links.flink_dashboard, 'Flink dashboard') : nothing}<span class="muted small">Version ${system.version}</span></div>`;

    function useCard() {
        const most = Math.max(1, ...usage.days.map(one => one.images));
        return html`<section class="card"><header><h2>Use of ${usage.tenant_id}</h2><span class="muted small">since ${time(usage.after)}</span></header>
            <dl class="tiles inside"><div class="tile"><dt>Jobs</dt><dd>${number(usage.jobs)}</dd></div><div class="tile"><dt>Images</dt><dd>${number(usage.images)}</dd></div><div class="tile"><dt>Failed</dt><dd>${number(usage.failed)}</dd></div>
                <div class="tile"><dt>Bytes</dt><dd>${bytes(usage.input_bytes)}</dd></div><div class="tile"><dt>Analysed for</dt><dd>${seconds(usage.processing_ms / 1000)}</dd></div></dl>
            ${usage.days.length ? html`<div class="scroll tall half" tabindex="0" role="region" aria-label="Use by day"><table><caption class="visually-hidden">Use by day in UTC</caption><thead><tr><th scope="col">Day (UTC)</th><th scope="col">Images</th><th scope="col" class="number"><span class="visually-hidden">Number of images</span></th><th scope="col" class="number">Jobs</th><th scope="col" class="number">Failed</th><th scope="col" class="number">Bytes</th></tr></thead>
                <tbody>${usage.days.toReversed().map(one => html`<tr><td class="nowrap">${one.day}</td><td class="bar-cell"><progress max=${most} value=${one.images} aria-label="Images on ${one.day}"></progress></td><td class="number">${number(one.images)}</td><td class="number">${number(one.jobs)}</td><td class="number">${number(one.failed)}</td><td class="number">${bytes(one.input_bytes)}</td></tr>`)}</tbody></table></div>` : html`<div class="body"><p class="muted">Nothing was analysed in this time.</p></div>`}
            ${usage.tasks.length ? html`<p class="pager small muted"><span class="grow">${usage.tasks.map(one => `${words(one.task)} ${number(one.results)}`).join(' · ')}</span></p>` : nothing}</section>`;
    }

    const showKey = created => openForm({title: 'The key, this once', content: () => html`<p>Copy it now; it is stored only as a digest and cannot be shown again.</p><pre tabindex="0" aria-label="Key">${created.key}</pre><p class="small muted">Send it in the header <code>X-API-Key</code>.</p>
        <div class="row"><button type="button" class="button" @click=${() => navigator.clipboard?.writeText(created.key).then(() => say('Copied.'), () => null)}>Copy</button></div>`});

    const addKey = () => openForm({
        title: 'New API key', submitLabel: 'Make the key',
        async submit(form) {
            const roles = [...form.querySelectorAll('[name=role]:checked')].map(box => box.value);
            const created = await post('api-keys', {name: form.elements.name.value.trim(), roles, ...(form.until.value ? {expires_at: new Date(form.until.value).toISOString()} : {})});
            loadRest();
            setTimeout(() => showKey(created));
        },
        content: () => html`<div class="field"><label for="key-name">What it is for</label><input id="key-name" name="name" required maxlength="100" autocomplete="off" placeholder="Scanner in the archive"></div>
            <fieldset class="stack tight"><legend>Role</legend>${[['viewer', 'Viewer: reads'], ['operator', 'Operator: also submits, cancels, defines, replays'], ['admin', 'Admin: also activates, discards, administers']].map(([role, text]) => html`<label class="check"><input type="radio" name="role" value=${role} ?checked=${role === 'operator'}> ${text}</label>`)}</fieldset>
            <div class="field"><label for="key-until">Ends</label><input id="key-until" name="until" type="datetime-local"><p class="hint">Never when empty.</p></div>`,
    });

    const revoke = key => confirm({title: `Revoke ${key.name}?`, text: 'Whoever uses it is refused from now on.', action: 'Revoke', submit: async () => {
        await remove(`api-keys/${key.id}`);
        say('The key is revoked.');
        loadRest();
    }});

    const keyState = key => key.revoked_at ? badge(['', 'close', 'Revoked']) : key.expires_at && Date.parse(key.expires_at) < Date.now() ? badge(['warn', 'clock', 'Ended']) : badge(['good', 'check', 'Valid']);

    const keyCard = () => html`<section class="card"><header><h2>API keys</h2><button class="button small" @click=${addKey}>${symbol('key')} New key</button></header>
        ${keys.length ? html`<div class="scroll" tabindex="0" role="region" aria-label="API keys"><table class="cards"><caption class="visually-hidden">API keys</caption><thead><tr><th scope="col">For</th><th scope="col">Begins with</th><th scope="col">Roles</th><th scope="col">State</th><th scope="col">Last used</th><th scope="col"><span class="visually-hidden">Actions</span></th></tr></thead>
            <tbody>${repeat(keys, one => one.id, one => html`<tr><th scope="row" class="full break">${one.name}</th><td data-label="Begins with" class="mono">${one.prefix}…</td><td data-label="Roles">${one.roles.join(', ')}</td><td data-label="State">${keyState(one)}</td><td data-label="Last used">${age(one.last_used_at)}</td>
                <td class="number">${one.revoked_at ? nothing : html`<button class="button small danger" @click=${() => revoke(one)}>Revoke</button>`}</td></tr>`)}</tbody></table></div>`
            : html`<div class="body stack tight"><p class="muted">None. A key lets a program in; a person gets a token:</p><pre tabindex="0" aria-label="Command">./cv token --tenant ${session().tenant} --role operator</pre></div>`}</section>`;

    const addTenant = () => openForm({title: 'New tenant', submitLabel: 'Create the tenant', submit: async form => {
        await post('tenants', {tenant_id: form['tenant-id'].value.trim()});
        say('The tenant is created.');
        loadRest();
    }, content: () => html`<div class="field"><label for="tenant-id">Name</label><input id="tenant-id" name="tenant-id" required maxlength="100" autocomplete="off"><p class="hint">It gets tables of its own; rows that it already has move there.</p></div>`});

    const removeTenant = tenant => openForm({title: `Remove ${tenant.tenant_id}?`, submitLabel: 'Remove the tenant', danger: true, submit: async form => {
        if (form['tenant-again'].value !== tenant.tenant_id) {
            throw Object.assign(new Error('The name is not the same.'), {cure: `Type ${tenant.tenant_id}.`});
        }
        await remove(`tenants/${encodeURIComponent(tenant.tenant_id)}`);
        say('The tenant is removed.');
        loadRest();
    }, content: () => html`<p>All that it has goes with it: jobs, results, definitions, events. This cannot be taken back.</p><div class="field"><label for="tenant-again">Its name, to be sure</label><input id="tenant-again" name="tenant-again" required autocomplete="off"></div>`});

    const tenantCard = () => html`<section class="card"><header><h2>Tenants</h2><button class="button small" @click=${addTenant}>${symbol('plus')} New tenant</button></header>
        ${tenants.length ? html`<div class="scroll" tabindex="0" role="region" aria-label="Tenants"><table class="cards"><caption class="visually-hidden">Tenants</caption><thead><tr><th scope="col">Name</th><th scope="col">Schema</th><th scope="col">Created</th><th scope="col"><span class="visually-hidden">Actions</span></th></tr></thead>
            <tbody>${repeat(tenants, one => one.tenant_id, one => html`<tr><th scope="row" class="break">${one.tenant_id}</th><td data-label="Schema" class="mono break">${one.schema_name}</td><td data-label="Created">${time(one.created_at)}</td><td class="number"><button class="button small danger" aria-label="Remove ${one.tenant_id}" @click=${() => removeTenant(one)}>${symbol('trash')}</button></td></tr>`)}</tbody></table></div>`
            : html`<div class="body"><p class="muted">None has tables of its own; rows of all tenants rest in the default ones.</p></div>`}</section>`;

    context.every(5000, load);
    context.every(60000, loadRest);
    load();
    loadRest();
    return {
        render: () => html`<div class="stack"><div class="head"><h1 tabindex="-1">System</h1></div>
            ${problem ? failure(problem, load) : nothing}
            ${system === null ? (problem ? nothing : waiting(8)) : html`${throughput()}${components()}${links()}`}
            ${usage ? useCard() : nothing}${keys ? keyCard() : nothing}${tenants ? tenantCard() : nothing}</div>`,
    };
}
