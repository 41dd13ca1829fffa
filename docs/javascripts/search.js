// The search page. Names of units and terms come from one small list (any part of a name is found at once); what the
// pages say comes from Pagefind, which fetches only the pieces of its index that a query needs.
const root = new URL(document.querySelector(".site-header").dataset.root.replace(/\/?$/, "/"), location.href);
const field = document.getElementById("query");
const status = document.getElementById("search-status");
const results = document.getElementById("search-results");
const PAGES = 8;
let titles = null;
let pagefind = null;
let turn = 0;

/** Text as it is compared: no punctuation, no spaces, no case, one width. */
const flatten = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s\p{P}\p{S}]+/gu, "");

async function load() {
  titles ??= fetch(new URL("search/titles.json", root)).then((answer) => answer.json());
  pagefind ??= import(new URL("pagefind/pagefind.js", root)).then(async (module) => {
    await module.options({ baseUrl: root.pathname, excerptLength: 40 });
    return module;
  });
  return [await titles, await pagefind];
}

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Units and terms of which every word of the query is part; a year among the words picks the year's page. */
function findTitles(list, query) {
  const words = query.split(/\s+/).map(flatten).filter(Boolean);
  const years = words.filter((word) => /^(19|20)\d\d年?$/.test(word)).map((word) => word.slice(0, 4));
  const names = words.filter((word) => !/^(19|20)\d\d年?$/.test(word));
  if (!names.length) return { units: [], terms: [] };
  const fits = (texts) => names.every((name) => texts.some((text) => flatten(text).includes(name)));
  return {
    units: list.units.filter((unit) => fits([unit.name, ...unit.names, unit.region])).map((unit) => ({ ...unit, chosen: years })),
    terms: list.terms.filter((term) => fits([term.name, ...term.words])),
  };
}

/** The query, and the query in the words of the documents. */
function listVariants(list, query) {
  const flat = flatten(query);
  const meant = list.synonyms.filter(([word]) => flat.includes(flatten(word))).flatMap(([, means]) => means);
  return [...new Set([query, ...meant])].slice(0, 4);
}

function showUnit(unit) {
  const years = unit.years.filter((year) => !unit.chosen.length || unit.chosen.includes(String(year)));
  const aliases = unit.names.length ? [make("p", { class: "quiet" }, `也叫：${unit.names.join("、")}`)] : [];
  return make("li", {}, make("h3", {}, make("a", { href: new URL(`units/${unit.id}/`, root) }, unit.name)),
    ...aliases,
    make("p", { class: "years" }, `${unit.region} `, ...years.flatMap((year) => [
      make("a", { href: new URL(`units/${unit.id}/${year}/`, root) }, `${year} 年`), " "])));
}

const showTerm = (term) => make("li", {},
  make("h3", {}, make("a", { href: new URL(`glossary/#${term.id}`, root) }, term.name)), make("p", {}, term.definition));

/** Pagefind's excerpts are our own pages' words with <mark>: only that element is let through. */
function showExcerpt(html) {
  const paragraph = make("p");
  const parsed = new DOMParser().parseFromString(html, "text/html");
  for (const node of parsed.body.childNodes) {
    paragraph.append(node.nodeName === "MARK" ? make("mark", {}, node.textContent) : node.textContent);
  }
  return paragraph;
}

/** A page with the parts of it that hold the words themselves. */
function showPage({ page, wanted }) {
  const holds = (part) => wanted.some((words) => words.every((word) => flatten(`${part.title} ${part.plain_excerpt}`).includes(word)));
  const parts = page.sub_results.filter((part) => part.url.includes("#") && !part.url.endsWith("#top") && holds(part)).slice(0, 3);
  return make("li", {}, make("h3", {}, make("a", { href: page.url }, page.meta.title)),
    ...(parts.length || !holds({ title: "", plain_excerpt: page.plain_excerpt }) ? [] : [showExcerpt(page.excerpt)]),
    ...parts.map((part) => make("div", { class: "part" }, make("a", { href: part.url }, part.title), showExcerpt(part.excerpt))));
}

const group = (title, items) => items.length
  ? [make("section", {}, make("h2", {}, `${title}（${items.length}）`), make("ul", { class: "plain found" }, ...items))] : [];

async function searchPages(engine, variants) {
  const found = new Map();
  for (const variant of variants) {
    for (const result of (await engine.search(variant)).results) if (!found.has(result.id)) found.set(result.id, result);
  }
  return [...found.values()];
}

/** Take the next pages that really hold the words: Pagefind also offers what only resembles them. */
async function takePages(pages, variants) {
  const wanted = variants.map((variant) => variant.split(/\s+/).map(flatten).filter(Boolean));
  const kept = [];
  for (let loads = 0; pages.length && kept.length < PAGES && loads < 3; loads += 1) {
    for (const page of await Promise.all(pages.splice(0, PAGES).map((each) => each.data()))) {
      const text = flatten(`${page.meta.title} ${page.content}`);
      if (wanted.some((words) => words.length && words.every((word) => text.includes(word)))) kept.push({ page, wanted });
    }
  }
  return kept;
}

async function search() {
  const query = field.value.trim();
  const mine = ++turn;
  history.replaceState(null, "", query ? `?${new URLSearchParams({ q: query })}` : location.pathname);
  if (!query) { results.replaceChildren(); status.textContent = ""; return; }
  status.textContent = "正在查找…";
  try {
    const [list, engine] = await load();
    const named = findTitles(list, query);
    const pages = await searchPages(engine, listVariants(list, query));
    if (mine !== turn) return;
    const shown = make("section", {}, make("h2", {}, "页面"));
    const listed = make("ul", { class: "plain found" });
    const more = make("button", { type: "button", class: "plain" }, "再看一些");
    shown.append(listed, more);
    const showMore = async () => {
      const next = await takePages(pages, listVariants(list, query));
      listed.append(...next.map(showPage));
      more.hidden = !pages.length;
      return next.length;
    };
    more.addEventListener("click", showMore);
    const first = await showMore();
    if (mine !== turn) return;
    results.replaceChildren(...group("单位", named.units.map(showUnit)), ...group("名词", named.terms.slice(0, 12).map(showTerm)),
      ...(first ? [shown] : []));
    const count = named.units.length + named.terms.length + first;
    status.textContent = count ? `“${query}”：找到 ${count} 项${first && pages.length ? "以上" : ""}` : `没有找到“${query}”。少写几个字，或换一种说法试试。`;
  } catch (error) {
    status.textContent = "搜索没有装载成功，请重新打开这一页。";
    throw error;
  }
}

let wait = 0;
field.value = new URLSearchParams(location.search).get("q") || "";
field.addEventListener("focus", load, { once: true });
field.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(search, 250); });
field.form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(wait); search(); });
if (field.value) search(); else field.focus();
