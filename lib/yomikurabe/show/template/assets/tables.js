// Sorts, filters and downloads the tables of a page. Without it they are simply whole.
"use strict";
(() => {
  const SHOWN = 12; // rows that stand open
  const words = JSON.parse(document.getElementById("table-words").textContent);
  const lang = document.documentElement.lang;
  const collator = new Intl.Collator(lang, { numeric: true });
  const FORMULA = /^[=+\-@\t\r]/;
  const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const make = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const plain = (cell) => cell.textContent.replace(/\s+/g, " ").trim();

  /** What a cell is sorted by: its number where it begins with one, else its words. */
  function key(cell) {
    const text = plain(cell);
    const number = text.replace(/[,，\s]/g, "").match(/^[^\d\-]{0,3}(-?\d+(?:\.\d+)?)(?![\d-])/);
    return number && !/^\d{4}-\d/.test(text) ? Number(number[1]) : text;
  }

  function compare(a, b) {
    if (typeof a === "number" && typeof b === "number") return a - b;
    return collator.compare(String(a), String(b));
  }

  /** A cell of CSV that no spreadsheet takes for a formula. */
  function field(cell) {
    const text = plain(cell);
    const safe = FORMULA.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
    return `"${safe.replaceAll('"', '""')}"`;
  }

  function download(table, rows, name) {
    const lines = [[...table.tHead.rows[0].cells], ...rows.map((row) => [...row.cells])];
    const csv = "\ufeff" + lines.map((cells) => cells.map(field).join(",")).join("\r\n") + "\r\n";
    const link = make("a", { href: URL.createObjectURL(new Blob([csv], { type: "text/csv" })), download: `${name}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function equip(wide) {
    const table = wide.querySelector("table");
    const body = table.tBodies[0];
    const rest = wide.nextElementSibling?.matches("details.rest") ? wide.nextElementSibling : null;
    if (rest) {
      body.append(...rest.querySelectorAll("tbody > tr"));
      rest.remove();
    }
    const original = [...body.rows];
    if (original.length < 2) return;
    const state = { rows: original, needle: "", open: original.length <= SHOWN };
    const status = make("output");
    const more = make("button", { type: "button", className: "more" });

    function show() {
      const found = state.rows.filter((row) => !state.needle || plain(row).toLowerCase().includes(state.needle));
      const kept = new Set(state.needle || state.open ? found : found.slice(0, SHOWN));
      for (const row of state.rows) row.hidden = !kept.has(row);
      status.textContent = kept.size < original.length ? say("shown", { n: kept.size, all: original.length }) : "";
      more.hidden = Boolean(state.needle) || original.length <= SHOWN;
      more.textContent = state.open ? say("fewer") : say("more", { n: original.length - SHOWN });
      more.setAttribute("aria-expanded", String(state.open));
    }

    function sort(column, heading) {
      const up = heading.getAttribute("aria-sort") !== "ascending";
      for (const other of table.tHead.rows[0].cells) other.setAttribute("aria-sort", "none");
      heading.setAttribute("aria-sort", up ? "ascending" : "descending");
      const keyed = original.map((row, at) => ({ row, at, key: key(row.cells[column]) }));
      keyed.sort((a, b) => (up ? 1 : -1) * compare(a.key, b.key) || a.at - b.at);
      state.rows = keyed.map((entry) => entry.row);
      body.append(...state.rows);
      show();
    }

    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const button = make("button", { type: "button", title: say("sort") }, ...heading.childNodes);
      button.addEventListener("click", () => sort(column, heading));
      heading.append(button);
      heading.setAttribute("aria-sort", "none");
    });
    const filter = make("input", { type: "search", autocomplete: "off" });
    filter.addEventListener("input", () => {
      state.needle = filter.value.trim().toLowerCase();
      show();
    });
    const name = wide.getAttribute("aria-label") || document.title;
    const csv = make("button", { type: "button" }, say("csv"));
    csv.addEventListener("click", () => download(table, state.rows, name));
    const tools = make("div", { className: "tools" }, make("label", {}, `${say("filter")} `, filter), status, csv);
    wide.before(tools);
    more.addEventListener("click", () => {
      state.open = !state.open;
      show();
    });
    wide.after(more);
    /** A row that is linked to is shown, however much is folded. */
    const reveal = () => {
      const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!target || !body.contains(target)) return;
      state.open = true;
      state.needle = filter.value = "";
      show();
      target.closest("details")?.setAttribute("open", "");
      target.scrollIntoView({ block: "center" });
    };
    show();
    reveal();
    addEventListener("hashchange", reveal);
    addEventListener("beforeprint", () => original.forEach((row) => (row.hidden = false)));
    addEventListener("afterprint", show);
  }

  for (const wide of document.querySelectorAll("main .wide")) if (!wide.closest("details.rest")) equip(wide);
  for (const wide of document.querySelectorAll("main details.rest .wide")) if (wide.isConnected) equip(wide);
})();
