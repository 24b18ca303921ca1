// Words for the worker that searches: what is asked for, and how well a page answers it.
//
// Texts and titles come from the index as site/search_words.py has rewritten them, and what readers type is rewritten by the
// same rules. What is shown is restored.

"use strict";

const MOST = 40; // words of a query
const LONGEST = 100; // letters of a word
const CURRENCY = /(?<!\p{L})\p{L}{1,3}(?=\p{Sc})/gu; // what tells dollars apart, as in “US$4bn”

// What search_words.py says, made ready by `learn`.
let rules;
let signs;
let sign;
let elided; // an elided word at the end
let little; // words that nearly every page has
let marks; // characters that are put into texts, by their names

/** Take the constant `words` of Pagefind's script. */
function learn(words) {
  rules = words.rules.map(([pattern, put]) => [new RegExp(pattern, "giu"), put]);
  ({ signs, marks } = words);
  sign = new RegExp(Object.keys(signs).join("|"), "gu");
  elided = new RegExp(words.elided, "iu");
  little = new Set(words.little);
}

const rewrite = (text) => rules.reduce((found, [pattern, put]) => found.replace(pattern, put), text);
const restore = (text) => text.replace(sign, (found) => signs[found]);

/** Return a word without accents, capitals and punctuation, as Pagefind compares them. */
const plain = (word) => word.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();

/** Return whether a piece of a text is a little word that was cut short: “l’”, but not “jusqu’”. */
const isArticle = (piece) => elided.test(piece) && plain(piece).length < 3;

// What is asked for

/**
 * Return what somebody typed as `words`, each with whether it is `asked` for: in quotation marks all are. Little words are not
 * while there are others, in a small index two: in a large one each would be more to download than the others together. `left`
 * is what is not asked for, as it was typed.
 */
function parse(typed, large) {
  const quoted = /^\s*["“”„«].+["“”»]\s*$/su.test(typed);
  const pieces = rewrite(typed.normalize("NFC").replace(CURRENCY, "")).split(/\s+/).filter(Boolean);
  const words = pieces.slice(0, MOST).map((piece) => {
    const word = spell(piece.slice(0, LONGEST));
    return { ...word, asked: quoted || !(little.has(word.text.toLowerCase()) || isArticle(piece)) };
  });
  const said = words.filter(({ form }) => form);
  const enough = said.filter(({ asked }) => asked).length >= (large ? 1 : 2);
  for (const word of said) word.asked ||= !enough && !isArticle(word.piece);
  if (!said.some(({ asked }) => asked)) for (const word of said) word.asked = true;
  const left = [...words.filter(({ form, asked }) => !form || !asked).map(({ piece }) => piece), ...pieces.slice(MOST)];
  return { words: said, quoted, left: left.map(restore), open: /[\p{L}\p{N}]$/u.test(typed) };
}

/** Return a word of a query: its `piece` of what was typed, its `text` for Pagefind and its plain `form`. */
function spell(piece) {
  const text = piece.replace(/[^\p{L}\p{M}\p{N}]/gu, "");
  return { piece, text, form: plain(text) };
}

/** Return the query with the pieces changed for which `change` returns something else. */
function changed(query, change) {
  const words = query.words.map((word, place) => ({ ...word, ...spell(change(word.piece, place)) }));
  return words.some(({ piece }, place) => piece !== query.words[place].piece) ? [{ ...query, quoted: false, words }] : [];
}

/**
 * Return what to ask for, one after the other until something is found: the words as they are; if they are in quotation marks,
 * without these; decimals after the other mark; and a number at the end as the beginning of one.
 */
function attempts(query) {
  const { end, point, comma } = marks;
  const other = { [point]: comma, [comma]: point };
  const swapped = changed(query, (piece) => piece.replace(/[^]/gu, (letter) => other[letter] ?? letter));
  const last = query.open && !query.quoted ? query.words.length - 1 : -1;
  const begun = changed(query, (piece, place) => (place === last && piece.endsWith(end) ? piece.slice(0, -1) : piece));
  return [query, ...(query.quoted ? [{ ...query, quoted: false, strict: true }] : []), ...swapped, ...begun];
}

/** Return what Pagefind is asked. */
function question({ words, quoted }) {
  const asked = words.filter((word) => word.asked).map(({ text }) => text);
  return quoted && asked.length ? `"${asked.join(" ")}"` : [...new Set(asked)].join(" ");
}

// How well a page answers

/** Return a function that remembers what it returned for each text: while somebody types, the same pages come again. */
function remembering(make) {
  const made = new Map();
  return (text) => made.get(text) ?? made.set(text, make(text)).get(text);
}

