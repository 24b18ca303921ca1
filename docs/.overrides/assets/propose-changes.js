// What has changed in a claim, as an entry under its corrections tells it: what `factcheck correct` writes
// (scripts/factcheck/analysis/entry_changes.py). A program holds it against the published claim.

/* What tells an item of a list from the others, the strictest first, and what names it for readers. */
const IDENTITIES = [null, ["source", "quotation"], ["date", "sources"], ["id"], ["source"], ["type", "claim"], ["asked"], ["date"], ["who"]];
const NAMES = ["id", "source", "claim", "asked", "who", "date"];
/* What needs no entry: what says itself what is new, or only helps to find a quotation. */
const GROWING = ["record.reviewers", "record.corrections"];
const AROUND = ["prefix", "suffix"];
const DAYS = ["review.checked", "review.review_by"];

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const key = (value) => JSON.stringify(value, (_, inner) => (isObject(inner) ? Object.fromEntries(Object.entries(inner).sort()) : inner));
const same = (one, other) => key(one) === key(other);
const identity = (item, fields) => (fields ? fields.every((name) => name in item) && key(fields.map((name) => item[name])) : key(item));
const nameOf = (item, index) => String(item[NAMES.find((name) => name in item)] ?? index + 1);

/** Return the position in `before` of each item of `after` that was there, by its position in `after`. */
function pairs(before, after) {
  const found = new Map();
  for (const fields of IDENTITIES) {
    const left = [...before.keys()].filter((index) => ![...found.values()].includes(index));
    for (const [index, item] of after.entries()) {
      const wanted = !found.has(index) && identity(item, fields);
      const place = wanted ? left.findIndex((old) => identity(before[old], fields) === wanted) : -1;
      if (place >= 0) found.set(index, left.splice(place, 1)[0]);
    }
  }
  return found;
}

class Changes {
  constructor(languages) {
    this.languages = languages;
  }

  isText(value) {
    return isObject(value) && Object.keys(value).length > 0 && Object.keys(value).every((name) => this.languages.includes(name));
  }

  /** Yield what differs: the names that lead there, the item of a list, and both values. */
  *between(before, after, names = [], item = undefined) {
    if (same(before, after)) return;
    const lists = [before, after].map((value) => (value === undefined ? [] : value));
    if (isObject(before) && isObject(after) && !this.isText(before) && !this.isText(after)) {
      for (const name of new Set([...Object.keys(after), ...Object.keys(before)])) {
        yield* this.between(before[name], after[name], [...names, name], item);
      }
    } else if (lists.every(Array.isArray) && lists.flat().length && lists.flat().every(isObject)) {
      yield* this.items(...lists, names, item);
    } else yield { field: names.join("."), item, before, after };
  }

  *items(before, after, names, item) {
    const known = pairs(before, after);
    for (const [index, value] of after.entries()) {
      yield* this.between(known.has(index) ? before[known.get(index)] : undefined, value, names, item ?? nameOf(value, index));
    }
    const kept = [...after.keys()].filter((index) => known.has(index)).map((index) => known.get(index));
    for (const [index, value] of before.entries()) {
      if (!kept.includes(index)) yield { field: names.join("."), item: item ?? nameOf(value, index), before: value };
    }
    if (kept.some((index, place) => index < kept[place - 1])) yield { field: names.join("."), item, how: "reordered" };
  }

  /** Return a change as an entry tells it; nothing if none has to. */
  entry({ field, item, before, after, how }) {
    const head = item === undefined ? { field } : { field, item };
    if (how) return { ...head, how };
    const values = [before, after].filter((value) => value !== undefined);
    if (values.every((value) => this.isText(value))) return this.text(head, before ?? {}, after ?? {});
    if (values.some((value) => typeof value === "object")) {
      return { ...head, how: before === undefined ? "added" : after === undefined ? "removed" : "changed" };
    }
    return { ...head, ...(before === undefined ? {} : { was: String(before) }), ...(after === undefined ? {} : { now: String(after) }) };
  }

  /** A translation needs no entry: a text has changed if it has in a language that it had. */
  text(head, before, after) {
    const [was, now] = [{}, {}];
    const isNew = !Object.keys(before).length;
    for (const language of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const [old, words] = [before[language], after[language]];
      if (old === words || (old === undefined && !isNew)) continue;
      const [gone, put] = old === undefined || words === undefined ? [old, words] : differing(old, words);
      if (gone !== undefined) was[language] = gone;
      if (put !== undefined) now[language] = put;
    }
    if (!Object.keys({ ...was, ...now }).length) return undefined;
    return { ...head, ...(Object.keys(was).length ? { before: was } : {}), ...(Object.keys(now).length ? { after: now } : {}) };
  }
}

/** Return the sentences of two texts from the first that differs to the last one: the one put for the other makes the second text. */
function differing(before, after) {
  const [old, now] = [before, after].map((text) => [...text.matchAll(/\S[^]*?(?:[.!?…][»”’)"]{0,3}(?=\s)|$)/g)]);
  const least = Math.min(old.length, now.length);
  let first = 0;
  while (first < least && old[first][0] === now[first][0]) first += 1;
  let last = 0;
  while (last < least - first && old[old.length - 1 - last][0] === now[now.length - 1 - last][0]) last += 1;
  if (first + last === least) [first, last] = first ? [first - 1, last] : [0, Math.max(0, last - 1)];
  const part = (text, found) => {
    const end = found[found.length - 1 - last];
    return text.slice(found[first].index, end.index + end[0].length);
  };
  const [was, put] = [part(before, old), part(after, now)];
  const exact = before.split(was).length === 2 && before.replace(was, () => put) === after;
  return exact ? [was, put] : [before, after];
}

function isFree({ field, before }, again) {
  if (field === "id" || (again && DAYS.includes(field))) return true;
  const added = before === undefined;
  return added && (AROUND.some((name) => field.endsWith(`.${name}`)) || GROWING.some((list) => `${field}.`.startsWith(`${list}.`)));
}

/** Return what an entry has to tell of a claim that was published; `languages`: those of the site. */
export function tellChanges(before, after, languages) {
  const changes = new Changes(languages);
  const again = before.review.checked < after.review?.checked; // which may be cleared away
  const every = [...changes.between(before, after)];
  const needed = every.filter((change) => !isFree(change, again)).map((change) => changes.entry(change)).filter(Boolean);
  // If it was checked again, and nothing else has changed, the entry tells that.
  return needed.length || !again ? needed : every.filter(({ field }) => DAYS.includes(field)).map((change) => changes.entry(change));
}
