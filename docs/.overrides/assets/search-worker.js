// The search itself, beside the page: Pagefind loads only the parts of the index that the words need.
//
// It is a worker for two reasons: a search never makes the page wait, and the policy of the page can go on forbidding
// WebAssembly, which runs here only. Two kinds of messages come in: those of Material's search box, by its numbers, and
// those of our search page, with an `id`. What goes out is HTML: all words are escaped; only <mark> and <strong> are ours.
//
// The index of a large site has a second part. It is loaded only when somebody asks for what is in it: for all pages, or for
// one of its kinds. site/search_index.py says which they are, in the constant `rest` of Pagefind's script.

"use strict";

importScripts("search-words.js", "search-excerpts.js");

const MESSAGE = { setup: 0, ready: 1, query: 2, result: 3 }; // Material's, as in its own worker
const BOX = 8; // results in the box; the search page shows all
const ROOT = new URL("..", self.location.href).href;

let pagefind; // a promise: it is asked for once
function load() {
  pagefind ??= import(`${ROOT}pagefind/pagefind.js`).then(async (module) => {
    await module.init();
    learn(module.words);
    return module;
  });
  return pagefind;
}

let merged; // a promise: the second part is loaded once

/** Return what Pagefind finds; `whole` says whether the second part of the index is to be searched, too. */
async function seek(query, filters, whole) {
  const { search, mergeIndex, rest } = await load();
  if (whole) await (merged ??= mergeIndex(`${ROOT}pagefind/rest/`));
  // What has been merged stays so: from then on it is left out by its kinds.
  const without = merged && !whole ? { none: Object.keys(rest.kinds).map((kind) => ({ page: kind })) } : {};
  return search(query || null, { filters: { ...filters, ...without } });
}

/** Return what is known of a result: where it is, how it answers the query, and the values of its filters. */
async function describe(result, query) {
  const { raw_url: path, meta, content, filters } = await result.data(); // from the root of the language
  // The places from the result: what Pagefind keeps of a page is shared by all queries that find it.
  return { address: path.slice(1), filters, ...answer(query, meta.title, content, result.words) };
}

/** Return the best `number` results, those first that say the words in a row. */
async function best(query, results, number) {
  const found = await Promise.all(results.slice(0, number).map((result) => describe(result, query)));
  return found.sort((one, other) => one.rank - other.rank);
}

/**
 * Return how many pages have the words and fit the filters, and some of them, with what was not asked for; nothing is asked if
 * there are neither.
 */
async function find(words, filters, from, number, whole) {
  const { rest } = await load();
  const query = parse(words, rest);
  const nothing = { total: 0, results: [], left: query.left, rest };
  if (!query.words.length) return Object.keys(filters).length ? look(query, filters, from, number, whole) : nothing;
  for (const attempt of attempts(query)) {
    for (const [some, both] of scopes(filters, whole, rest)) {
      const found = await look(attempt, some, from, number, both);
      if (found.total) return found;
    }
  }
  return nothing;
}

/** Return where to look, with filters and whether in both parts. What a word of one part is like in the other may hide it. */
function scopes(filters, whole, rest) {
  if (!whole || filters.page) return [[filters, whole]];
  const second = { ...filters, page: { any: Object.keys(rest.kinds) } };
  return [[filters, true], [second, true], [filters, false]];
}

/** Return what is found for one attempt at a query, and `asked`, what Pagefind was asked. */
async function look(query, filters, from, number, whole) {
  const { rest } = await load();
  const asked = question(query);
  const { results: unsorted } = await seek(asked, filters, whole);
  const { results: inRow } = query.quoted || !asked ? { results: [] } : await seek(`"${asked}"`, filters, whole);
  const titled = new Set(inRow.filter(({ matchedMetaFields }) => matchedMetaFields).map(({ id }) => id));
  const results = order(query, unsorted, titled);
  const first = await best(query, results, BOX);
  const some = (found, total) => ({ asked, left: query.left, rest, total, results: found.map(({ found: _, ...shown }) => shown) });
  if (query.strict) {
    const says = first.filter((result) => result.rank < NOT_IN_A_ROW);
    return some(says.slice(from, from + number), says.length);
  }
  if (!convincing(query, first)) return some([], 0);
  if (!from) return some(await best(query, results, number), results.length);
  const more = results.slice(from, from + number).map((result) => describe(result, query));
  return some(await Promise.all(more), results.length);
}

