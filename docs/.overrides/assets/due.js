// Shows what has become true since the page was made: "the next check was due on ...". Without this script the page says
// only by which day something was to be done, which stays true.
"use strict";

(() => {
  const pad = (number) => String(number).padStart(2, "0");
  const now = new Date();
  const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  const passed = [...document.querySelectorAll("[data-due]")].filter((item) => item.dataset.due < today);
  for (const item of passed) item.hidden = false;
  const count = document.querySelector("[data-overdue]");
  if (!count || passed.length === 0) return;
  count.textContent = count.dataset.overdue.replace("#", passed.length.toLocaleString(document.documentElement.lang));
  count.hidden = false;
})();
