// The list of all claims: filter and sort it. Without this script it is a plain and complete table.
//
// What is shown follows from the form, which form-address.js keeps like the query of the address. A change looks at each
// row once and measures nothing on the page, so that thousands of rows stay quick. Neither words nor styles are in here:
// they come from the template and the style sheet, in the page's language.

"use strict";

(() => {
  const box = document.getElementById("explore");
  const form = document.getElementById("explore-form");
  const table = document.getElementById("explored");
  const status = box.querySelector("[role=status]");
  const order = form.elements.sort;
  const headers = [...table.querySelectorAll("th[data-sort]")];

  // Texts are compared without accents, capitals and the shape of apostrophes.
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase();

  // The boxes are in the order of the scale.
  const scale = new Map([...form.querySelectorAll("[name=rating]")].map(({ value }, place) => [value, place]));

  // What is read from a row once: `place` is where the server put it: the newest article first, in the order of its text.
  const rows = [...table.tBodies[0].rows].map((row, place) => ({
    row,
    place,
    ...row.dataset,
    about: row.dataset.about.split(" "),
    scale: scale.get(row.dataset.rating),
    text: plain(row.cells[0].textContent),
  }));

  // Each gives less than 0 if its first row comes first. The sort is stable: equal rows stay in the order of the text.
  const COMPARE = {
    order: (one, other) => one.place - other.place,
    rating: (one, other) => one.scale - other.scale,
    checked: (one, other) => (one.checked > other.checked) - (one.checked < other.checked), // ISO 8601, so as texts
    updated: (one, other) => (one.updated > other.updated) - (one.updated < other.updated),
  };

  /** Hide the rows that do not fit what is chosen, and say how many do. */
  function filter() {
    const chosen = new FormData(form);
    const [article, kind, type, about] = ["article", "kind", "type", "about"].map((name) => chosen.get(name));
    const ratings = new Set(chosen.getAll("rating"));
    const sought = plain(chosen.get("words")).split(/\s+/);
    let shown = 0;
    for (const item of rows) {
      const fits =
        (!ratings.size || ratings.has(item.rating)) &&
        (!article || article === item.article) &&
        (!kind || kind === item.kind) &&
        (!type || type === item.type) &&
        (!about || item.about.includes(about)) &&
        sought.every((word) => item.text.includes(word));
      item.row.hidden = !fits;
      shown += fits;
    }
    const words = (shown ? status.dataset.some : status.dataset.none).replace("{}", shown);
    if (status.textContent !== words) status.textContent = words; // what changes is said aloud
  }

  /** Bring the rows into the chosen order, and mark its column. */
  function sort() {
    const key = order.value.replace("-", "") || "order";
    const down = order.value.startsWith("-");
    if (table.dataset.order === order.value) return;
    table.dataset.order = order.value;
    const sorted = [...rows].sort((one, other) => (down ? -1 : 1) * COMPARE[key](one, other));
    const all = document.createDocumentFragment();
    for (const { row } of sorted) all.append(row);
    table.tBodies[0].append(all);
    for (const header of headers) {
      if (header.dataset.sort === key) header.setAttribute("aria-sort", down ? "descending" : "ascending");
      else header.removeAttribute("aria-sort");
    }
  }

  const changed = keepInAddress(form, "words", () => {
    filter();
    sort();
  });

  // A column that can be sorted gets a button, named and explained by the page's own words.
  for (const header of headers) {
    const ways = [...order.options].filter(({ value }) => (value.replace("-", "") || "order") === header.dataset.sort);
    const button = document.createElement("button");
    button.type = "button";
    button.title = ways[0].text;
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => {
      order.value = (ways.find(({ selected }) => !selected) ?? ways[0]).value;
      changed();
    });
  }

  // On a phone the list comes first, unless something is chosen already.
  box.querySelector("details").open = matchMedia("(min-width: 48em)").matches || location.search !== "";
  box.hidden = false;
})();