/** Answer the box: the best results, in the shape that Material's own worker gives them. */
async function box(words) {
  const { total, results, rest } = await find(words, {}, 0, BOX);
  const terms = Object.fromEntries(words.trim().split(/\s+/, MOST).map((word) => [word, true]));
  const { ratings } = await load();
  const items = results.map(({ address, title, excerpt, filters }, place) => {
    const rating = ratings[filters.rating?.[0]];
    const text = rating ? `<strong>${escape(rating)}</strong> · ${excerpt}` : excerpt;
    return [{ location: address, title: `<bdi>${title}</bdi>`, text: `<bdi>${text}</bdi>`, terms, score: BOX - place }]; // the key Enter goes to the highest score
  });
  return { items, total, suggest: suggest(words, results), rest };
}

/** Return the words with the last one completed, if a word like that was found. */
function suggest(words, results) {
  const typed = words.split(/\s+/);
  const last = typed.pop().toLowerCase();
  if (!last) return [];
  const found = results.flatMap(({ excerpt: html }) => [...html.matchAll(/<mark>([\p{L}\p{N}]+)<\/mark>/gu)]);
  const longer = found.map(([, word]) => word.toLowerCase()).find((word) => word.startsWith(last) && word !== last);
  return longer ? [...typed, longer] : [];
}

/** Return how many results each value of a filter has or would have: its own choice does not count against it. */
async function count(asked, filters, whole) {
  const total = await (await load()).filters();
  const counts = {};
  for (const name of Object.keys(total)) {
    const { [name]: own, ...others } = filters;
    const some = asked || Object.keys(others).length;
    counts[name] = some ? (await seek(asked, others, whole)).filters[name] : total[name];
  }
  return counts;
}

/**
 * Answer the search page: `number` results from the one at `from` on, how many there are, and the counts if they can be seen:
 * the files that they come from may be larger than all others. Of a part that is not searched they are not known.
 */
async function page({ words, filters, from, number, all, counting }) {
  const { rest } = await load();
  const whole = Boolean(rest) && (all || Boolean(filters.page?.any.some((kind) => kind in rest.kinds)));
  const found = await find(words, filters, from, number, whole);
  if (!counting) return { ...found, from };
  // Where no page has the words, none has them with other filters either.
  const anywhere = found.total || !words.trim() ? found : await find(words, {}, 0, BOX, whole);
  const counts = words.trim() && !anywhere.total ? {} : await count(anywhere.asked ?? "", filters, whole);
  const some = words.trim() || Object.keys(filters).length;
  for (const [kind, number_] of Object.entries(whole ? {} : (rest?.kinds ?? {})))
    counts.page = { ...counts.page, [kind]: some ? null : number_ };
  return { ...found, from, counts };
}

let newest = 0; // a query that was overtaken by another one needs no answer
const PAUSE = 200; // milliseconds without a key before words count, where the parts of the index for each letter would be large

/** Return whether a query of the box is still the newest one when it is time to ask. */
async function due(own) {
  const { rest } = await load();
  if (rest) await new Promise((resolve) => setTimeout(resolve, PAUSE));
  return own === newest;
}

addEventListener("message", async ({ data }) => {
  if (data.id) {
    try {
      postMessage({ id: data.id, ...(await page(data)) });
    } catch (error) {
      postMessage({ id: data.id, failed: String(error) });
    }
  } else if (data.type === MESSAGE.query) {
    newest += 1;
    const own = newest;
    if (!(await due(own).catch(() => true))) return;
    const found = await box(data.data).catch(() => ({ items: [], total: 0 }));
    if (own === newest) postMessage({ type: MESSAGE.result, data: found });
  }
});

// Ready at once: what is typed while Pagefind is on its way is answered when it is here.
postMessage({ type: MESSAGE.ready });
load().catch((error) => console.warn(error));
