// What is wrong with a record, in the words of the page: one message for each place, and where it is.

/** Return the mistakes in a record: `path` to the field, `text` to be shown there, and whether something is only missing. */
export function findMistakes(schemas, name, record, words) {
  const root = schemas.whole(name);
  const whole = schemas.get(name).completed(record);
  const found = new Map();
  for (const error of schemas.judge(name).validate(whole).errors) {
    for (const mistake of explain(error, root, whole, words)) {
      const key = mistake.path.join("/");
      if (!found.has(key)) found.set(key, mistake);
    }
  }
  return [...found.values()];
}

const steps = (pointer) => pointer.split("/").slice(1).map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"));
const at = (value, path) => path.reduce((inner, step) => inner?.[step], value);

/** Return the part of a schema in which a keyword is. */
function partAt(root, pointer) {
  let part = root;
  for (const step of steps(pointer).slice(0, -1)) {
    part = step === "$ref" ? root.$defs[part.$ref.replace("#/$defs/", "")] : part?.[step];
  }
  return part ?? {};
}

/** Return what one error of the validator means: nothing if another one says it. */
function explain({ keyword, keywordLocation, instanceLocation }, root, record, words) {
  const path = steps(instanceLocation);
  const value = at(record, path);
  if (keyword === "false") return [{ path, text: words.not_here }];
  const part = partAt(root, keywordLocation);
  const limit = part[keyword];
  const missing = (names) => names.map((field) => ({ path: [...path, field], text: words.missing, missing: true }));
  switch (keyword) {
    case "required":
      return missing(limit.filter((field) => !(field in value)));
    case "dependentRequired":
      return missing(Object.keys(limit).filter((field) => field in value).flatMap((field) => limit[field].filter((other) => !(other in value))));
    case "oneOf":
      return [{ path, text: words.one_of.replace("{}", limit.map(({ required }) => titleOf(part, required[0])).join(", ")) }];
    case "minItems":
      return [{ path, text: words.min_items.replace("{}", limit), missing: true }];
    case "minProperties":
      return [{ path, text: words.missing, missing: true }];
    case "enum":
    case "const":
      return [{ path, text: words.choice }];
    case "type":
      return [{ path, text: limit === "integer" ? words.integer : words.missing }];
    case "format":
      return [{ path, text: words[limit] }];
    case "pattern":
      return [value === "" ? { path, text: words.missing, missing: true } : { path, text: part.patternErrorMessage ?? words.pattern }];
    case "minLength":
      return [{ path, text: words.missing, missing: true }];
    case "maxLength":
      return [{ path, text: words.max_length.replace("{}", limit).replace("{}", [...value].length) }];
    case "minimum":
    case "maximum":
      return [{ path, text: words[keyword].replace("{}", limit) }];
    case "uniqueItems":
      return [{ path, text: words.unique }];
    default:
      return []; // $ref, allOf, if, properties: another error says what is wrong
  }
}

const titleOf = (part, field) => part.properties?.[field]?.title ?? field;
