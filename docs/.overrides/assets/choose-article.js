// A page about several articles: show only what is about the one that is chosen. Without this script all of it is there.
//
// Whatever has the attribute data-articles is an entry, and names its articles. What is chosen follows from the form, which
// form-address.js keeps like the query of the address.

"use strict";

(() => {
  const form = document.getElementById("choose-article");
  const status = form.querySelector("[role=status]");
  const entries = [...document.querySelectorAll("[data-articles]")];

  keepInAddress(form, "", () => {
    const { value } = form.elements.article;
    let shown = 0;
    for (const entry of entries) {
      const fits = !value || entry.dataset.articles.split(" ").includes(value);
      entry.hidden = !fits;
      shown += fits;
    }
    const words = status.dataset.some.replace("{}", shown);
    if (status.textContent !== words) status.textContent = words; // what changes is said aloud
  });

  form.closest("[hidden]").hidden = false;
})();