const LEAST = 3; // letters that a word and what is found for it have in common, and at least half of the word
const SHORT = 4; // letters: below this a word must be the same
const ENDING = 2; // letters: fournisseur, fournisseurs
const NOT_IN_A_ROW = 5; // the rank of a page that has the words here and there

/** Return how well something found answers a word: 2 if it is the same in another form, 1 if one begins as the other does. */
function fit(word, found) {
  if (word === found) return 2;
  if (/^\p{N}/u.test(word)) return found.startsWith(word) ? 1 : 0;
  let common = 0;
  while (common < word.length && word[common] === found[common]) common += 1;
  const [short, long] = [word.length, found.length].sort((one, other) => one - other);
  if (common === short && short >= SHORT && long - short <= ENDING) return 2;
  return common === word.length || (common >= LEAST && 2 * common >= word.length) ? 1 : 0;
}

/** Return the plain words of which a piece of a text is made: of “US$1,500-metre” they are “1500” and “metre”. */
function parts(piece) {
  const word = piece.replace(CURRENCY, "").replaceAll(marks.groups, "").replaceAll(marks.blank, "");
  return word.split(/[^\p{L}\p{N}]+/u).map(plain).filter(Boolean);
}

/** Return the plain forms by which a piece is found: of the whole, and of the parts of a compound. */
const forms = remembering((piece) => {
  const found = [plain(piece), ...parts(piece), ...piece.split(/(?<=\p{Ll})(?=\p{Lu})/u).map(plain)];
  return [...new Set(found)].filter(Boolean);
});

const fits = (word, shapes) => Math.max(0, ...shapes.map((found) => fit(word, found)));

/** Return a text as its pieces, its plain words with their places, and the blanks around the pieces. */
const read = remembering((text) => {
  const [pieces, blanks] = [text.split(/\s+/), text.split(/\S+/)];
  if (pieces.at(-1).endsWith(marks.name)) pieces.pop();
  return { pieces, blanks, said: spoken(pieces) };
});

/** Return the plain words of a text with their places, without what is no word and “l’”. */
function spoken(pieces) {
  return pieces.flatMap((piece, place) => (isArticle(piece) ? [] : parts(piece).map((form) => ({ place, form }))));
}

/** Return the words of a text that says the wanted ones in a row, or none. `exact` takes no other forms of them. */
function row({ wanted, open }, said, exact) {
  const last = wanted.length - 1;
  const same = (form, number, found) =>
    form === found || (!exact && (fit(form, found) === 2 || (open && number === last && found.startsWith(form))));
  for (let start = 0; wanted.length && start + last < said.length; start += 1) {
    if (wanted.every((form, number) => same(form, number, said[start + number].form)))
      return said.slice(start, start + wanted.length);
  }
  return [];
}

/** Return how directly a page says what was asked, and where: as its title, in it, in its text, so in other forms, or not at all. */
function directness({ words, open }, title, text) {
  const query = { wanted: spoken(words.map(({ piece }) => piece)).map(({ form }) => form), open };
  const whole = row(query, title, true);
  if (whole.length) return { rank: whole.length === title.length ? 0 : 1, titled: whole, row: row(query, text, false) };
  const exact = row(query, text, true);
  if (exact.length) return { rank: 2, titled: [], row: exact };
  const [titled, other] = [row(query, title, false), row(query, text, false)];
  return { rank: titled.length ? 3 : other.length ? 4 : NOT_IN_A_ROW, titled, row: other };
}

/**
 * Return the results in the order in which they are worth a look: first the best, those with the words
 * in a row in their titles and those with some there and all near each other in their texts, then those with only the latter.
 */
function order({ words }, results, titled) {
  const BEST = 3;
  const count = new Set(words.filter(({ asked }) => asked).map(({ text }) => text)).size;
  if (count < 2) return results;
  const near = (places) => places.some((place, number) => places[number + count - 1] - place < words.length);
  const kind = ({ id, words: places, matchedMetaFields }, place) =>
    place < BEST || titled.has(id) ? 0 : near(places) ? (matchedMetaFields?.length ? 0 : 1) : 2;
  const kinds = [[], [], []];
  results.forEach((result, place) => kinds[kind(result, place)].push(result));
  return kinds.flat();
}

/**
 * Return whether the best results have all the words. For a word that is nowhere Pagefind takes the longest beginning of
 * it that is a word: "a" for "Altman". Such results are worse than none.
 */
function convincing({ words }, best) {
  const shapes = [...new Set(best.flatMap(({ found }) => found))].flatMap(forms);
  return words.filter(({ asked }) => asked).every(({ form }) => fits(form, shapes));
}
