// What a page does beyond being read: the switch of light and dark, and the evidence of a figure in a dialog.
// Without this script every figure still leads to its quote further down the page.
const header = document.querySelector(".site-header");
const root = new URL(header.dataset.root.replace(/\/?$/, "/"), location.href);

function switchScheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const shown = document.documentElement.dataset.scheme || (dark ? "dark" : "light");
  const other = shown === "dark" ? "light" : "dark";
  document.documentElement.dataset.scheme = other;
  try { localStorage.setItem("scheme", other); } catch { /* then it holds for this page only */ }
}

const switcher = document.querySelector(".scheme-switch");
switcher.hidden = false;
switcher.addEventListener("click", switchScheme);

// --- evidence ---

let dialog = null;
let opener = null;

function makeElement(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** What a figure is called where it is quoted: its own words, or the row and the column. */
function nameFigure(item) {
  const row = item.closest("li").querySelector("b").textContent;
  return item.title || [row, item.querySelector("small")?.textContent].filter(Boolean).join(" · ");
}

/** Where to report an error, with everything that is known of the figure filled in. */
function reportAddress(item, address, shown, from) {
  const { unit, year } = from.querySelector("[data-unit]").dataset;
  const kind = item.id.split("-")[0];
  const report = `${unit}-${year}-${kind}`;
  const said = item.closest("li").textContent.trim().replace(/\s+/g, " ");
  const words = `${nameFigure(item)} ${shown}：${said}`;
  const issues = header.dataset.issues;
  if (!issues) {
    const target = new URL("contribute/", root);
    target.search = new URLSearchParams({ report, address, words }).toString();
    target.hash = "correct";
    return target.href;
  }
  const title = `数据有误：${report}#${item.id}`;
  const fields = { template: "figure.yml", title, report: `${report} ${address}`, document: words };
  return `${issues.replace(/\/$/, "")}/issues/new?${new URLSearchParams(fields)}`;
}

/** The permanent address of a figure: on the page of its unit and year, whatever page below it shows the figure. */
function permanentAddress(item, from) {
  const { up = "" } = from.querySelector("[data-unit]").dataset;
  return new URL(`${up}#${item.id}`, from === document ? location.href.split("#")[0] : fetched.get(from)).href;
}

function makeDialog() {
  const made = makeElement("dialog", { class: "evidence-dialog", "aria-labelledby": "evidence-title" });
  made.addEventListener("click", (event) => { if (event.target === made) made.close(); });
  // the address of the figure goes when the dialog does, whichever of them is left first
  made.addEventListener("close", () => {
    if (history.state?.evidence) history.back();
    else if (findEvidence(location.hash)) history.replaceState(null, "", location.pathname + location.search);
  });
  document.body.append(made);
  return made;
}

/** The row or the sentence of a figure, with that figure marked. */
function copyPassage(item) {
  const passage = item.closest("li").cloneNode(true);
  passage.querySelector(`[id="${CSS.escape(item.id)}"]`).classList.add("here");
  for (const each of passage.querySelectorAll("[id]")) each.removeAttribute("id");
  return makeElement("div", { class: "words evidence" }, ...passage.childNodes);
}

/** Show the evidence of a figure; `shown` is the figure as the reader saw it. */
function openEvidence(item, shown, from = document) {
  const address = permanentAddress(item, from);
  dialog ??= makeDialog();
  const close = makeElement("button", { type: "button", class: "close", "aria-label": "关闭" }, "×");
  close.addEventListener("click", () => dialog.close());
  const copy = makeElement("button", { type: "button" }, "复制这个数字的地址");
  copy.addEventListener("click", async () => {
    try { await navigator.clipboard.writeText(address); copy.textContent = "已复制"; } catch { prompt("这个数字的地址", address); }
  });
  const origin = from.querySelector(`template[data-kind="${item.id.split("-")[0]}"]`);
  const source = origin && openPage(origin.content.cloneNode(true), item);
  dialog.replaceChildren(
    makeElement("h2", { id: "evidence-title" }, `${nameFigure(item)} ${shown}`), close, copyPassage(item),
    ...(source ? [makeElement("p", { class: "origin" }, source)] : []),
    makeElement("p", { class: "actions" }, copy,
      makeElement("a", { href: address }, "永久地址"),
      makeElement("a", { href: reportAddress(item, address, shown, from), class: "report" }, "数字有误？告诉我们")),
  );
  if (!dialog.open) dialog.showModal();
}

/** Open it with a step in the history, so that going back closes it. */
function visitEvidence(figure, item, from) {
  // the page of a project has figures of several years: its address names none of them
  const named = document.querySelector("[data-unit]").dataset.year;
  opener = figure;
  history.pushState({ evidence: true }, "", named ? figure.hash : location.href);
  openEvidence(item, figure.textContent.trim(), from);
}

/** The link to a source that is a PDF opens the page the figure is on. */
function openPage(content, item) {
  const place = /第 (\d+)(?:-\d+)? 页/.exec(item.closest("li").querySelector("p small")?.textContent ?? "");
  const link = content.querySelector("a[rel]");
  if (place && link && /\.pdf$/i.test(link.pathname)) {
    link.hash = `page=${place[1]}`;
    link.textContent = `原文件第 ${place[1]} 页`;
  }
  return content;
}

function readHash(hash) {
  try { return decodeURIComponent(hash.slice(1)); } catch { return ""; }
}

function findEvidence(hash, from = document) {
  const name = readHash(hash);
  const item = name && from.getElementById(name);
  return item && item.closest(".evidence li") ? item : null;
}

const pages = new Map();
/** The addresses of the pages that were fetched. */
const fetched = new WeakMap();

/** Another page of this site, fetched once. */
function fetchPage(address) {
  const url = new URL(address, location.href.split("#")[0]).href;
  if (!pages.has(url)) {
    pages.set(url, fetch(url).then((answer) => answer.text())
      .then((text) => new DOMParser().parseFromString(text, "text/html"))
      .then((from) => { fetched.set(from, url); return from; }));
  }
  return pages.get(url);
}

/** Evidence of a figure that another page shows, in a dialog on this one; that page itself if it cannot be had. */
async function fetchEvidence(figure) {
  try {
    const from = await fetchPage(figure.pathname);
    const item = findEvidence(figure.hash, from);
    if (item) { visitEvidence(figure, item, from); return; }
  } catch { /* then the page itself */ }
  location.href = figure.href;
}

/** Figures, projects and findings had their address on the page of the year before they had pages of their own, and
 * have it still: whoever comes by such an address is led to the page below that shows it. */
async function forward() {
  const name = readHash(location.hash);
  const frame = document.querySelector("[data-pages]");
  if (!name || !frame?.dataset.pages || document.getElementById(name)) return;
  for (const page of frame.dataset.pages.split(" ")) {
    const from = await fetchPage(page).catch(() => null);
    if (from?.getElementById(name)) { location.replace(new URL(page + location.hash, location.href.split("#")[0])); return; }
  }
}

document.addEventListener("click", (event) => {
  const figure = event.target.closest("a.figure, [data-pages] ~ * a[href*='/#']");
  if (!figure || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (figure.pathname !== location.pathname) {
    const below = document.querySelector("[data-pages]") && /^#(?:budget|final)-/.test(figure.hash);
    if (below) { event.preventDefault(); fetchEvidence(figure); }
    return;
  }
  const item = findEvidence(figure.hash);
  if (!item) return;
  event.preventDefault();
  visitEvidence(figure, item);
});

/** Someone came by the address of one figure: show it in its table, with its evidence. */
function arrive() {
  const item = findEvidence(location.hash);
  if (!item) return;
  const figure = [...document.querySelectorAll("a.figure")].find((each) => each.hash === `#${item.id}`);
  if (!figure) { item.closest("details").open = true; item.scrollIntoView(); return; }
  for (let box = figure.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  figure.scrollIntoView({ block: "center" });
  figure.focus({ preventScroll: true });
  openEvidence(item, figure.textContent.trim());
}

addEventListener("popstate", () => {
  if (history.state?.evidence || findEvidence(location.hash)) return;
  if (dialog?.open) dialog.close();
  // a step back in the history takes the focus away
  requestAnimationFrame(() => { opener?.focus({ preventScroll: true }); opener = null; });
});
addEventListener("hashchange", () => { arrive(); forward(); });
arrive();
forward();

// --- words ---

/** What a word means, in a dialog on the page it is on; the glossary itself if it cannot be had. */
async function explainWord(link) {
  try {
    const entry = (await fetchPage(link.pathname)).getElementById(readHash(link.hash)).parentElement;
    const close = makeElement("button", { type: "button", class: "close", "aria-label": "关闭" }, "×");
    close.addEventListener("click", () => dialog.close());
    opener = link;
    history.pushState({ evidence: true }, "", location.href);
    dialog ??= makeDialog();
    const [name, words] = entry.children;
    dialog.replaceChildren(
      makeElement("h2", { id: "evidence-title" }, ...[...name.childNodes].map((node) => node.cloneNode(true))), close,
      makeElement("p", {}, words.textContent),
      makeElement("p", { class: "actions" }, makeElement("a", { href: link.href }, "全部名词")));
    if (!dialog.open) dialog.showModal();
  } catch { location.href = link.href; }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.term");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  explainWord(link);
});

// --- contents ---

/** Mark in the contents the section that is being read, and keep it in sight where they are a strip. */
function followReader() {
  const links = [...document.querySelectorAll(".contents li:not(.up) a")];
  const heads = links.map((link) => document.getElementById(readHash(link.hash)));
  if (!links.length || heads.includes(null)) return;
  let marked = null;
  const mark = () => {
    const at = heads.findLastIndex((head) => head.getBoundingClientRect().top < 120);
    if (links[at] === marked) return;
    marked?.removeAttribute("aria-current");
    marked = links[at] ?? null;
    marked?.setAttribute("aria-current", "location");
    const strip = marked?.closest("ul");
    if (strip && strip.scrollWidth > strip.clientWidth) strip.scrollLeft = marked.parentElement.offsetLeft - 60;
  };
  // a heading passes the line, or the reader jumps to one
  const watcher = new IntersectionObserver(mark, { rootMargin: "-120px 0px 0px 0px" });
  for (const head of heads) watcher.observe(head);
  addEventListener("scrollend", mark);
  mark();
}

followReader();
