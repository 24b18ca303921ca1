// The page contribute/propose: a form for a record, made from the schemas, and the file that it makes.
//
// Nothing is sent from here. The page shows the file as it has to be, and hands it over: to the page of a forge on which a new
// file begins or a file is edited, to a form for issues, to the clipboard or to the disk.

import { createElement as h, Form, render, toErrorSchema } from "./form-library.js";
import { handOver, keepDraft, keptDraft, lead } from "./propose-hand-over.js";
import { tellChanges } from "./propose-changes.js";
import { findMistakes } from "./propose-mistakes.js";
import { findPlace, placeClaim } from "./propose-article.js";
import { TEMPLATES, WIDGETS } from "./propose-form.js";
import { KnownRecords } from "./propose-records.js";
import { tidy } from "./propose-tidy.js";
import { forForm, Schemas } from "./record-schema.js";
import { writeRecord } from "./record-yaml.js";

const SHOWN = 50; // milliseconds until a change of the form can be seen
const page = document.getElementById("propose");
const data = JSON.parse(document.getElementById("propose-data").textContent);
const { words } = data;
const schemas = new Schemas(data.schemas);
const records = new KnownRecords(new URL(data.api, new URL("../", import.meta.url)), data.language);
const tasks = page.querySelector("#propose-task");
const target = page.querySelector("#propose-form");
const workplace = page.querySelector("#propose-work");
const status = page.querySelector("#propose-status");
const today = () => new Date().toLocaleDateString("sv-SE"); // 2026-11-29, here

/** What is being written: the kind and the id of the record, its state before, and the form as it is now. */
let work = null;

