// What a form holds as a record: without what is empty, and with the typography of each language, as `make format` would write
// it (Language.typeset in scripts/factcheck/languages/language.py). Words copied from elsewhere keep their own form.

// White space as Python knows it: JavaScript counts U+FEFF, and neither U+001C to U+001F nor U+0085.
const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const ENDS = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");
const BETWEEN_MARKS = /(«[^«»]*»|“[^“”]*”)/;
const FORMS = [
  [/(?<=[\p{L}\p{N}])'(?=\p{L})/gu, "’"],
  [/\.\.\./g, "…"],
  [/ {2,9}/g, " "],
  [/ - /g, " – "],
];

/** Return a text for readers with the typography of its language. `noBreak`: where no line may end, and the blank to be there. */
export function typeset(text, noBreak) {
  if (text.includes('"')) return text; // what is between straight marks may be quoted
  const parts = text.split(BETWEEN_MARKS);
  for (const [pattern, good] of FORMS) {
    for (let index = 0; index < parts.length; index += 2) parts[index] = parts[index].replace(pattern, good);
  }
  let whole = parts.join("");
  const quoted = new Set();
  for (const { 0: found, index } of whole.matchAll(new RegExp(BETWEEN_MARKS, "g"))) {
    for (let place = index + 2; place < index + found.length - 2; place += 1) quoted.add(place);
  }
  for (const [pattern, good] of noBreak) {
    whole = whole.replace(new RegExp(pattern, "g"), (blank, place, text) => {
      const beside = text.slice(Math.max(0, place - 1), place) + text.slice(place + blank.length, place + blank.length + 1);
      return blank === " " && !/^\d+$/.test(beside) && !quoted.has(place) ? good : blank;
    });
  }
  return whole;
}

/** Return what a form holds as a record. `typography`: for each language of the site, where no line may end. */
export function tidy(value, typography) {
  if (typeof value === "string") return value.normalize("NFC").replace(/\r\n?/g, "\n").replace(ENDS, "");
  if (Array.isArray(value)) return value.map((item) => tidy(item, typography)).filter((item) => item !== undefined && item !== "");
  if (value === null || typeof value !== "object") return value ?? undefined;
  const isTranslated = Object.keys(value).every((name) => name in typography);
  const found = {};
  for (const [name, inner] of Object.entries(value)) {
    const item = name === "changes" ? inner : tidy(inner, typography); // what a correction changed stays as it was
    if (item === undefined || item === "" || (typeof item === "object" && !Object.keys(item).length)) continue;
    found[name] = isTranslated && typeof item === "string" ? typeset(item, typography[name]) : item;
  }
  return found;
}
