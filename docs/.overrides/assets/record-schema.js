// A schema as a form needs it: which fields a value has, in which order, and what is wrong with it.
//
// The schemas are those in schemas/, which the page has as data, in its language. @cfworker/json-schema judges them without
// making functions from text, which the policy of the pages forbids.

import { format, Validator } from "./form-library.js";

const DRAFT = "2020-12";
const POINT = /^([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?[?~]?$/;
const HOST = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+";
const ADDRESS = new RegExp(`^https://${HOST}(?::[1-9][0-9]{0,4})?(?:[/?#][A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]*)?$`);

/** Return the first and the last day that a date such as 2023-10? can mean, as texts that can be compared; or nothing. */
function days(text) {
  const [, year, month, day] = POINT.exec(text) ?? [];
  if (!year || year === "0000") return undefined;
  const last = new Date(Date.UTC(2000, 0, 1));
  last.setUTCFullYear(Number(year), Number(month ?? 12), 0);
  if (Number(day ?? 1) > last.getUTCDate()) return undefined;
  return [`${year}-${month ?? "01"}-${day ?? "01"}`, `${year}-${month ?? "12"}-${day ?? last.getUTCDate()}`];
}

/** Return whether a text is a date or an interval as records write them (a subset of EDTF). */
export function isDate(text) {
  const ends = text.split("/");
  if (ends.length === 1) return Boolean(days(text));
  const [first, second] = ends.map((end) => (end === ".." ? [null, null] : days(end)));
  if (ends.length > 2 || !first || !second || (!first[0] && !second[0])) return false;
  return !first[0] || !second[1] || first[0] <= second[1];
}

format.edtf = isDate;
format.date = (text) => /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) && isDate(text);
format.uri = (text) => ADDRESS.test(text) && !/%(?![0-9A-Fa-f]{2})/.test(text) && URL.canParse(text);

/** All schemas of a page: `definitions` by name, which refer to each other as #/$defs/NAME. */
export class Schemas {
  #definitions;
  #validators = new Map();

  constructor(definitions) {
    this.#definitions = definitions;
  }

  /** Return the schema with this name. */
  get(name) {
    return new Schema(this, this.#definitions[name]);
  }

  /** Return the whole as JSON Schema: the one with this name, and all that it may refer to. */
  whole(name) {
    return { ...this.#definitions[name], $defs: this.#definitions };
  }

  /** Follow the references of a schema; what stands beside a reference counts more than what it leads to. */
  resolve(schema) {
    if (!schema?.$ref) return schema;
    const { $ref, ...own } = schema;
    const target = this.resolve(this.#definitions[$ref.replace("#/$defs/", "")]);
    return { ...target, ...own, ...(target.allOf && own.allOf ? { allOf: [...target.allOf, ...own.allOf] } : {}) };
  }

  /** Return the validator of a schema, which is made once. */
  #validator(schema) {
    const key = JSON.stringify(schema);
    const known = this.#validators.get(key);
    if (known) return known;
    const alone = !key.includes('"$ref"');
    const made = new Validator(alone ? schema : { allOf: [schema], $defs: this.#definitions }, DRAFT);
    this.#validators.set(key, made);
    return made;
  }

  /** Return the validator that names every mistake in a value of the schema with this name. */
  judge(name) {
    this.#validators.get(name) ?? this.#validators.set(name, new Validator(this.whole(name), DRAFT, false));
    return this.#validators.get(name);
  }

  /** Return whether a value fits a schema. */
  accepts(schema, value) {
    return typeof schema === "boolean" ? schema : this.#validator(schema).validate(value).valid;
  }
}

/** The schema of one value. */
export class Schema {
  constructor(all, definition) {
    this.all = all;
    this.own = all.resolve(definition) ?? {};
  }

  /** The schema of the items of a list. */
  get items() {
    return new Schema(this.all, this.own.items);
  }

  /** Return the schemas of the fields that a value may have, by their names, in the order in which they are written. */
  fields(value) {
    const found = new Map();
    this.#collect(this.own, value, found);
    return found;
  }

  /** Return a value with those mappings in it, empty, that it must have: so that what is missing in them is named, too. */
  completed(value) {
    if (Array.isArray(value)) return value.map((item) => this.items.completed(item));
    if (value === null || typeof value !== "object") return value;
    const found = { ...value };
    for (const [name, inner] of this.fields(value)) {
      if (name in found) found[name] = inner.completed(found[name]);
      else if (this.own.required?.includes(name) && inner.own.required) found[name] = inner.completed({});
    }
    return found;
  }

  #collect(schema, value, found) {
    const { properties = {}, allOf = [], if: condition, then, else: otherwise } = schema;
    for (const [name, inner] of Object.entries(properties)) {
      if (inner && !found.has(name)) found.set(name, new Schema(this.all, inner));
    }
    if (condition) {
      const branch = this.all.accepts(condition, value) ? then : otherwise;
      if (branch) this.#collect(this.all.resolve(branch), value, found);
    }
    for (const part of allOf) this.#collect(this.all.resolve(part), value, found);
  }
}

/** Return the fields that people fill in: the changes that a correction tells are found out by the form. */
function typed({ changes: _, ...fields }) {
  return fields;
}

/** Return a schema as a form shows it: alternatives that are told apart by which of them is filled in are all shown, and the
 * type of a payload stays to be chosen. The whole schema still judges what was filled in. */
export function forForm(schema) {
  if (Array.isArray(schema)) return schema.map(forForm);
  if (schema === null || typeof schema !== "object") return schema;
  const shown = {};
  for (const [key, inner] of Object.entries(schema)) {
    if (key === "oneOf" && inner.every((item) => Object.keys(item).join() === "required")) continue;
    if (key === "type" && inner.const) shown.type = {};
    else if (key === "properties") shown[key] = forForm(typed(inner));
    else shown[key] = key === "if" ? inner : forForm(inner);
  }
  // What stands beside a reference would take the place of the same keyword in what it leads to.
  if (shown.$ref && shown.allOf) {
    shown.allOf = [{ $ref: shown.$ref }, ...shown.allOf];
    delete shown.$ref;
  }
  return shown;
}
