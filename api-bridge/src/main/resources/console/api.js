// The one way to the bridge: JSON in and out, problems as errors, the session's cookie for the rest.
export const root = new URL('api/v1/', document.baseURI);

/** What the bridge answered when it refused: RFC 9457 with a stable code, the field and the cure. */
export class Problem extends Error {
    constructor(status, body = {}) {
        super(body.detail || body.title || `The bridge answered ${status}`);
        this.status = status;
        this.code = body.code ?? '';
        this.title = body.title ?? '';
        this.field = body.field ?? '';
        this.cure = body.cure ?? '';
        this.traceId = body.trace_id ?? '';
    }
}

/** Listens for answers 401, which end the session. */
export const refused = new EventTarget();

export function address(path, query = {}) {
    const url = new URL(path, root);
    for (const [name, value] of Object.entries(query)) {
        for (const one of Array.isArray(value) ? value : [value]) {
            if (one !== undefined && one !== null && one !== '') {
                url.searchParams.append(name, one);
            }
        }
    }
    return url;
}

async function problemOf(response) {
    const type = response.headers.get('content-type') ?? '';
    const body = type.includes('json') ? await response.json().catch(() => ({})) : {};
    return new Problem(response.status, body);
}

export async function request(method, path, {query, body, headers = {}, signal, as = 'json'} = {}) {
    let response;
    try {
        response = await fetch(address(path, query), {
            method,
            headers: {accept: as === 'json' ? 'application/json' : '*/*', ...(body === undefined ? {} : {'content-type': 'application/json'}), ...headers},
            body: body === undefined ? undefined : JSON.stringify(body),
            credentials: 'same-origin',
            signal,
        });
    } catch (error) {
        if (error.name === 'AbortError') {
            throw error;
        }
        throw new Problem(0, {code: 'unreachable', detail: 'The bridge does not answer.', cure: 'Check that it runs (./cv bridge or ./cv demo) and that this machine reaches it.'});
    }
    if (!response.ok) {
        const problem = await problemOf(response);
        if (response.status === 401 && path !== 'session') {
            refused.dispatchEvent(new Event('refused'));
        }
        throw problem;
    }
    if (response.status === 204) {
        return null;
    }
    return response[as]();
}

export const get = (path, query, options) => request('GET', path, {query, ...options});
export const post = (path, body, options) => request('POST', path, {body, ...options});
export const put = (path, body, options) => request('PUT', path, {body, ...options});
export const patch = (path, body, options) => request('PATCH', path, {body, ...options});
export const remove = (path, options) => request('DELETE', path, options);

/** Sends a form and reports 0..1 while the bytes leave; fetch cannot tell that. */
export function upload(path, form, {headers = {}, onProgress, signal} = {}) {
    return new Promise((resolve, reject) => {
        const sending = new XMLHttpRequest();
        sending.open('POST', address(path));
        sending.responseType = 'json';
        sending.setRequestHeader('accept', 'application/json');
        Object.entries(headers).forEach(([name, value]) => sending.setRequestHeader(name, value));
        sending.upload.onprogress = event => event.lengthComputable && onProgress?.(event.loaded / event.total);
        sending.onload = () => (sending.status < 300 ? resolve(sending.response) : reject(new Problem(sending.status, sending.response ?? {})));
        sending.onerror = () => reject(new Problem(0, {code: 'unreachable', detail: 'The upload broke off.', cure: 'Send the files again; nothing was accepted.'}));
        sending.onabort = () => reject(new DOMException('Cancelled', 'AbortError'));
        signal?.addEventListener('abort', () => sending.abort());
        sending.send(form);
    });
}

/** Every item of a paged list, at most limit of them. */
export async function all(path, query = {}, limit = 1000) {
    const items = [];
    let cursor;
    do {
        const page = await get(path, {...query, cursor});
        items.push(...page.items);
        cursor = page.next_cursor;
    } while (cursor && items.length < limit);
    return items;
}
