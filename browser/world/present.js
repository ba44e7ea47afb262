// Most words that are looked for are nowhere on the page. Which ones are is found in
// one pass over its text, and kept until the page changes.
let version = "", pageText = "", known = new Map();
const squashes = new Map();

const squashedWord = w => {
  let s = squashes.get(w);
  if (s === undefined) squashes.set(w, s = squash(w));
  return s;
};

// inline is e's text in document order, with what stands for pictures and labels in its place.
const inline = e => {
  let s = "";
  const w = document.createTreeWalker(e, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let n = w.currentNode; n; n = w.nextNode()) {
    if (n.nodeType === 3) { if (!mute.test(n.parentElement?.localName)) s += n.data; }
    else if (n.nodeType === 1)
      for (const a of ["aria-label", "alt", "title", "placeholder", "value"]) {
        const v = n.getAttribute(a);
        if (v) s += " " + v + " ";
      }
  }
  return s;
};

// present keeps those of the squashed words that stand somewhere in roots.
const present = (words, roots) => {
  const now = changes + "/" + roots.length;
  if (now !== version) {
    version = now;
    known = new Map();
    pageText = roots.map(r => squash(content(r)) + "\n" + squash(inline(r))).join("\n");
  }
  const starts = new Map();
  for (const w of words) {
    if (known.has(w)) continue;
    known.set(w, w.length < 2 && pageText.includes(w));
    const start = w.charCodeAt(0) * 65536 + w.charCodeAt(1);
    if (w.length > 1) starts.has(start) ? starts.get(start).push(w) : starts.set(start, [w]);
  }
  if (starts.size)
    for (let i = 0, last = 0; i < pageText.length; i++) {
      const c = pageText.charCodeAt(i);
      for (const w of starts.get(last * 65536 + c) ?? []) if (!known.get(w) && pageText.startsWith(w, i - 1)) known.set(w, true);
      last = c;
    }
  return words.filter(w => known.get(w));
};

const wordsOf = way => way.CSS && !way.Role ? [] : [...way.Words ?? [], ...way.Has ?? []].map(squashedWord).filter(Boolean);
const wordsOfAsk = ask => ask.Ways.flatMap(wordsOf);
