// Titles and excerpts for the worker that searches: HTML with <mark> around what was asked for, and all else escaped.

"use strict";

const WORDS = 30; // in an excerpt
const BEFORE = 6; // words in front of the first one that was found
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text) => text.replace(/[&<>"']/g, (found) => ENTITIES[found]);

/** Return the first word of the excerpt: where most of what was found is close together. */
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

/** Return what is between two pieces: Pagefind keeps plain blanks only, and some signs ask for others. */
function blank(piece, next) {
  if (piece.endsWith(marks.bound) || elided.test(piece)) return "";
  return piece.endsWith("«") || /^[:;!?»]/.test(next) ? "\u00a0" : " ";
}

/** Return a piece as HTML with these plain words marked; the signs around them are not. */
function mark(piece, wanted) {
  const start = piece.search(/[\p{L}\p{N}]/u);
  if (start < 0) return escape(restore(piece));
  const end = /^.*[\p{L}\p{N}]/su.exec(piece)[0].length;
  const all = wanted.has(plain(piece)) || parts(piece).every((part) => wanted.has(part));
  const tokens = all
    ? [piece.slice(0, start), piece.slice(start, end), piece.slice(end)]
    : piece.split(new RegExp(`([\\p{L}\\p{N}${marks.groups}${marks.blank}]+)`, "u"));
  const marked = (token, number) => number % 2 && (all || wanted.has(plain(token)));
  return tokens
    .map((token, number) => [escape(restore(token)), marked(token, number)])
    .map(([token, is]) => (is ? `<mark>${token}</mark>` : token))
    .join("");
}

/** Return, of what Pagefind found at these places, the best answers to each word, as `row` does. */
function answers({ words }, pieces, places) {
  const found = places.flatMap((place) => forms(pieces[place] ?? "").map((form) => ({ place, form })));
  return words.flatMap((word) => {
    const everywhere = words.length > 1 && word.form.length < LEAST && !/\p{N}/u.test(word.form);
    if (!word.asked || everywhere) return [];
    const fitting = found.map((one) => [one, fit(word.form, one.form)]);
    const most = Math.max(1, ...fitting.map(([, how]) => how));
    return fitting.filter(([, how]) => how === most).map(([one]) => one);
  });
}

/** Return each of the pieces as HTML, with these words marked. */
function shown(pieces, found) {
  const wanted = new Map(found.map(({ place }) => [place, new Set()]));
  for (const { place, form } of found) wanted.get(place).add(form);
  return pieces.map((piece, place) => (wanted.has(place) ? mark(piece, wanted.get(place)) : escape(restore(piece))));
}

/** Return the words around those of a row, or else around what was found, as HTML. */
function excerpt(pieces, found, said) {
  const places = new Set((said.length ? said : found).map(({ place }) => place));
  const start = beginning([...places].sort((one, other) => one - other));
  let end = Math.min(start + WORDS, pieces.length);
  while (end < pieces.length && !blank(pieces[end - 1], pieces[end])) end += 1;
  const around = pieces.slice(start, end);
  const marked = [...found, ...said].map(({ place, form }) => ({ place: place - start, form }));
  const words = shown(around, marked);
  const text = words.map((word, place) => (place ? blank(around[place - 1], around[place]) : "") + word).join("");
  return `${start ? "… " : ""}${text}${end < pieces.length ? " …" : ""}`;
}

/**
 * Return how a page with this title and text answers: its title and excerpt as HTML, its rank, and what was `found` on it. Words
 * that the title says in a row are marked there, and in the text only if it says them so, too.
 */
function answer(query, title, text, places) {
  const [{ pieces: names, blanks, said: name }, { pieces, said: words }] = [read(title), read(text)];
  const { rank, titled, row: said } = directness(query, name, words);
  const found = titled.length && !said.length ? [] : answers(query, pieces, places);
  return {
    title: shown(names, titled).map((word, place) => restore(blanks[place]) + word).join(""),
    excerpt: excerpt(pieces, found, said),
    rank,
    found: [...names, ...places.map((place) => pieces[place] ?? "")],
  };
}
