// Routes in the fragment: #/jobs/1234?task=ocr. Each page is a module that is loaded when first shown.
const pages = {
    live: () => import('./pages/live.js'),
    source: () => import('./pages/source.js'),
    jobs: () => import('./pages/jobs.js'),
    job: () => import('./pages/job.js'),
    zones: () => import('./pages/zones.js'),
    events: () => import('./pages/events.js'),
    analytics: () => import('./pages/analytics.js'),
    models: () => import('./pages/models.js'),
    letters: () => import('./pages/letters.js'),
    system: () => import('./pages/system.js'),
};

/** Pages of one thing, by the list that it is in. */
const details = {jobs: 'job', live: 'source'};

/** The route that the address names: {name, id, query}; Live where it names none. */
export function current() {
    const [path, search = ''] = location.hash.replace(/^#\/?/, '').split('?');
    const [first, ...rest] = path.split('/').filter(Boolean).map(part => decodeURIComponent(part));
    const id = rest.join('/') || null;
    const name = id && Object.hasOwn(details, first) ? details[first] : Object.hasOwn(pages, first ?? '') ? first : first ? 'unknown' : 'live';
    return {name, id, query: new URLSearchParams(search)};
}

export function hash(path, query = {}) {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
        for (const one of Array.isArray(value) ? value : [value]) {
            if (one !== undefined && one !== null && one !== '') {
                search.append(name, one);
            }
        }
    }
    const text = search.toString();
    return `#/${path}${text ? `?${text}` : ''}`;
}

export const go = (path, query) => {
    location.hash = hash(path, query);
};

/** Changes the address without a new page, as filters do. */
export const remember = (path, query) => history.replaceState(null, '', hash(path, query));

export const load = name => pages[name]();
