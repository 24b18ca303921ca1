// The search box in the header, and the words that a search led to. It runs before the theme's script.
//
// Material starts a worker for its search with each page, and lets it read an index of everything. Here it gets one that
// begins when somebody goes to the box, so that a page loads nothing for a search that nobody makes.

"use strict";

(() => {
  const worker = new URL("search-worker.js", document.currentScript.src).href;
  const box = document.querySelector("[data-md-component=search-query]");
  const all = document.getElementById("search-all");
  const RESULT = 3; // Material's number of a message with results

  /** What Material takes for its worker. It asks nothing before it has been told that the worker is ready. */
  class Later extends EventTarget {
    #worker;

    constructor() {
      super();
      box.addEventListener("focus", () => this.#start(), { once: true });
    }

    #start() {
      this.#worker = new Worker(worker);
      this.#worker.addEventListener("message", ({ data }) => {
        if (data.type === RESULT) lead(data.data.total);
        this.dispatchEvent(new MessageEvent("message", { data }));
      });
    }

    postMessage(message) {
      this.#worker?.postMessage(message);
    }
  }

  /** Let the link in the box lead to all results. Where there are none it leads nowhere: Enter would follow it. */
  function lead(total) {
    const words = box.value.trim();
    const { href, some, plain } = all.dataset;
    all.firstElementChild.textContent = total ? some.replace("{}", total) : plain;
    if (words && total === 0) all.removeAttribute("href");
    else all.href = words ? `${href}?${new URLSearchParams({ q: words })}` : href;
  }

  // The search page has its own field, and no box in the header.
  if (box) {
    box.addEventListener("input", () => lead());
    const Worker = window.Worker;
    window.Worker = function (...given) {
      if (!String(given[0]).includes("/workers/search.")) return new Worker(...given);
      window.Worker = Worker;
      return new Later();
    };
  }

  // What led here: words are compared without accents and capitals, and one may be a little longer than the other.
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const ENDING = 2; // letters: fournisseur, fournisseurs
  const SHORT = 4; // letters: below this a word must be the same

  function alike(one, other) {
    const [short, long] = one.length < other.length ? [one, other] : [other, one];
    return one === other || (short.length >= SHORT && long.startsWith(short) && long.length - short.length <= ENDING);
  }

  /** Mark the words in a text that are like those searched for. */
  function mark(node, words) {
    for (const { 0: word, index } of [...node.data.matchAll(/[\p{L}\p{N}]+(?:[.,][\p{N}]+)*/gu)].reverse()) {
      if (!words.some((other) => alike(plain(word), other))) continue;
      const rest = node.splitText(index);
      rest.splitText(word.length);
      const element = document.createElement("mark");
      rest.replaceWith(element);
      element.append(rest);
    }
  }

  /** Mark the words that the address names, as Material's search puts them there: `?h=`. */
  function highlight() {
    const asked = new URLSearchParams(location.search).get("h") ?? "";
    const words = asked
      .split(/[^\p{L}\p{N}.,]+/u)
      .filter((word) => word.length > 1)
      .map(plain);
    const article = document.querySelector("article");
    if (!words.length || !article) return;
    const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
      if (!texts.currentNode.parentElement.closest("script, style, select, textarea, svg")) found.push(texts.currentNode);
    }
    for (const node of found) mark(node, words);
  }

  highlight();
})();
