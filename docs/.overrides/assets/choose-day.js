// The page about a day: lead to the page about any other date, which is that of the last day before it on which something came.
// Without this script the lists of days and years lead to all of them.
"use strict";

(() => {
  const form = document.getElementById("choose-day");
  const date = document.getElementById("choose-day-date");
  const days = form.dataset.days.split(" ");

  form.addEventListener("submit", (event) => {
    event.preventDefault(); // there is nothing to send
    const last = days.filter((day) => day <= date.value).at(-1); // ISO 8601, so as texts
    if (last) location.assign(form.dataset.page.replace("DAY", last));
    else date.reportValidity();
  });

  form.hidden = false;
})();
