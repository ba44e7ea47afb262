// Texts as a person reads them: by the block they stand in, with what that block is.
const pressable = "button,a[href],input,select,textarea,summary,option,[role~=button],[role~=link],[role~=menuitem],[role~=option],[role~=tab]";
const boxes = "input[type=checkbox],[role~=checkbox],[role~=switch],[aria-checked]";
const besides = "footer,nav,aside,[role~=contentinfo],[role~=navigation],[role~=complementary],[role~=banner],[role~=search]";
const besidesNamed = /(^|[-_\s])(footer|cookie|help|faq|banner|announce\w*|promo\w*|survey|sidebar|breadcrumb|nav|menu)([-_\s]|$)/i;
const modals = "dialog,[role~=dialog],[role~=alertdialog],[aria-modal=true]";

const inLine = e => { const d = getComputedStyle(e).display; return d === "inline" || d === "contents"; };

// around1 is e or the first element around it that test takes, out of shadow roots too.
const around1 = (e, test) => {
  for (let a = e; a; a = up(a)) if (test(a)) return a;
  return null;
};

// lies reports whether e lies in front of the page: a dialog, or out of the flow and over its middle.
const lies = e => {
  if (e === document.documentElement || e === document.body || !e.checkVisibility({visibilityProperty: true, opacityProperty: true})) return false;
  if (e.matches(modals)) return true;
  const s = getComputedStyle(e);
  if (s.position !== "fixed" && !(s.position === "absolute" && Number(s.zIndex) > 0) && !e.matches(":popover-open")) return false;
  const r = e.getBoundingClientRect();
  if (r.width < 120 || r.height < 60 || r.width * r.height < innerWidth * innerHeight * .02) return false;
  const x = Math.min(Math.max(r.x + r.width / 2, 1), innerWidth - 1), y = Math.min(Math.max(r.y + r.height / 2, 1), innerHeight - 1);
  const hit = deepest(x, y);
  return !!hit && within(e, hit) && r.width * r.height > 0 && r.top > -r.height && r.top < innerHeight;
};

// fronts are the outermost elements that lie in front of the page.
const fronts = roots => {
  const out = [];
  for (const root of roots) for (const e of root.querySelectorAll("*")) {
    const p = e.matches(modals) || /^(fixed|absolute)$/.test(getComputedStyle(e).position) || e.hasAttribute("popover");
    if (p && lies(e) && !out.some(o => within(o, e))) out.push(e);
  }
  return out;
};

const blocks = () => {
  const {all: roots} = rootsOf(), front = fronts(roots), made = new Map(), out = [];
  const blockOf = e => around1(e, a => !inLine(a) || a.matches("button,[role~=button]")) ?? e;
  const is = e => {
    const control = !!around1(e, a => a.matches(pressable) || a.localName === "label") || getComputedStyle(e).cursor === "pointer";
    return {
      Control: control,
      Heading: !!around1(e, a => /^h[1-6]$/.test(a.localName) || a.matches("[role~=heading]")),
      Alert: !!around1(e, a => a.matches("[role~=alert],[role~=status],[aria-live=assertive],[aria-live=polite],output")),
      Dialog: front.some(f => within(f, e)),
      Entry: !!around1(e, a => a.matches("li,tr,dl,[role~=listitem],[role~=row],[role~=option],[role~=gridcell]")),
      Aside: !!around1(e, a => a.matches(besides) || a.localName === "header" && !a.closest("main,article,section,dialog") ||
        a !== document.body && a !== document.documentElement && besidesNamed.test((a.getAttribute("class") ?? "") + " " + (a.id ?? ""))),
    };
  };
  for (const root of roots) {
    const w = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let n = w.nextNode(); n; n = w.nextNode()) {
      if (out.length >= 2000) return out;
      if (n.nodeType === 1) {
        if (n.matches(pushes) && shown(n)) out.push({...is(n), Text: n.value, Control: true});
        if (!n.matches(boxes) || !shown(n)) continue;
        const labels = [...n.labels ?? []].map(l => l.innerText).join(" ");
        const by = (n.getAttribute("aria-labelledby") ?? "").split(/\s+/).map(id => id && n.getRootNode().getElementById?.(id)?.textContent || "").join(" ");
        const text = [by, n.getAttribute("aria-label"), labels, n.matches("input") ? "" : n.innerText].find(s => s?.trim()) || n.parentElement?.innerText || "";
        out.push({...is(n), Text: text, Control: true, Box: true, Ticked: ticked(n)});
        continue;
      }
      if (!n.data.trim()) continue;
      const e = n.parentElement ?? n.getRootNode().host;
      if (!e || mute.test(e.localName) || !e.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
      const b = blockOf(e), s = is(e);
      const old = made.get(b);
      if (old) {
        old.Text += n.data;
        old.Control = old.Control && s.Control;
      } else {
        const one = {...is(b), Text: n.data, Control: s.Control};
        made.set(b, one);
        out.push(one);
      }
    }
  }
  return out;
};
