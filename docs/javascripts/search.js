/* Material searches on key-up only: words pasted, dictated or composed by an input method would wait for the next key. */
document.addEventListener("input", function (event) {
  if (event.target.matches && event.target.matches(".md-search__input") && !event.isComposing) {
    event.target.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true, key: "Process" }));
  }
});
