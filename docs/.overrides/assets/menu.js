// What a keyboard and a screen reader need of the frame: its menu, its colours, and its search box on a phone.

"use strict";

(() => {
  // The menu lies over the page: it closes when the reader goes elsewhere, by the key Tab or by a link to a part of this page.
  const menu = document.getElementById("menu");
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget)) menu.hidePopover?.();
  });
  menu.addEventListener("click", ({ target }) => {
    if (target.closest("a[href^='#']")) menu.hidePopover?.();
  });

  // Material shows which colours hold, but chooses neither of their switches: screen readers would say that none holds.
  addEventListener("load", () => {
    for (const option of document.querySelectorAll(".md-option")) option.checked = !option.nextElementSibling.hidden;
  });

  // Material opens the search box when its field has the focus. On a phone a closed box is hidden, and takes none: open it before.
  const search = document.querySelector(".md-search");
  const button = document.querySelector(".fc-search-button");
  const box = document.querySelector("[data-md-component=search-query]");
  const toggle = document.getElementById("__search");
  if (!box) return;
  box.focus = (options) => {
    if (!toggle.checked) toggle.click();
    HTMLElement.prototype.focus.call(box, options);
  };
  button.addEventListener("click", () => box.focus());
  search.querySelector(".fc-search-close").addEventListener("click", () => toggle.click());
  toggle.addEventListener("change", () => {
    button.setAttribute("aria-expanded", toggle.checked);
    if (!toggle.checked && search.contains(document.activeElement)) button.focus(); // on a wide screen it takes none
  });
})();
