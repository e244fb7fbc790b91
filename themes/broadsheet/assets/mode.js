// Before the first paint, so that a reader who chose dark is not dazzled.
try {
  var mode = localStorage.getItem("broadsheet-mode");
  if (mode === "dark" || mode === "light") document.documentElement.dataset.mode = mode;
} catch (e) { /* storage may be off; the system's choice holds */ }
