// What the pages of shapes share: elements as the shape makes them, the frame around a page, noise.
"use strict";
const root = h("div", S.IDs ? { id: "app" } : {});
const say = (key, values) => fill(W[key] || key, values || {});
// m marks what e is for; no page that a program is judged by has these marks.
function m(e, what) { if (S.Marks && what) { e.mark = what; if (!e.off) e.setAttribute("data-m", what); } return e; }
function able(b, on) {
  b.off = !on;
  b.removeAttribute("data-m"); m(b, b.mark);
  if (b.tagName === "BUTTON") b.disabled = !on;
  else { if (b.getAttribute("role")) b.setAttribute("aria-disabled", String(!on)); b.classList.toggle(c("off"), !on); }
}
if (S.Marks) for (const what of ["error", "unhandledrejection"]) addEventListener(what, x => post("/act/" + encodeURIComponent("error: " + (x.message || x.reason))));
// pressable makes e act when pressed, by mouse or keyboard.
function pressable(e, act) {
  const go = x => { x.preventDefault(); x.stopPropagation(); if (!e.off) act(x, e); };
  e.addEventListener("click", go);
  if (e.tagName !== "BUTTON" && e.tabIndex >= 0) e.addEventListener("keydown", x => { if (x.key === "Enter" || x.key === " ") go(x); });
  return e;
}
// button is one of words; kind is "", "primary", "danger", "flat".
function button(words, act, kind, mark) {
  const k = "btn " + (kind || ""), e = S.Controls === "native" ? h("button", { type: "button", class: k }, words)
    : S.Controls === "aria" ? h("div", { class: k, role: "button", tabindex: "0" }, words) : h("div", { class: k }, h("span", {}, words));
  return m(pressable(e, act), mark);
}
const GLYPHS = { more: "M9 3h.1M9 9h.1M9 15h.1", close: "M4 4l10 10M14 4L4 14", off: "M9 2v7M5 5a6 6 0 1 0 8 0", bin: "M3 5h12M7 5V3h4v2M5 5l1 10h6l1-10", bell: "M4 13h10l-1-2V8a4 4 0 0 0-8 0v3zM8 15h2", menu: "M3 5h12M3 9h12M3 13h12", phone: "M5 2h8v14H5zM8 13h2", minus: "M5 9h8M9 1a8 8 0 1 0 .1 0" };
function glyph(name) {
  const ns = "http://www.w3.org/2000/svg", s = document.createElementNS(ns, "svg"), p = document.createElementNS(ns, "path");
  s.setAttribute("viewBox", "0 0 18 18"); s.setAttribute("width", "18"); s.setAttribute("height", "18"); s.setAttribute("aria-hidden", "true");
  p.setAttribute("d", GLYPHS[name] || GLYPHS.phone); p.setAttribute("fill", "none"); p.setAttribute("stroke", "currentColor"); p.setAttribute("stroke-width", "1.8"); p.setAttribute("stroke-linecap", "round");
  s.append(p); return s;
}
// icon is a button without a word; its name is a label or a title.
function icon(name, words, act, mark) {
  const label = S.Icons === "label" ? { "aria-label": words } : { title: words };
  const e = S.Controls === "bare" ? h("span", { class: "icon", ...label }, glyph(name)) : h(S.Controls === "aria" ? "div" : "button", { class: "icon", ...(S.Controls === "aria" ? { role: "button", tabindex: "0" } : { type: "button" }), ...label }, glyph(name));
  return m(pressable(e, act), mark);
}
function link(words, href, mark) { return m(h("a", { href, target: D.in ? "_top" : null }, words), mark); }
const ICON_OF = { erase: "bin", sound: "bell" };
async function pressed(name) { await post("/act/" + name); toast(say("noted")); }
function decoy(name, as) { return as === "icon" ? icon(ICON_OF[name] || "phone", say("d_" + name), () => pressed(name)) : button(say("d_" + name), () => pressed(name), as || "flat"); }
// near are n decoys in the shape's own order, out of those that fit.
function near(names, n) { return S.Decoys.filter(x => names.includes(x)).slice(0, n); }
const ZOOM = { "zoomed-in": 1.3, "zoomed-out": 0.75 }[S.View] || 1;
const noisy = what => S.Noise.includes(what);
function field(attributes, words, mark) {
  const e = m(h("input", { class: "field", autocomplete: "off", ...attributes }), mark);
  return S.Seed % 3 === 0 ? [h("label", { class: "lbl" }, words, e), e] : S.Seed % 3 === 1 ? [h("div", {}, h("div", { class: "lbl" }, words), e), e] : (e.placeholder = words, [e, e]);
}
// box is something to tick; on() says whether it is.
function box(kind, words, changed, mark) {
  let ticked = false;
  if (kind === "native") {
    const i = m(h("input", { type: "checkbox" }), mark);
    i.addEventListener("change", () => { ticked = i.checked; changed(); });
    return { e: h("label", { class: "tick" }, i, h("span", {}, words)), on: () => ticked };
  }
  const e = h("div", kind === "role" ? { class: "tick", role: "checkbox", "aria-checked": "false", tabindex: "0" } : { class: "tick" }, h("i", { class: "sq" }), h("span", {}, words));
  m(e, mark);
  pressable(e, () => { ticked = !ticked; e.classList.toggle(c("on"), ticked); if (kind === "role") e.setAttribute("aria-checked", String(ticked)); changed(); });
  return { e, on: () => ticked };
}
function top_(title) {
  return h("header", { class: "top" + (noisy("sticky") ? " sticky" : "") }, h("a", { class: "brand", href: "/", target: "_top" }, h("span", { class: "logo" }, "mi"), title));
}
function around() {
  const at = [];
  if (noisy("news")) { const e = h("div", { class: "news" }, h("span", { class: "grow" }, say("news")), link(say("learn_more"), "/about/protocol/news"), icon("close", say("close"), () => e.remove())); at.push(e); }
  if (noisy("app")) { const e = h("div", { class: "news app" }, h("span", { class: "grow" }, say("app_ad")), button(say("later"), () => e.remove(), "flat")); at.push(e); }
  document.body.prepend(...at);
  if (noisy("cookies") && !cookieOf("ck")) {
    const shut = () => { document.cookie = "ck=1;path=/;secure"; e.remove(); };
    const e = h("div", { class: "cookies" }, h("p", { class: "grow" }, say("cookie_text")), button(say("cookie_no"), shut, ""), button(say("cookie_yes"), shut, "primary", "cookies"));
    document.body.append(e);
  }
  if (noisy("survey")) setTimeout(() => {
    const e = h("aside", { class: "survey" }, h("div", { class: "hd" }, h("b", { class: "grow" }, say("survey")), icon("close", say("close"), () => e.remove(), "survey")), h("div", {}, ["1", "2", "3", "4", "5"].map(n => button(n, () => e.remove(), "flat"))));
    document.body.append(e);
  }, 700);
  if (noisy("sticky")) document.body.append(h("footer", { class: "foot sticky" }, link(say("privacy"), "/about/protocol/privacy"), link(say("help"), "/helpcenter/")));
  if (noisy("animation")) document.body.append(h("div", { class: "pulse", "aria-hidden": "true" }));
}
// start shows a page: draw fills root, in a frame if the shape has this page in one.
function start(title, draw, framed) {
  document.body.classList.add(c("view-" + (S.View || "plain")));
  if (noisy("animation")) document.body.classList.add(c("moves"));
  if (D.in) { document.body.append(root); return draw(); }
  document.body.append(top_(title));
  around();
  if (S.Framed && S.Framed.includes(framed)) {
    const e = h("iframe", { class: "inner", title: say("app"), src: location.pathname + "?in=1" });
    document.body.append(e);
    e.style.height = (innerHeight - e.getBoundingClientRect().top) / ZOOM - (noisy("sticky") ? 48 : 4) + "px";
    return;
  }
  document.body.append(root);
  if (!noisy("skeleton")) return draw();
  put(root, h("div", { class: "main", "aria-busy": "true" }, [1, 2, 3].map(() => h("div", { class: "bone" }))));
  setTimeout(draw, 400);
}
