// closed holds the closed shadow roots that were handed to this world, by host.
const closed = new Map();
const asked = new WeakSet(); // elements already asked about for a closed root
let searched = performance.now(); // when the page was last searched for closed roots

const hosts = new Set(["article", "aside", "blockquote", "div", "footer", "header", "main", "nav", "p", "section", "span"]);

// suspect reports whether e may hide a closed root: it shows something that is not in it.
const suspect = e => !asked.has(e) && !e.shadowRoot && !closed.has(e) &&
  (e.localName.includes("-") || hosts.has(e.localName) && !e.firstElementChild && !e.textContent.trim() && (e.offsetHeight > 0 || e.parentElement === document.body));

// rootsOf lists the document and every shadow root in it, and what may hide more of them.
const rootsOf = () => {
  const all = [], doubtful = [];
  const add = root => {
    all.push(root);
    watch(root);
    for (const e of root.querySelectorAll("*")) {
      const r = e.shadowRoot ?? closed.get(e);
      if (r) add(r); else if (suspect(e)) doubtful.push(e);
    }
  };
  add(document);
  return {all, doubtful};
};

const rootOf = n => n ? byNumber(n) : document;

// veiled reports whether something is hit where no element is known to be: it is in a closed root.
const veiled = () => {
  for (let x = 1; x < 10; x += 2) for (let y = 1; y < 10; y += 2) {
    const px = innerWidth * x / 10, py = innerHeight * y / 10, e = document.elementFromPoint(px, py);
    if (!e || e === document.body || e === document.documentElement || e.shadowRoot || closed.has(e) || asked.has(e) || e.firstElementChild || e.textContent.trim()) continue;
    if (![...e.getClientRects()].some(r => px >= r.left && px <= r.right && py >= r.top && py <= r.bottom)) return true;
  }
  return false;
};

// slotOf is the slot that shows n, a child of an element with a shadow root.
const slotOf = n => n.assignedSlot ?? (closed.size && n.parentElement && closed.has(n.parentElement) ?
  [...closed.get(n.parentElement).querySelectorAll("slot")].find(s => s.assignedNodes().includes(n)) : null);

// up is the element around n as it is shown: in slots and out of shadow roots too.
const up = n => slotOf(n) ?? n.parentElement ?? (n.getRootNode() instanceof ShadowRoot ? n.getRootNode().host : null);

// within reports whether n is e or inside it, shadow roots included.
const within = (e, n) => {
  for (; n; n = up(n)) if (n === e) return true;
  return false;
};

// deepest is the element at a point, inside shadow roots too.
const deepest = (x, y) => {
  let e = document.elementFromPoint(x, y);
  for (;;) {
    const r = e && (e.shadowRoot ?? closed.get(e));
    const d = r?.elementFromPoint(x, y);
    if (!d || d === e || !within(e, d)) return e;
    e = d;
  }
};
