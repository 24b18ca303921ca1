// A record as the text of its file in facts/, in canonical form: what scripts/factcheck/records/canonical_writer.py and
// yaml_values.py write, byte for byte. A test compares the two for every record.

const WIDTH = 100; // how many characters a line has at most, unless it holds a word or a text that cannot be broken
const STEP = "  ";
const WORDS = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
const INTEGER = /^-?(?:0|[1-9][0-9]{0,14})$/;
const DATE = /^[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?$/;
const DATE_LIKE = /^[0-9]{4}[-0-9/.~?]*$/;
const AMBIGUOUS = [
  /^[-+]?(?:[0-9][0-9_,]*|[0-9][0-9_,]*\.[0-9._,]*|\.[0-9][0-9._,]*)(?:e[-+]?[0-9]+)?$/i, // 017, 1_000, 1.10, .5, 1e3
  /^[-+]?0(?:x[0-9a-f_]+|o[0-7_]+|b[01_]+)$/i,
  /^[-+]?[0-9][0-9_]*(?::[0-9]+)+(?:\.[0-9_]*)?$/, // 12:30: base 60
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:t| +)[0-9]{1,2}:[^]*)?$/i,
];
const CURLY_STARTS = /^[“„‘”]/;
const CURLY = /^[“„‘”][^“”„‘’]*[”“’]$/; // somebody may have written these for the quotation marks of YAML
const STARTS = "-?:,[]{}#&*!|>'\"%@`=~<+.";
// White space as Python knows it: JavaScript counts U+FEFF, and neither U+001C to U+001F nor U+0085.
const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const AT_AN_END = new RegExp(`^${SPACE}|${SPACE}$`);
const NO_BLOCK = new RegExp(`^${SPACE}|${SPACE}$| \\n|\\n `);

/** Return the text of the file of a record of a kind; its schema says in which order its fields come. */
export function writeRecord(kind, record, schema) {
  const lines = [`# yaml-language-server: $schema=../../schemas/${kind}.schema.json`];
  writeFields(lines, record, schema, "", "");
  return `${lines.join("\n")}\n`;
}

/** Append the fields of a mapping: the first one behind `lead`, the others behind `margin`. */
function writeFields(lines, data, schema, lead, margin) {
  const fields = schema.fields(data);
  for (const name of new Set([...fields.keys(), ...Object.keys(data)])) {
    if (!(name in data)) continue;
    write(lines, data[name], fields.get(name), `${lead}${WORDS.test(name) ? `"${name}"` : name}:`, margin);
    lead = margin;
  }
}

/** Append a value behind `lead`: the name of its field or its hyphen, which is indented by `margin`. */
function write(lines, value, schema, lead, margin) {
  const inner = margin + STEP;
  if (Array.isArray(value)) {
    lines.push(value.length ? lead : `${lead} []`);
    for (const item of value) {
      const nested = item !== null && typeof item === "object" && !Array.isArray(item) && Object.keys(item).length;
      if (nested) writeFields(lines, item, schema.items, `${inner}- `, inner + STEP);
      else write(lines, item, schema.items, `${inner}-`, inner);
    }
  } else if (value !== null && typeof value === "object") {
    lines.push(Object.keys(value).length ? lead : `${lead} {}`);
    writeFields(lines, value, schema, inner, inner);
  } else lines.push(`${lead} ${writeValue(value, length(lead) + 1, inner)}`);
}

/** Return a value that is no collection as YAML: the rest of its line, and further lines if it needs them. */
export function writeValue(value, column, margin) {
  if (typeof value !== "string") return String(value);
  if (value.includes("\n") && !NO_BLOCK.test(value)) {
    return `|-\n${value.split("\n").map((line) => line && margin + line).join("\n")}`;
  }
  const written = needsQuotes(value) ? quote(value) : value;
  if (column + length(written) > WIDTH && canFold(value)) {
    return `>-\n${fold(value, WIDTH - length(margin)).map((line) => margin + line).join("\n")}`;
  }
  return written;
}

/** Return whether a text must be quoted so that every reader of YAML reads the same text. */
function needsQuotes(text) {
  if (!text || STARTS.includes(text[0]) || text.endsWith(":") || AT_AN_END.test(text)) return true;
  if (text.includes(": ") || text.includes(" #") || text.includes("\n") || WORDS.test(text)) return true;
  if (CURLY_STARTS.test(text)) return CURLY.test(text);
  return /^[0-9]/.test(text) && (DATE_LIKE.test(text) || INTEGER.test(text) || isAmbiguous(text));
}

const isAmbiguous = (word) => !DATE.test(word) && AMBIGUOUS.some((pattern) => pattern.test(word));

function quote(text) {
  if (text.includes("\n")) return JSON.stringify(text);
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

const canFold = (text) => text.includes(" ") && !(AT_AN_END.test(text) || text.includes("  ") || text.includes("\n"));

/** Return a text as lines of at most `width` characters, broken between words; a longer word has its own line. */
function fold(text, width) {
  return text.match(new RegExp(`[^ ](?:[^]{0,${Math.max(2, width) - 2}}[^ ])?(?= |$)|[^ ]+`, "gu"));
}

const length = (text) => [...text].length;
