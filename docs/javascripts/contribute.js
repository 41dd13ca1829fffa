// Who comes from a figure finds the report of an error written already.
const asked = new URLSearchParams(location.search);
const field = document.getElementById("correction");
if (asked.has("report")) {
  field.value = [
    `报告：${asked.get("report")}`, `地址：${asked.get("address")}`, `页面上写作：${asked.get("words")}`, "", "原文怎么写，在第几页或第几行：", "",
  ].join("\n");
}
const copy = document.getElementById("copy-correction");
copy.hidden = false;
copy.addEventListener("click", async () => {
  try { await navigator.clipboard.writeText(field.value); copy.textContent = "已复制"; } catch { field.select(); }
});
