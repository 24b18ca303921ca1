// A form that is the only state of its page: what is shown, and the query of the address, follow from it.

"use strict";

/**
 * Keep a form and the query of the address alike, both ways, and call `show` whenever they have changed.
 *
 * Each choice is a step for the back button, but not each letter in the field `words`. Returns a function to be called when
 * a script has changed the form.
 */
function keepInAddress(form, words, show) {
  const PAUSE = 250; // milliseconds without a key before words count
  let timer = 0;
  let typing = false; // whether the newest step for the back button is of words that are still being typed

  /** Put what the address says into the form. */
  function read() {
    const address = new URLSearchParams(location.search);
    for (const field of form.elements) {
      if (field.type === "checkbox") field.checked = address.getAll(field.name).includes(field.value);
      else if (field.name) field.value = address.get(field.name) ?? "";
      if (field.selectedIndex === -1) field.selectedIndex = 0; // there is no such option
    }
  }

  /** Put what the form says into the address. */
  function write(replace) {
    const chosen = [...new FormData(form)].filter(([, value]) => value.trim());
    const query = chosen.length ? `?${new URLSearchParams(chosen)}` : "";
    if (query === location.search) return;
    history[replace ? "replaceState" : "pushState"](null, "", location.pathname + query);
  }

  function showAll() {
    show();
    // The same page in the other language is one click away.
    for (const link of document.querySelectorAll("header a[hreflang]")) link.search = location.search;
  }

  function change(isTyping) {
    write(typing && isTyping);
    typing = isTyping;
    showAll();
  }

  function wait(isTyping, time) {
    clearTimeout(timer);
    timer = setTimeout(change, time, isTyping);
  }

  form.addEventListener("input", ({ target }) => wait(target.name === words, target.name === words ? PAUSE : 0));
  form.addEventListener("reset", () => wait(false, 0)); // the event comes before the fields are empty
  form.addEventListener("submit", (event) => {
    event.preventDefault(); // there is nothing to send
    wait(true, 0);
  });
  addEventListener("popstate", () => {
    typing = false;
    read();
    showAll();
  });

  read();
  showAll();
  return () => change(false);
}
