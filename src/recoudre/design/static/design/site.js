// What a wide screen shows open and a phone shows folded: `data-open-wide` is the width, in rem, from
// which a <details> opens. Without script, everything still unfolds by hand.
function unfold() {
  for (const folded of document.querySelectorAll("details[data-open-wide]")) {
    folded.open = window.matchMedia(`(min-width: ${folded.dataset.openWide}rem)`).matches;
  }
}

unfold();
