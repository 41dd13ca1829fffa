// What can be done with a chart beyond reading it: as PNG, as a piece for another page, and with tooltips. Vega is
// fetched from this site only when somebody asks for the last.
const root = new URL(document.querySelector(".site-header").dataset.root.replace(/\/?$/, "/"), location.href);
let vega = null;

function loadVega() {
  vega ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL("javascripts/vega.js", root);
    script.addEventListener("load", () => resolve(window.vegaEmbed));
    script.addEventListener("error", () => reject(new Error("vega.js")));
    document.head.append(script);
  });
  return vega;
}

/** The page's own colours and type in the place of their names. */
function fillColours(spec) {
  const style = getComputedStyle(document.body);
  return JSON.parse(JSON.stringify(spec), (_, value) => typeof value === "string" && value.startsWith("var(--")
    ? style.getPropertyValue(value.slice(4, -1)).trim() : value);
}

async function enliven(figure, button) {
  button.disabled = true;
  button.textContent = "正在装载…";
  try {
    const [embed, spec] = await Promise.all([
      loadVega(), fetch(new URL("chart.json", figure.dataset.chart)).then((answer) => answer.json())]);
    const place = figure.querySelector("[role=img]");
    const box = document.createElement("div");
    box.className = "live";
    place.after(box);
    place.hidden = true;
    const filled = fillColours(spec);
    filled.config.font = getComputedStyle(document.body).fontFamily;
    const show = (_, __, item, value) => { tip.textContent = item && value ? Object.entries(value).map(([key, each]) => `${key}：${each}`).join("　") : ""; };
    const tip = document.createElement("p");
    tip.className = "tip";
    tip.setAttribute("role", "status");
    // `ast`: expressions are interpreted, so that the site's policy need not allow eval
    await embed(box, filled, { ast: true, actions: false, defaultStyle: false, renderer: "canvas", tooltip: show });
    box.append(tip);
    button.remove();
  } catch (error) {
    button.disabled = false;
    button.textContent = "没有装载成功，再试一次";
    throw error;
  }
}

async function savePng(figure) {
  const picture = new Image();
  picture.src = new URL("chart.svg", figure.dataset.chart);
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth * 2;
  canvas.height = picture.naturalHeight * 2;
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = new URL(figure.dataset.chart).pathname.split("/").filter(Boolean).slice(-3).join("-") + ".png";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function addButton(tools, words, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words;
  button.addEventListener("click", () => act(button));
  tools.append(" ", button);
}

for (const figure of document.querySelectorAll("figure[data-chart]")) {
  figure.dataset.chart = new URL(figure.dataset.chart, location.href).href;
  const tools = figure.querySelector(".tools");
  addButton(tools, "PNG", () => savePng(figure));
  addButton(tools, "嵌入代码", async (button) => {
    const code = `<iframe src="${figure.dataset.chart}" width="600" height="480" loading="lazy"></iframe>`;
    try { await navigator.clipboard.writeText(code); button.textContent = "代码已复制"; } catch { prompt("嵌入代码", code); }
  });
  addButton(tools, "互动图", (button) => enliven(figure, button));
}
