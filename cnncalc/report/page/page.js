"use strict";
// Sorting: a heading sorts by its column, largest first where it holds numbers; pressed again, the
// other way round; a third time, in the order of the network. What says nothing stays last.
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const inOrder = [...body.rows];
  const headings = [...table.tHead.rows[0].cells];
  const key = (row, index) => {
    const cell = row.cells[index];
    if (!cell || !cell.textContent.trim()) return null;
    if (cell.dataset.v) return Number(cell.dataset.v);
    const number = Number(cell.textContent.replaceAll(",", ""));
    return Number.isNaN(number) ? cell.textContent : number;
  };
  headings.forEach((heading, index) => {
    const first = heading.classList.contains("n") ? "descending" : "ascending";
    const second = first === "ascending" ? "descending" : "ascending";
    heading.querySelector("button").addEventListener("click", () => {
      const before = heading.getAttribute("aria-sort");
      const order = before === null ? first : before === first ? second : null;
      for (const each of headings) each.removeAttribute("aria-sort");
      let rows = inOrder;
      if (order !== null) {
        heading.setAttribute("aria-sort", order);
        const sign = order === "ascending" ? 1 : -1;
        rows = inOrder
          .map((row) => [key(row, index), row])
          .sort(([a], [b]) => {
            if (a === null || b === null) return (a === null) - (b === null);
            if (typeof a === "number" && typeof b === "number") return sign * (a - b);
            return sign * String(a).localeCompare(String(b), "en", { numeric: true });
          })
          .map(([, row]) => row);
      }
      body.append(...rows);
    });
  });
}
// A panel stands at the foot of the window: the number that opened it is scrolled out from under it.
for (const button of document.querySelectorAll("main [popovertarget]:not([popovertargetaction])")) {
  const panel = document.getElementById(button.getAttribute("popovertarget"));
  const uncover = () => {
    const hidden = button.getBoundingClientRect().bottom - panel.getBoundingClientRect().top + 8;
    if (panel.matches(":popover-open") && hidden > 0) window.scrollBy(0, hidden);
  };
  button.addEventListener("click", () => requestAnimationFrame(uncover)); // it opens after this
}
// A picture that fits as it is has no other size to be seen in.
const sizes = () => {
  for (const figure of document.querySelectorAll("figure:has(.size)")) {
    const image = figure.querySelector("img");
    figure.querySelector(".size").hidden = image.naturalWidth <= figure.clientWidth;
  }
};
window.addEventListener("load", sizes);
window.addEventListener("resize", sizes);
