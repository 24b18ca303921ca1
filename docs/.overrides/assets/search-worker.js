// The search itself, beside the page: Pagefind loads only the parts of the index that the words need.
//
// It is a worker for two reasons: a search never makes the page wait, and the policy of the page can go on forbidding
// WebAssembly, which runs here only. Two kinds of messages come in: those of Material's search box, by its numbers, and
// those of our search page, with an `id`. What goes out is HTML: all words are escaped, and only <mark> is ours.
//
// The index of a large site has a second part. It is loaded only when somebody asks for what is in it: for all pages, or for
// one of its kinds. site/search_index.py says which they are, in the constant `rest` of Pagefind's script.

"use strict";

const MESSAGE = { setup: 0, ready: 1, query: 2, result: 3 }; // Material's, as in its own worker
const BOX = 8; // results in the box; the search page shows all
const WORDS = 30; // in an excerpt
const JOINT = "\u205f"; // a blank that site/search_index.py puts between "l’" and "accord", and nobody sees
const BEFORE = 6; // words in front of the first one that was found
const ROOT = new URL("..", self.location.href).href;

// What site/pagefind.py says of the languages of the site, in the constant `words` of Pagefind's script.
let elision; // a word that is cut short before the next one, as in “l’accord”
let elided; // such a word at the end
let little; // words that nearly every page has

let pagefind; // a promise: it is asked for once
function load() {
  pagefind ??= import(`${ROOT}pagefind/pagefind.js`).then(async (module) => {
    await module.init();
    elision = new RegExp(`(?<!\\p{L})(?:${module.words.elision})(?=\\p{L})`, "giu");
    elided = new RegExp(`(?<!\\p{L})(?:${module.words.elision})$`, "iu");
    little = new Set(module.words.little);
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

/** Return what Pagefind is asked for the words that somebody typed. */
function query(words, rest) {
  const asked = words.replace(elision, "").trim();
  if (!rest || asked.includes('"')) return asked; // in quotation marks they are to follow each other
  // Each little word would be more to download in a large index than the others together.
  const others = asked.split(/\s+/).filter((word) => !little.has(word.toLowerCase().replace(/[’']$/, "")));
  return others.join(" ") || asked;
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]);

/** Return the first word of the excerpt: where the most of what was found stands close together. */
function beginning(places) {
  let best = 0;
  let most = 0;
  places.forEach((place, number) => {
    let end = number;
    while (end < places.length && places[end] < place + WORDS - BEFORE) end += 1;
    if (end - number > most) [best, most] = [place, end - number];
  });
  return Math.max(0, best - BEFORE);
}

/** Return what stands between two words: Pagefind keeps plain blanks only, and some signs ask for others. */
function blank(word, next) {
  if (elided.test(word)) return "";
  return word.endsWith("«") || /^[:;!?»]/.test(next) ? "\u00a0" : " ";
}

/** Return the words around what was found, as HTML. Pagefind counts the words of a text by its blanks. */
function excerpt(text, locations) {
  const pieces = text.trim().split(/\s+/);
  const found = new Set(locations);
  const start = beginning([...found].sort((one, other) => one - other));
  const end = Math.min(start + WORDS, pieces.length);
  let html = start ? "… " : "";
  for (let word = start; word < end; word += 1) {
    const piece = pieces[word];
    html += found.has(word) ? mark(piece) : escape(piece);
    if (word + 1 < end) html += blank(piece, pieces[word + 1]);
  }
  return end < pieces.length ? `${html} …` : html;
}

/** Return a word that was found as HTML; the signs around it are not marked. */
function mark(word) {
  const [, before, core, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(word);
  return core ? `${escape(before)}<mark>${escape(core)}</mark>${escape(after)}` : escape(word);
}

/** Return what is known of a result: where it is, its title and an excerpt as HTML, and the values of its filters. */
async function describe(result) {
  const { raw_url: path, meta, content, filters } = await result.data(); // from the root of the language
  // The places from the result: what Pagefind keeps of a page is shared by all queries that find it.
  const text = excerpt(content, result.words);
  return { address: path.slice(1), title: escape(meta.title.replaceAll(JOINT, "")), excerpt: text, filters };
}

const LEAST = 3; // letters that a word and what is found for it have in common, and at least half of the word

/** Return a word without accents, capitals and punctuation, as Pagefind compares them. */
const plain = (word) => word.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();

/** Return whether something found is like the word: one begins as the other does. */
function like(word, found) {
  let common = 0;
  while (common < word.length && word[common] === found[common]) common += 1;
  return common === word.length || (!/^\d+$/.test(word) && common >= LEAST && 2 * common >= word.length);
}

/**
 * Return whether the best results have all the words. For a word that is nowhere Pagefind takes the longest beginning of
 * it that is a word: "a" for "Altman". Such results are worse than none.
 */
function convincing(words, best) {
  const found = best.flatMap(({ title, excerpt: html }) => [
    ...title.split(/\s+/),
    ...[...html.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, word]) => word),
  ]);
  const forms = found.flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)]).map(plain);
  const asked = words.split(/\s+/).map(plain).filter(Boolean);
  return asked.every((word) => forms.some((form) => like(word, form)));
}

/** Return how many pages have the words and fit the filters, and some of them; nothing is asked if there are neither. */
async function find(words, filters, from, number, whole) {
  const { rest } = await load();
  const asked = query(words, rest);
  if (!asked && !Object.keys(filters).length) return { total: 0, results: [], rest };
  const { results: all } = await seek(asked, filters, whole);
  const results = await Promise.all(all.slice(from, from + number).map(describe));
  return from || convincing(asked, results) ? { total: all.length, results, rest } : { total: 0, results: [], rest };
}

/** Answer the box: the best results, in the shape that Material's own worker gives them. */
async function box(words) {
  const { total, results: best, rest } = await find(words, {}, 0, BOX);
  const terms = Object.fromEntries(words.trim().split(/\s+/).map((word) => [word, true]));
  const items = best.map(({ address, title, excerpt: text }, place) => [
    { location: address, title, text, terms, score: BOX - place }, // the key Enter goes to the highest score
  ]);
  return { items, total, suggest: suggest(words, best), rest };
}

/** Return the words with the last one completed, if a word like that was found. */
function suggest(words, best) {
  const typed = words.split(/\s+/);
  const last = typed.pop().toLowerCase();
  if (!last) return [];
  const found = best.flatMap(({ excerpt: html }) => [...html.matchAll(/<mark>([\p{L}\p{N}]+)<\/mark>/gu)]);
  const longer = found.map(([, word]) => word.toLowerCase()).find((word) => word.startsWith(last) && word !== last);
  return longer ? [...typed, longer] : [];
}

/** Return how many results each value of a filter has or would have: its own choice does not count against it. */
async function count(words, filters, whole) {
  const { filters: all, rest } = await load();
  const asked = query(words, rest);
  const total = await all();
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
  const nowhere = words.trim() && !found.total && !(await find(words, {}, 0, BOX, whole)).total;
  const counts = nowhere ? {} : await count(words, filters, whole);
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
    const answer = await box(data.data).catch(() => ({ items: [], total: 0 }));
    if (own === newest) postMessage({ type: MESSAGE.result, data: answer });
  }
});

// Ready at once: what is typed while Pagefind is on its way is answered when it is here.
postMessage({ type: MESSAGE.ready });
load().catch((error) => console.warn(error));
