const clip = s => fold(s ?? "").slice(0, 300);

// labelOf are the words of a control, or the name of one that has only a picture.
const labelOf = c => clip(c.innerText || c.value || c.getAttribute("aria-label") || c.title);

// overlays lists what lies over the page by structure: dialogs, and boxes that are fixed or stick
// to the window. A box that holds most of the page's text is the page itself.
const overlays = () => {
  const whole = document.body?.innerText?.length ?? 0, out = [];
  for (const root of rootsOf().all)
    for (const e of root.querySelectorAll("dialog[open],[role=dialog],[role=alertdialog],div,section,aside,footer,form,[popover]")) {
      const is = e.matches("dialog,[role=dialog],[role=alertdialog]") || ["fixed", "sticky"].includes(getComputedStyle(e).position);
      if (!is || !visible(e) && ![...e.children].some(visible)) continue;
      const text = e.innerText ?? "";
      if (!text.trim() || text.length > 1500 || !e.matches("dialog,[role=dialog],[role=alertdialog]") && text.length > whole * 0.8) continue;
      if (out.some(o => within(o.e, e) || within(e, o.e) && o.text === text)) continue;
      out.push({e, text});
    }
  return out.map(({e, text}) => ({
    Text: fold(text).slice(0, 1500), Secret: !!e.querySelector("input[type=password]"),
    Controls: [...e.querySelectorAll(controls + ",[onclick],[class*=close i]")].filter(c => visible(c) && !c.matches("input:not([type=submit],[type=button]),select,textarea,label,option")).map(c => ({
      Label: labelOf(c), ID: keep({e: c, ask: {Ways: []}, way: {}, fit: "named", was: ""}),
    })),
  }));
};
