// What asks before something is done.
"use strict";
// layer shows content above the page, made as kind says, and returns what closes it.
function layer(kind, title, content, at) {
  content = content.flat(Infinity);
  if (kind === "element") {
    const d = h("dialog", title ? { "aria-label": title } : {}, content);
    document.body.append(d); d.showModal();
    return () => { d.close(); d.remove(); };
  }
  if (kind === "popover") {
    const r = at ? at.getBoundingClientRect() : { left: 40, bottom: 120 }, z = ZOOM;
    const left = Math.max(8, Math.min(r.left / z, innerWidth / z - 340)), top = Math.max(8, Math.min(r.bottom / z + 8, innerHeight / z - 300));
    const e = h("div", { class: "dlg pop", style: "left:" + left + "px;top:" + top + "px" }, content);
    document.body.append(e);
    const b = e.getBoundingClientRect();
    if (b.bottom > innerHeight - 8) e.style.top = Math.max(8, (innerHeight - b.height) / z - 8) + "px";
    return () => e.remove();
  }
  const role = kind === "dialog" || kind === "alertdialog" ? { role: kind, "aria-modal": "true", "aria-label": title || null } : {};
  const e = h("div", { class: "mask" + (kind === "sheet" ? " end" : "") }, h("div", { class: "dlg" + (kind === "sheet" ? " sheet" : ""), ...role }, content));
  document.body.append(e);
  return () => e.remove();
}
const YES = { ok: "ok", yes: "yes", confirm: "confirm", continue: "go_on" };
// ask_ resolves to false, or to what was given: { password }. q is title, text, verb, keep, name, at.
async function ask_(p, q) {
  const text = (p.Names && q.name ? q.name + " — " : "") + q.text;
  let given = { password: "" };
  if (p.Kind === "native") { if (!confirm(q.title + "\n\n" + text)) return false; }
  else if (p.Kind !== "none") given = await shown(p, q, text);
  if (!given) return false;
  if (p.Second === "native") { if (!confirm(say("sure_title") + "\n\n" + say("sure_text"))) return false; }
  else if (p.Second && !await shown({ ...p, Kind: p.Second, Box: false, Password: "", Countdown: 0, Heading: true }, { ...q, title: say("sure_title") }, say("sure_text"))) return false;
  if (p.Password !== "after") return given;
  return shown({ Kind: p.Kind === "native" || p.Kind === "none" ? "div" : p.Kind, Heading: true, Password: "inside", Yes: "continue", NoFirst: p.NoFirst }, { ...q, title: say("password_title") }, say("password_text"));
}
function shown(p, q, text) {
  return new Promise(done => {
    let left = p.Countdown || 0;
    const words = p.Yes === "verb" ? q.verb : say(YES[p.Yes] || "ok");
    const tick = p.Box ? box(S.Boxes[0], say("understand"), fit, "p-box") : null;
    const [row, input] = p.Password === "inside" ? field({ type: "password", oninput: () => fit() }, say("password"), "p-password") : [null, null];
    const end = v => { shut(); done(v); };
    const yes = button(words, () => end({ password: input ? input.value : "" }), p.KeepPrimary ? "" : S.Seed % 2 ? "danger" : "primary", "yes");
    const no = button(p.KeepPrimary ? q.keep : p.Yes === "yes" ? say("no") : say("cancel"), () => end(false), p.KeepPrimary ? "primary" : "", "no");
    function fit() { able(yes, left <= 0 && (!tick || tick.on()) && (!input || input.value !== "")); }
    const label = yes.querySelector("span") || yes;
    (function count() { if (left > 0) { label.textContent = words + " (" + left + ")"; setTimeout(() => { left--; count(); }, 1000); } else { label.textContent = words; fit(); } })();
    fit();
    const shut = layer(p.Kind, p.Heading ? q.title : "", [p.Heading ? (S.Seed % 5 < 2 ? h("div", { class: "name" }, q.title) : h("h2", {}, q.title)) : null,
      h("p", {}, p.Heading ? text : q.title + " " + text), tick && tick.e, row, h("div", { class: "acts" }, p.NoFirst ? [no, yes] : [yes, no])], q.at);
  });
}
// tell shows a word and a button to close it.
function tell(title, text, then) {
  const shut = layer("dialog", title, [h("h2", {}, title), h("p", {}, text), h("div", { class: "acts" }, button(say("ok"), () => { shut(); if (then) then(); }, "primary", "told"))]);
}
// menu_ opens a menu at e; items are [words, act, mark].
let menuOpen = null;
function shutMenu() { if (menuOpen) menuOpen.remove(); menuOpen = null; }
addEventListener("click", shutMenu);
function menu_(e, items, roles) {
  if (menuOpen) return shutMenu();
  const r = e.getBoundingClientRect(), z = ZOOM;
  const place = "left:" + Math.max(6, Math.min(r.left / z, innerWidth / z - 230)) + "px;top:" + Math.max(6, Math.min(r.bottom / z + 4, innerHeight / z - 46 * items.length - 20)) + "px";
  menuOpen = h(roles ? "ul" : "div", { class: "menu", style: place, role: roles ? "menu" : null }, items.map(([words, act, mark]) =>
    m(pressable(h(roles ? "li" : "div", { class: "item", role: roles ? "menuitem" : null, tabindex: roles ? "-1" : null }, words), () => { shutMenu(); act(); }), mark)));
  document.body.append(menuOpen);
}
