// The search box in the header, and the words that a search led to.
//
// Material's worker reads an index of everything on each page. Here it begins when somebody goes to the box.

"use strict";

(() => {
  const worker = new URL("search-worker.js", document.currentScript.src).href;
  const box = document.querySelector("[data-md-component=search-query]");
  const all = document.getElementById("search-all");
  const more = all?.cloneNode(true); // to the second part of a large index, too
  const RESULT = 3; // Material's number of a message with results

  /** What Material takes for its worker. It asks nothing before it is told that the worker is ready. */
  class Later extends EventTarget {
    #worker;

    constructor() {
      super();
      box.addEventListener("focus", () => this.#start(), { once: true });
    }

    #start() {
      this.#worker = new Worker(worker);
      this.#worker.addEventListener("message", ({ data }) => {
        if (data.type === RESULT) lead(data.data.total, data.data.rest);
        this.dispatchEvent(new MessageEvent("message", { data }));
      });
    }

    postMessage(message) {
      this.#worker?.postMessage(message);
    }
  }

  /** Let the links lead to all results. Where there are none the first one does not: Enter would follow it. */
  function lead(total, rest) {
    const words = box.value.trim();
    const { href, some, plain } = all.dataset;
    all.firstElementChild.textContent = total ? some.replace("{}", total) : plain;
    if (words && total === 0) all.removeAttribute("href");
    else all.href = words ? `${href}?${new URLSearchParams({ q: words })}` : href;
    more.firstElementChild.textContent = rest?.words;
    if (words && rest) more.href = `${href}?${new URLSearchParams({ q: words, all: 1 })}`;
    else more.removeAttribute("href");
  }

  // The search page has no box.
  if (box) {
    more.id = "search-rest";
    all.after(more);
    lead();
    box.addEventListener("input", () => lead());
    const Worker = window.Worker;
    window.Worker = function (...given) {
      if (!String(given[0]).includes("/workers/search.")) return new Worker(...given);
      window.Worker = Worker;
      return new Later();
    };
  }

  // Words are compared without accents and capitals; one may be a little longer, a number may not.
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const WORD = /[\p{L}\p{N}]+(?:[.,]\p{N}+)*/gu; // “1.5” is one
  const ENDING = 2; // letters: fournisseur, fournisseurs
  const SHORT = 4; // letters: below this a word must be the same

  function alike(one, other) {
    const [short, long] = one.length < other.length ? [one, other] : [other, one];
    const word = short.length >= SHORT && !/^\p{N}/u.test(short);
    return one === other || (word && long.startsWith(short) && long.length - short.length <= ENDING);
  }

  /** Return whether a word begins with one of which only the beginning was typed before a result was chosen. */
  const begins = (word, typed) => typed.length >= SHORT && !/^\p{N}/u.test(typed) && word.startsWith(typed);

  /** Mark the words that are like what was typed. */
  function mark(node, words, like) {
    for (const { 0: word, index } of [...node.data.matchAll(WORD)].reverse()) {
      if (!words.some((other) => like(plain(word), other))) continue;
      const rest = node.splitText(index);
      rest.splitText(word.length);
      const element = document.createElement("mark");
      rest.replaceWith(element);
      element.append(rest);
    }
  }

  /** Mark the words that the address names: `?h=`. Where there are none, those that begin as they do. */
  function highlight() {
    const MOST = 40;
    const asked = new URLSearchParams(location.search).get("h") ?? "";
    const words = (asked.slice(0, 1000).match(WORD) ?? [])
      .slice(0, MOST)
      .filter((word) => word.length > 1 || /\p{N}/u.test(word))
      .map(plain);
    const article = document.querySelector("article");
    if (!words.length || !article) return;
    const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
      if (!texts.currentNode.parentElement.closest("script, style, select, textarea, svg")) found.push(texts.currentNode);
    }
    for (const node of found) mark(node, words, alike);
    if (article.querySelector("mark")) return;
    for (const node of found) mark(node, words, begins);
  }

  highlight();
})();