/** Return what a new record of a kind begins with: what follows from the day and from the page that led here. */
function beginnings(kind, address) {
  const day = today();
  const later = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`.replace("-02-29", "-02-28");
  const given = Object.fromEntries(["id", "article"].filter((name) => address.get(name)).map((name) => [name, address.get(name)]));
  if (kind !== "claim") return kind === "source" ? { ...given, retrieved: day } : given;
  return { ...given, review: { checked: day, review_by: later }, record: { created: day } };
}

/** Read from the address of the page what is to be written: ?new=claim, ?claim=ID for a change, ?reply=ID. */
async function begin() {
  const address = new URLSearchParams(location.search);
  for (const kind of data.offered) {
    if (address.get("new") === kind) return start({ kind, name: data.kinds[kind].schema, value: beginnings(kind, address) });
    if (address.get(kind)) return change(kind, address.get(kind));
  }
  if (address.get("reply")) return reply(address.get("reply"));
  return undefined;
}

async function load(kind, id) {
  const found = await records.read(kind, id);
  if (!found) {
    status.textContent = words.not_found.replace("{}", id);
    return undefined;
  }
  return found;
}

async function change(kind, id) {
  const before = await load(kind, id);
  if (before) start({ kind, id, before, name: data.kinds[kind].schema, value: before });
}

/** A reply is an entry of a claim's record; the form shows that entry only. */
async function reply(id) {
  const before = await load("claim", id);
  if (!before) return;
  const asked = before.record.right_of_reply ?? [];
  const open = asked.findIndex((item) => !item.answer);
  const place = open < 0 ? asked.length : open;
  const value = { ...(asked[place] ?? { asked: before.claim.about[0] }), answered: today() };
  const join = (entry) => ({
    ...before,
    record: {
      ...before.record,
      right_of_reply: [...asked.slice(0, place), entry, ...asked.slice(place + 1)],
      corrections: [...(before.record.corrections ?? []), { date: today(), type: "update", text: data.replied }],
    },
  });
  start({ kind: "claim", id, before, name: data.reply, value, join });
}

function start(begun) {
  work = { join: (value) => value, ...begun, tried: false };
  if (work.before) work.text = fileOf(work.kind, work.id, work.before).text;
  const draft = keptDraft();
  if (draft) work.value = draft;
  say(draft ? words.draft : "");
  tasks.hidden = true;
  workplace.hidden = false;
  const task = `${begun.join ? "reply" : work.before ? "change" : "new"} ${work.kind}`;
  const title = page.querySelector("#propose-title");
  title.textContent = tasks.querySelector(`[value="${task}"] + span`).textContent + (work.id ? ` – ${work.id}` : "");
  renderForm(work.value);
  title.focus();
}

/* Nothing is filled in by itself but an entry of each list that may not be empty. */
const DEFAULTS = { emptyObjectFields: "skipEmptyDefaults", arrayMinItems: { populate: "requiredOnly" } };
const VALIDATOR = {
  isValid: (schema, value) => schemas.accepts(schema, JSON.parse(JSON.stringify(value ?? {}))),
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({ errors: [] }),
};

/** Show the form with a value, with what is wrong with it, and the file that comes of it. */
function renderForm(value) {
  work.value = value;
  work.mistakes = [...findMistakes(schemas, work.name, tidy(value ?? {}, data.typography), words), ...(work.misplaced ?? [])];
  const shown = work.mistakes.filter(({ missing }) => work.tried || !missing);
  work.form ??= forForm(schemas.whole(work.name));
  const begun = work;
  render(
    h(Form, {
      key: `${work.kind} ${work.id} ${work.name}`,
      schema: work.form,
      formData: value,
      validator: VALIDATOR,
      extraErrors: toErrorSchema(shown.map(({ path, text }) => ({ property: `.${path.join(".")}`, message: text }))),
      uiSchema: { "ui:submitButtonOptions": { norender: true }, ...(work.before ? { id: { "ui:widget": "hidden" } } : {}) },
      templates: TEMPLATES,
      widgets: WIDGETS,
      formContext: { words, records, language: data.language, offered: data.offered },
      showErrorList: false,
      noHtml5Validate: true,
      experimental_defaultFormStateBehavior: DEFAULTS,
      // Not at once: the form reports what it fills in while it is being made.
      onChange: ({ formData }) => queueMicrotask(() => begun === work && renderForm(formData)),
      onSubmit: () => {},
    }),
    target,
  );
  if (work.touched) keepDraft(value);
  showFiles();
}

/** Show the file, what is still to be done, and the ways on. */
function showFiles() {
  const record = withChanges(tidy(work.join(work.value ?? {}), data.typography));
  const file = fileOf(work.kind, work.id ?? record.id, record);
  show("#propose-yaml", file.text);
  show("#propose-path", file.path);
  page.querySelector("#propose-mistakes").replaceChildren(...work.mistakes.map(mistakeLine));
  const done = work.before ? words.fine_change : words.fine;
  show("#propose-summary", work.mistakes.length ? words.mistakes.replace("{}", work.mistakes.length) : done);
  const corrected = record.record?.corrections?.length ?? 0;
  const isNew = corrected > (work.before?.record?.corrections?.length ?? 0);
  page.querySelector("#propose-correct").hidden = isNew || work.name !== data.kinds.claim.schema || !toTell(record).length;
  handOver(page, file, Boolean(work.before), words.paste);
  placeQuotation(record);
}

/** Return what an entry under the corrections of a published claim has to tell. */
function toTell(record) {
  return work.kind === "claim" && work.before ? tellChanges(work.before, record, Object.keys(data.typography)) : [];
}

/** Return a record whose new correction, if there is one, tells what has changed since it was published. */
function withChanges(record) {
  const published = work.before?.record?.corrections?.length ?? 0;
  const corrections = record.record?.corrections ?? [];
  if (work.kind !== "claim" || !work.before || corrections.length <= published) return record;
  const entry = corrections[corrections.length - 1];
  const changes = toTell(record);
  const told = changes.length ? { ...entry, changes } : entry;
  return { ...record, record: { ...record.record, corrections: [...corrections.slice(0, -1), told] } };
}

function show(place, text) {
  const element = page.querySelector(place);
  if (element.textContent !== text) element.textContent = text; // what changes is said aloud
}

/** Return path and text of the file of a record. */
function fileOf(kind, id, record) {
  const { folder, schema } = data.kinds[kind];
  return { kind, id: id ?? "", path: `facts/${folder}/${id || "NAME"}.yml`, text: writeRecord(kind, record, schemas.get(schema)) };
}

/** Look for the quotation of a claim in its article; a new claim changes the article's file, too, which names it. */
async function placeQuotation(record) {
  const { article: id, claim } = record;
  const key = JSON.stringify([id, claim?.quotation, record.id]);
  if (work.kind !== "claim" || key === work.placed) return;
  work.placed = key;
  const begun = work;
  const article = id && claim?.quotation?.exact && (await records.read("article", id));
  const place = article ? await findPlace(claim.quotation, article) : "";
  if (work !== begun || work.placed !== key) return; // something else has been typed since
  const text = { lost: words.quotation_lost, short: words.quotation_short, many: words.quotation_many }[place];
  work.misplaced = text ? [{ path: ["claim", "quotation", "exact"], text }] : [];
  const found = typeof place === "object" ? place : null;
  show("#propose-place", found ? words.quotation_found.replace("{}", `${found.first}–${found.last}`) : "");
  const second = page.querySelector("#propose-second");
  second.hidden = !found || Boolean(work.before) || !record.id;
  if (!second.hidden) {
    const changed = { ...article, passages: placeClaim(article.passages, found, record.id) };
    const file = fileOf("article", id, changed);
    show("#propose-second-yaml", file.text);
    show("#propose-second-path", file.path);
    const link = second.querySelector("a");
    if (link) lead(link, null, page.dataset.edit + file.path, file.text);
  }
  renderForm(work.value);
}

/** Return a line for a mistake: a link to its field. */
function mistakeLine({ path, text }) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  link.href = `#${["root", ...path].join("_")}`;
  link.textContent = titles(path);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    focusOn(path);
  });
  line.append(link, ` – ${text}`);
  return line;
}

