// A button is called what stands on it, for those who hear it and those who say it.
for (const summary of document.querySelectorAll("details.hide > summary")) {
  summary.removeAttribute("aria-label");
}
for (const keys of document.querySelectorAll(".search-button__kbd-shortcut")) keys.remove();
