// The search page. Without this script it says so, and links to the lists.
//
// What is found follows from the form, which form-address.js keeps like the query of the address. The worker of the search box
// does the searching and gives titles and excerpts as HTML; all other words are in the page already, in its language.

"use strict";

(() => {
  const box = document.getElementById("find-page");
  const form = document.getElementById("search-form");
  const list = document.getElementById("search-results");
  const more = document.getElementById("search-more");
  const details = box.querySelector("details");
  const wide = document.getElementById("search-wide"); // hidden where the index has one part only
  const widen = document.getElementById("search-widen");
  const status = box.querySelector("[role=status]");
  const ROOT = new URL("..", document.currentScript.src).href; // of the site in this language
  const STEP = 10; // results at once
  const FILTERS = ["rating", "page", "article", "kind", "about"];
  const worker = new Worker(new URL("search-worker.js", document.currentScript.src));

  /** Return what the form asks for, in the index's terms. Of several ratings any will do. */
  function asked() {
    const chosen = new FormData(form);
    const filters = {};
    for (const name of FILTERS) {
      const values = chosen.getAll(name).filter(Boolean);
      if (values.length) filters[name] = { any: values };
    }
    return { words: chosen.get("q"), filters, all: chosen.has("all") };
  }

  let id = 0; // of the newest question: answers to older ones come too late
  let question; // what was asked: the form may have changed before the answer comes
  function ask(from, number = STEP) {
    id += 1;
    question = asked();
    box.setAttribute("aria-busy", "true");
    worker.postMessage({ id, ...question, from, number, counting: details.open });
  }

  worker.addEventListener("message", ({ data }) => {
    if (data.id !== id) return;
    box.removeAttribute("aria-busy");
    if (data.failed) fail();
    else {
      if (data.from) append(data);
      else showFirst(data);
      for (const [name, counts] of Object.entries(data.counts ?? {})) showCounts(name, counts);
    }
  });
  worker.addEventListener("error", fail);

  function fail() {
    status.textContent = status.dataset.failed;
  }

  /** Show the first results and how many there are, and offer the second part of the index if they do not come from it, too. */
  function showFirst(data) {
    const { words, filters, all } = question;
    list.replaceChildren();
    append(data);
    wide.hidden = !data.rest;
    wide.querySelector("span").textContent = widen.textContent = data.rest?.words ?? "";
    widen.hidden = !data.rest || all || !words.trim() || Object.keys(filters).length > 0;
    const { one, some } = status.dataset;
    const nothing = !words.trim() && !Object.keys(filters).length;
    status.textContent = nothing ? "" : data.total > 1 ? some.replace("{}", data.total) : data.total ? one : none(data.left);
  }

  /** Return what is said where nothing was found, with what was not searched for. */
  function none(left) {
    const MOST = 200; // letters
    const words = left.join(" ");
    const shown = words.length > MOST ? `${words.slice(0, MOST)}…` : words;
    const { none: said, left: without } = status.dataset;
    return words ? `${said} ${without.replace("{}", () => shown)}` : said;
  }

  function showCounts(name, counts) {
    for (const field of form.querySelectorAll(`[name=${name}]`)) {
      if (field.type === "checkbox") field.parentElement.lastElementChild.textContent = known(counts[field.value]);
      for (const option of field.options ?? [])
        if (option.value) option.textContent = `${option.dataset.words} ${known(counts[option.value])}`.trim();
    }
  }

  /** Return how many there are, as it is shown beside a filter: nothing if that is not known. */
  function known(count = 0) {
    return count === null ? "" : `(${count})`;
  }

  /** Put more results at the end of the list; the keyboard goes on at the first of them. */
  function append({ results, total }) {
    const shown = list.children.length;
    list.append(...results.map(render));
    if (shown) list.children[shown]?.querySelector("a").focus();
    more.hidden = list.children.length >= total;
  }

  function render({ address, title, excerpt, filters }) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = ROOT + address;
    const words = form.elements.q.value.trim();
    if (words) link.search = new URLSearchParams({ h: words });
    link.innerHTML = title; // escaped by the worker
    link.dir = "auto"; // a title or passage may be in a language that is written from right to left
    const text = document.createElement("p");
    text.dir = "auto";
    text.innerHTML = excerpt; // escaped by the worker, but for its marks
    const kind = document.createElement("p");
    kind.className = "fc-axes";
    kind.append(form.querySelector(`[name=page] [value="${filters.page[0]}"]`).dataset.words);
    const rating = form.querySelector(`[name=rating][value="${filters.rating?.[0]}"]`);
    if (rating) kind.append(" · ", rating.parentElement.querySelector(".fc-rating").cloneNode(true));
    item.append(link, kind, text);
    return item;
  }

  more.addEventListener("click", () => ask(list.children.length));
  // Counts come when they can be seen; the results stay as they are.
  details.addEventListener("toggle", () => {
    if (box.hasAttribute("aria-busy")) ask(0);
    else if (details.open) ask(list.children.length, 0);
  });

  // The keys that open the search box on other pages.
  addEventListener("keydown", (event) => {
    const busy = event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.("input, select, textarea");
    if (busy || !["/", "s", "f"].includes(event.key)) return;
    event.preventDefault();
    form.elements.q.focus();
    form.elements.q.select();
  });

  details.open = FILTERS.some((name) => new URLSearchParams(location.search).has(name));
  box.hidden = false;
  const changed = keepInAddress(form, "q", () => ask(0));
  widen.addEventListener("click", () => {
    form.elements.all.checked = true;
    form.elements.all.focus(); // the button will be gone
    changed();
  });
})();
