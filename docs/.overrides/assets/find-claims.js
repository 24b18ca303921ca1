/* Find pasted words in the fingerprints of all articles, and show the claims of the passages that they are in.
 *
 * The text of an article is not published, its fingerprint is: one digit for the six words that start at each place
 * (scripts/factcheck/records/fingerprint.py; "Fingerprints" in the methodology). The same digits are made of the pasted
 * words, on the reader's own machine, and looked for in them. Nothing is sent anywhere. The fingerprints are loaded when
 * the first words are pasted. What can be said is there already, hidden, with places for numbers (templates/_finder.html);
 * the passages of an article come from its page. */

const WINDOW = 6;
const BITS = 3;

/* What Python's `\s` means, which is not what JavaScript's means. */
const BLANKS = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

/** Return the words of a text in the one form in which texts are compared. */
export function words(text) {
  const normal = text.normalize("NFC").replace(BLANKS, " ").replace(/[’‘ʼ]/g, "'").replace(/[“”„«»]/g, '"');
  return normal.split(" ").filter(Boolean);
}

/** Return one digit for each window of words. */
export function digits(found, salt) {
  const encoder = new TextEncoder();
  const digit = async (_, start) => {
    const bytes = encoder.encode([salt, ...found.slice(start, start + WINDOW)].join("\0"));
    return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))[0] >> (8 - BITS);
  };
  return Promise.all(Array.from({ length: Math.max(0, found.length - WINDOW + 1) }, digit));
}

/** Return how many digits must agree, so that words from elsewhere have at most one chance in `odds` to be found.
 *
 * So many digits fit at a given place once in 8 ** length times, and there are this many pairs of places to fit. */
export function enough(pasted, total, odds) {
  let length = 1;
  while ((pasted - length + 1) * total * odds > 2 ** (BITS * length)) length += 1;
  return length;
}

/* How two runs of digits may follow one another: [digits further in what was pasted, in the text, what it costs].
 * At once; or after a word that was replaced, left out or put in, or after two that were replaced. Each digit depends
 * on six words, so a change breaks a run for six. There are four ways to go on after a change, at any of some dozen
 * places; the cost of two digits, 1 in 64, makes up for that: measured, chance gains nothing from it. */
const STEPS = [[1, 1, 0], [7, 7, 2], [6, 7, 2], [7, 6, 2], [8, 8, 2]];

/** Return the table of how many digits agree on the best way to each pair of places, less what changes cost. */
function compare(pasted, text, from, to) {
  const width = text.length;
  const table = new Int16Array((to - from) * width);
  const at = (i, j) => (i < from || j < 0 ? 0 : table[(i - from) * width + j]);
  for (let i = from; i < to; i += 1) {
    for (let j = 0; j < width; j += 1) {
      if (pasted[i] !== text[j]) continue;
      const ways = STEPS.map(([di, dj, cost]) => at(i - di, j - dj) - cost);
      table[(i - from) * width + j] = Math.max(0, ...ways) + 1;
    }
  }
  return at;
}

/** Return the pairs of places on the best way that ends at a pair, the first one first. */
function trace(at, i, j) {
  const pairs = [[i, j]];
  while (at(i, j) > 1) {
    const [di, dj] = STEPS.find(([back, up, cost]) => at(i - back, j - up) - cost + 1 === at(i, j));
    [i, j] = [i - di, j - dj];
    pairs.unshift([i, j]);
  }
  return pairs;
}

/** Return all pairs of places at which pasted digits are in the text, so many that it is hardly by chance.
 *
 * The longest part comes first, at each of its places if the text repeats itself; then what is before and after it. */
export function align(pasted, text, least, from = 0, to = pasted.length) {
  if (to - from < least) return [];
  const at = compare(pasted, text, from, to);
  let best = { score: 0, row: from, columns: [] };
  for (let i = from; i < to; i += 1) {
    for (let j = 0; j < text.length; j += 1) {
      const score = at(i, j);
      if (score > best.score) best = { score, row: i, columns: [j] };
      else if (score && score === best.score && i === best.row) best.columns.push(j);
    }
  }
  if (best.score < least) return [];
  const pairs = best.columns.flatMap((column) => trace(at, best.row, column));
  const first = Math.min(...pairs.map(([i]) => i));
  const before = align(pasted, text, least, from, first - WINDOW + 1);
  return [...before, ...pairs, ...align(pasted, text, least, best.row + WINDOW, to)];
}

/** Return the numbers of the words that the windows at some places are made of, in order. */
function covered(places) {
  const numbers = places.flatMap((place) => Array.from({ length: WINDOW }, (_, next) => place + next));
  return [...new Set(numbers)].sort((one, other) => one - other);
}

