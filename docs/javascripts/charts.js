// What can be done with a chart beyond reading it: taking it as PNG, and as a piece for another page.

/** The picture, always in its light colours: a file is read elsewhere. */
async function savePng(figure) {
  const answer = await fetch(new URL("chart.svg", figure.dataset.chart));
  const light = (await answer.text()).replace(/<style>.*?<\/style>/, "");
  const picture = new Image();
  picture.src = URL.createObjectURL(new Blob([light], { type: "image/svg+xml" }));
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth * 2;
  canvas.height = picture.naturalHeight * 2;
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(picture.src);
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
  addButton(tools, "存为 PNG", () => savePng(figure));
  addButton(tools, "嵌入代码", async (button) => {
    const code = `<iframe src="${figure.dataset.chart}" width="100%" height="${figure.dataset.height}" loading="lazy"></iframe>`;
    try { await navigator.clipboard.writeText(code); button.textContent = "代码已复制"; } catch { prompt("嵌入代码", code); }
  });
}
