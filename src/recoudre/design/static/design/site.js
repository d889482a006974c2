// What a wide screen shows open and a phone shows folded. Without script, everything still unfolds by hand.
const wide = window.matchMedia("(min-width: 60rem)");

function unfold(root) {
  for (const folded of root.querySelectorAll("details[data-open-wide]")) {
    folded.open = wide.matches || folded.hasAttribute("data-open");
  }
}

unfold(document);
wide.addEventListener("change", () => unfold(document));
document.addEventListener("htmx:afterSwap", (event) => unfold(event.target));