/** Return the way to a field in the words of the form: "Review › Evidence 2 › Source". */
function titles(path) {
  let schema = schemas.get(work.name);
  let value = work.value;
  const names = [];
  for (const step of path) {
    if (Array.isArray(value)) {
      names[names.length - 1] += ` ${Number(step) + 1}`;
      schema = schema.items;
    } else {
      schema = schema.fields(value ?? {}).get(step) ?? schema.items;
      names.push(schema.own.title ?? step);
    }
    value = value?.[step];
  }
  return names.join(" › ");
}

/** Go to a field, or to the nearest group around it, and open what hides it. */
function focusOn(path) {
  for (let length = path.length; length >= 0; length -= 1) {
    const found = document.getElementById(["root", ...path.slice(0, length)].join("_"));
    if (!found) continue;
    for (let box = found.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    found.focus();
    found.scrollIntoView({ block: "center" });
    return;
  }
}

/** Copy a text, and say so. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    say(words.copied);
  } catch {
    say(words.not_copied);
  }
}

function say(text) {
  status.textContent = "";
  requestAnimationFrame(() => {
    status.textContent = text;
  });
}

for (const link of page.querySelectorAll("[target=_blank]")) {
  link.addEventListener("click", () => {
    if (link.dataset.copy) copy(link.dataset.copy);
  });
}
for (const name of ["propose", "propose-second"]) {
  const text = () => page.querySelector(`#${name}-yaml`).textContent;
  page.querySelector(`#${name}-copy`).addEventListener("click", () => copy(text()));
}

// From now on what is missing is marked in the form, too, and the first of it gets the focus.
page.querySelector("#propose-check").addEventListener("click", () => {
  work.tried = true;
  renderForm(work.value);
  const [first] = work.mistakes;
  if (first) setTimeout(focusOn, SHOWN, first.path);
  else page.querySelector("#propose-summary").focus();
});

page.querySelector("#propose-correct button").addEventListener("click", () => {
  const { record } = work.value;
  const entries = [...(record.corrections ?? []), { date: today() }];
  renderForm({ ...work.value, record: { ...record, corrections: entries } });
  setTimeout(focusOn, SHOWN, ["record", "corrections", entries.length - 1, "type"]);
});

page.querySelector("#propose-again").addEventListener("click", () => keepDraft());

for (const kind of ["input", "click"]) {
  const touch = () => {
    work.touched = true;
  };
  target.addEventListener(kind, touch, { capture: true }); // before the form says what it has become
}

tasks.addEventListener("submit", (event) => {
  event.preventDefault();
  const chosen = new FormData(tasks);
  const [way, kind] = chosen.get("task").split(" ");
  const id = chosen.get("id").trim();
  const query = way === "new" ? { new: kind } : { [way === "reply" ? "reply" : kind]: id };
  if (way !== "new" && !id) return tasks.elements.id.focus();
  history.pushState(null, "", `?${new URLSearchParams(query)}`);
  return begin();
});

/** A new record has no id yet: the field for it is only there for a change or a reply, and proposes what is known. */
async function showTask() {
  const [way, kind] = new FormData(tasks).get("task").split(" ");
  tasks.querySelector("#propose-which").hidden = way === "new";
  const known = way === "new" ? new Map() : await records.known(kind);
  const options = [...known].map(([id, title]) => Object.assign(document.createElement("option"), { value: id, textContent: title }));
  tasks.querySelector("datalist").replaceChildren(...options);
}

tasks.addEventListener("change", showTask);
addEventListener("popstate", () => {
  workplace.hidden = true;
  tasks.hidden = false;
  begin();
});
page.hidden = false;
showTask();
begin();
