// How a form looks: the templates and fields that react-jsonschema-form is given in place of its own. A label and an
// explanation for each field, from its schema; what need not be filled in is folded away.

import { createElement as h, Fragment, useEffect, useState } from "./form-library.js";

const LONG = 300; // a text that may be longer gets a field of several lines
const FEW = 3; // fewer fields than this are not folded away
const PROPOSED = 40; // how many records a field proposes at once

const describedBy = (id, schema, errors) => [schema.description && `${id}__description`, errors?.length && `${id}__error`].filter(Boolean).join(" ") || undefined;
const explanation = (id, text) => (text ? h("p", { id: `${id}__description`, class: "fc-form__help" }, text) : null);
const mistakes = (id, errors) => (errors?.length ? h("p", { id: `${id}__error`, class: "fc-form__error" }, errors.join(" ")) : null);
const words = (registry) => registry.formContext.words;

/** One field with its label; a group of fields or a list has a legend of its own, and so do the entries of a list. */
function FieldTemplate({ id, label, children, rawErrors, required, displayLabel, hidden, rawDescription, registry, schema, fieldPathId }) {
  if (hidden) return null;
  const path = fieldPathId.path;
  if (displayLabel && typeof path.at(-1) === "number") return h("div", { class: "fc-form__group" }, children, mistakes(id, rawErrors));
  if (!displayLabel) return h("div", { class: "fc-form__group" }, children, mistakes(id, rawErrors));
  const optional = required || schema.language ? null : h("span", { class: "fc-form__optional" }, ` (${words(registry).optional})`);
  return h("div", { class: "fc-form__field" }, titleOf(id, schema, label, optional), explanation(id, rawDescription), children, mistakes(id, rawErrors));
}

/** The label of a field; what names a group of boxes is none. */
function titleOf(id, schema, ...inside) {
  return schema.type === "array" ? h("p", { id: `${id}__title`, class: "fc-form__title" }, inside) : h("label", { for: id }, inside);
}

/** The fields of a mapping. Those that are neither required nor filled in when the form opens are folded away. */
function ObjectFieldTemplate({ fieldPathId, title, description, properties, schema, formData, required, registry }) {
  const needed = schema.required ?? [];
  const wanted = (name) => needed.includes(name) || formData?.[name] !== undefined;
  const [shown] = useState(() => new Set(properties.map(({ name }) => name).filter(wanted)));
  const foldable = needed.some((name) => name !== "type"); // where nothing is required, nothing is beside the point
  const [first, folded] = [[], []];
  for (const { name, content } of properties) {
    (!foldable || shown.has(name) || needed.includes(name) ? first : folded).push({ name, content });
  }
  if (folded.length < FEW) first.push(...folded.splice(0));
  const names = folded.map(({ name }) => schema.properties[name].title ?? name).join(", ");
  const inside = [
    ...first.map(({ content }) => content),
    folded.length ? h("details", { class: "fc-form__more" }, h("summary", null, words(registry).more.replace("{}", names)), folded.map(({ content }) => content)) : null,
  ];
  if (!fieldPathId.path.length) return h("div", { id: fieldPathId.$id }, inside);
  const optional = required ? null : h("span", { class: "fc-form__optional" }, ` (${words(registry).optional})`);
  return h("fieldset", { id: fieldPathId.$id, tabindex: -1, "aria-describedby": describedBy(fieldPathId.$id, { description }) }, h("legend", null, title.replace(/-(\d+)$/, " $1"), optional), explanation(fieldPathId.$id, description), inside);
}

function ArrayFieldTemplate({ fieldPathId, title, schema, items, canAdd, onAddClick, required, registry }) {
  const optional = required ? null : h("span", { class: "fc-form__optional" }, ` (${words(registry).optional})`);
  const add = canAdd && h("button", { type: "button", class: "fc-form__button", onClick: onAddClick }, words(registry).add.replace("{}", title));
  return h("fieldset", { id: fieldPathId.$id, tabindex: -1, "aria-describedby": describedBy(fieldPathId.$id, schema) }, h("legend", null, title, optional), explanation(fieldPathId.$id, schema.description), items, add);
}

/** An entry of a list. One that was there when the form opened is folded away, under the first thing that is said in it. */
function ArrayFieldItemTemplate({ children, index, buttonsProps, registry, title }) {
  const { hasRemove, onRemoveItem, hasMoveUp, onMoveUpItem } = buttonsProps;
  const { formData } = children.props;
  const [folded] = useState(() => Object.keys(formData ?? {}).length > 1 && typeof formData === "object");
  const name = `${index + 1}`;
  const say = (text) => text.replace("{}", name);
  const buttons = h("p", { class: "fc-form__buttons" },
    hasMoveUp && h("button", { type: "button", class: "fc-form__button", onClick: onMoveUpItem }, say(words(registry).up)),
    hasRemove && h("button", { type: "button", class: "fc-form__button", onClick: onRemoveItem }, say(words(registry).remove)),
  );
  if (typeof formData === "string" || formData === undefined) return h("div", { class: "fc-form__entry" }, children, buttons);
  const inside = [children, buttons];
  if (!folded) return h("div", { class: "fc-form__item" }, inside);
  return h("details", { class: "fc-form__more" }, h("summary", null, `${name}. `, firstWords(formData, registry.formContext.language)), inside);
}