/** Return numbers of words, counted from 0, as readers count: "12–20, 22–30". */
export function ranges(numbers) {
  const ends = numbers.filter((number, index) => numbers[index + 1] !== number + 1);
  const starts = numbers.filter((number, index) => numbers[index - 1] !== number - 1);
  return starts.map((start, index) => `${start + 1}–${ends[index] + 1}`).join(", ");
}

/** Return whether a passage is among the words that were found. The word beside those that were really pasted fits by
 * chance once in eight times, three such words hardly: so three count, or all of a shorter passage. */
export function touches(numbers, start, end) {
  return numbers.filter((number) => start <= number && number < end).length >= Math.min(3, end - start);
}

/** Put numbers into their places below an element. */
function fill(element, numbers) {
  for (const place of element.querySelectorAll("[data-number]")) place.textContent = numbers[place.dataset.number] ?? "";
}

/** Show one of the answers that are in the page, with its numbers, and no other. */
function say(section, answer, numbers = {}) {
  for (const item of section.querySelectorAll("[data-answer]")) {
    item.hidden = item.dataset.answer !== answer;
    if (!item.hidden) fill(item, numbers);
  }
}

/* How many digits are made at most for one question: some seconds of work for a slow machine. */
const MOST = 300_000;
/* How many articles are shown at most. */
const SHOWN = 10;

/** Return the articles that have pasted words, those with most of them first, each with the pairs of their places. */
export async function seek(pasted, { articles, odds }) {
  // Digits at the edges depend on the nothing beyond the text, too; nobody can paste that.
  const texts = articles.map(({ id, fingerprint }) => [id, [...fingerprint].slice(WINDOW - 1, 1 - WINDOW).map(Number)]);
  const total = texts.reduce((sum, [, text]) => sum + text.length, 0);
  const least = enough(pasted.length - WINDOW + 1, total, odds);
  const found = [];
  for (const [id, text] of texts) {
    const pairs = align(await digits(pasted, id), text, least);
    if (pairs.length) found.push({ id, pairs });
  }
  return found.sort((one, other) => other.pairs.length - one.pairs.length);
}

/** Return the list of all passages of an article, from its page. */
async function passagesOf(id, address) {
  const own = document.querySelector(`[data-passages="${id}"]`);
  if (own) return own;
  const page = await fetch(address);
  if (!page.ok) throw new Error(page.statusText);
  return new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[data-passages]");
}

/** Return what is shown of an article: its name, and the passages that the pasted words are in. */
async function result(section, { id, pairs }, all) {
  const address = new URL(`${id}/`, section.querySelector("[data-articles]").href);
  const passages = await passagesOf(id, address);
  const shown = section.querySelector("[data-result]").cloneNode(true);
  const numbers = covered(pairs.map(([, place]) => place));
  fill(shown, { ranges: ranges(numbers), count: covered(pairs.map(([place]) => place)).length, all });
  const name = shown.querySelector("[data-name]");
  name.textContent = passages.dataset.title;
  name.dir = "auto";
  name.href = address;
  for (const item of passages.children) {
    if (!touches(numbers, Number(item.dataset.start), Number(item.dataset.end))) continue;
    const copy = document.importNode(item, true);
    for (const link of copy.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), address);
    shown.querySelector("ul").append(copy);
  }
  shown.hidden = false;
  return shown;
}

let fingerprints;

/** Look for what was pasted, and show what became of it. */
async function answer(section, pasted) {
  const results = section.querySelector("[data-results]");
  const cut = section.querySelector("[data-cut]");
  results.replaceChildren();
  cut.hidden = true;
  if (pasted.length < Number(section.dataset.least)) return say(section, "few", { count: pasted.length });
  say(section, "busy");
  try {
    fingerprints ??= await (await fetch(section.querySelector("[data-fingerprints]").href)).json();
    const looked = pasted.slice(0, Math.floor(MOST / Math.max(1, fingerprints.articles.length)));
    const found = await seek(looked, fingerprints);
    const shown = await Promise.all(found.slice(0, SHOWN).map((item) => result(section, item, looked.length)));
    cut.hidden = looked.length === pasted.length;
    fill(cut, { looked: looked.length });
    results.replaceChildren(...shown);
    return say(section, found.length ? "found" : "none");
  } catch {
    return say(section, "failed");
  }
}

/* Browsers calculate hashes on secure pages only; elsewhere the section keeps saying where else to look. */
const section = document.querySelector(".fc-find");
if (section && globalThis.crypto?.subtle) {
  section.querySelector("[data-without]").hidden = true;
  section.querySelector("[data-with]").hidden = false;
  const field = section.querySelector("textarea");
  let asking = Promise.resolve();
  section.querySelector("button").addEventListener("click", () => {
    asking = asking.then(() => answer(section, words(field.value))); // one question after the other
  });
}
