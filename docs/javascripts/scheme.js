// Runs before the page is painted: the reader's own choice of light or dark, if one was made, else the system's.
try {
  const chosen = localStorage.getItem("scheme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.scheme = chosen;
} catch { /* no storage: the system's scheme holds */ }