/** Return the first texts of an entry, to tell it from the others. */
function firstWords(value, language) {
  const texts = Object.values(value).map((item) => (item && typeof item === "object" ? (item[language] ?? item.en) : item));
  const text = texts.filter((item) => typeof item === "string").slice(0, 3).join(" – ");
  return text.length > 90 ? `${text.slice(0, 89)}…` : text;
}

/** A field for a text, a date, an address, a number, or the id of a record. */
function TextWidget(props) {
  const { id, schema, value, onChange, rawErrors, label, registry } = props;
  const shared = {
    id,
    value: value ?? "",
    lang: schema.language,
    readOnly: props.readonly,
    "aria-describedby": describedBy(id, /_\d+$/.test(id) ? {} : schema, rawErrors),
    "aria-invalid": rawErrors?.length ? "true" : undefined,
    onInput: ({ target }) => onChange(target.value === "" ? undefined : target.value),
  };
  if (/_\d+$/.test(id)) shared["aria-label"] = label; // an entry of a list, without a label of its own
  if (schema.refers) return h(Reference, { shared, kind: schema.refers, value, context: registry.formContext });
  if (schema.type === "integer") {
    const read = Number.isSafeInteger(value) && value > 999 ? h("span", { class: "fc-form__note" }, value.toLocaleString(registry.formContext.language)) : null;
    return h(Fragment, null, h("input", { ...shared, type: "text", inputMode: "numeric", autocomplete: "off", onInput: ({ target }) => onChange(whole(target.value)) }), read);
  }
  if (schema.format === "date") return h("input", { ...shared, type: "date" });
  if (schema.format === "uri") return h("input", { ...shared, type: "url", autocomplete: "off", placeholder: "https://" });
  if (schema.format || schema.pattern?.startsWith("^[a-z]") || (schema.maxLength ?? LONG) <= LONG) return h("input", { ...shared, type: "text", autocomplete: "off" });
  return h("textarea", { ...shared, rows: Math.min(12, 3 + Math.floor((value ?? "").length / 70)) });
}

/** Return a number as somebody may type it, with blanks or separators in it; or the text, if it is none. */
function whole(text) {
  const digits = text.replace(/(?<=\d)[\s.,'_](?=\d{3}(?!\d))/gu, "").trim();
  if (!digits) return undefined;
  return /^\d{1,15}$/.test(digits) ? Number(digits) : text;
}

const optionText = (item, word) => (word && word.toLowerCase() !== item ? `${item} – ${word}` : item);

/** A choice of values, each as it is written in the file, with its words; a box for each where there may be several. */
function SelectWidget({ id, schema, value, onChange, rawErrors, registry }) {
  if (schema.type === "array") return h(Boxes, { id, schema, value: value ?? [], onChange, rawErrors });
  const options = (schema.enum ?? []).map((item) => h("option", { value: item }, optionText(item, schema.words?.[item])));
  const attributes = { id, value: value ?? "", "aria-describedby": describedBy(id, schema, rawErrors), "aria-invalid": rawErrors?.length ? "true" : undefined };
  return h("select", { ...attributes, onChange: ({ target }) => onChange(target.value || undefined) }, h("option", { value: "" }, words(registry).choose), options);
}

/** A box for each of some values; those that are chosen are in the order of the schema. */
function Boxes({ id, schema, value, onChange, rawErrors }) {
  const all = schema.items.enum;
  const choose = (item, chosen) => onChange(all.filter((other) => (other === item ? chosen : value.includes(other))));
  const boxes = all.map((item) => h("label", null, h("input", { type: "checkbox", checked: value.includes(item), onChange: ({ target }) => choose(item, target.checked) }), h("span", null, optionText(item, schema.words?.[item]))));
  return h("div", { id, role: "group", tabindex: -1, class: "fc-form__boxes", "aria-labelledby": `${id}__title`, "aria-describedby": describedBy(id, schema, rawErrors) }, boxes);
}

/** The id of a record: proposes those that are known, and says which one it is. */
function Reference({ shared, kind, value, context }) {
  const [known, setKnown] = useState(new Map());
  const [name, setName] = useState(undefined);
  useEffect(() => {
    context.records.known(kind).then(setKnown);
  }, [kind]);
  useEffect(() => {
    let current = true;
    setName(undefined);
    if (value) context.records.name(kind, value).then((found) => current && setName(found));
    return () => {
      current = false;
    };
  }, [kind, value]);
  const sought = plain(value ?? "");
  const fitting = [...known].filter(([id, title]) => plain(`${id} ${title}`).includes(sought)).slice(0, PROPOSED);
  const list = `${shared.id}__list`;
  const missing = context.words.unknown[kind];
  const offer = h("a", { href: `?new=${kind}&id=${encodeURIComponent(value ?? "")}`, target: "_blank" }, missing);
  const unknown = context.offered.includes(kind) && kind !== "claim" ? offer : missing;
  const note = !value || name === undefined ? null : h("span", { class: name ? "fc-form__note" : "fc-form__error", role: "status" }, name || unknown);
  return h(Fragment, null,
    h("input", { ...shared, type: "text", list, autocomplete: "off", autocapitalize: "none", spellcheck: false }),
    h("datalist", { id: list }, fitting.map(([id, title]) => h("option", { value: id }, title))),
    note,
  );
}

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export const TEMPLATES = { FieldTemplate, ObjectFieldTemplate, ArrayFieldTemplate, ArrayFieldItemTemplate };
export const WIDGETS = { TextWidget, SelectWidget, TextareaWidget: TextWidget, DateWidget: TextWidget, URLWidget: TextWidget };
