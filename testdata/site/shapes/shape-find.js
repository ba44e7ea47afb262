// Find Device.
"use strict";
let list = [], chosen = null, rows_ = D.rows, notes = {};
const NEAR = ["erase", "sound", "lost", "report"];
async function devices() {
  if (S.Requests === "graphql") {
    const v = await post(S.API.list, { query: "query Devices { viewer { devices { edges { node { id displayName locating mine holder } } } } }" });
    return v.data.viewer.devices.edges.map(({ node: n }) => ({ id: n.id, name: n.displayName, on: n.locating.enabled, own: n.mine, owner: n.holder, online: true }));
  }
  if (S.Requests === "known") {
    const v = await get(S.API.list), owners = Object.fromEntries(v.data.familyInfo.map(f => [f.userId, f.nickname]));
    return v.data.deviceList.map(d => ({ id: d.fid, user: d.userId, name: JSON.parse(d.componentModelInfo["0"].modelName.defaultName).modelName, on: d.status === 1, own: d.isSelfDevice, owner: owners[d.userId], online: d.componentList[0].online }));
  }
  const rows = rows_ || (await get(S.API.list)).result.rows;
  rows_ = null;
  return rows.map(d => ({ id: d.deviceNo, name: d.label, on: d.finder.enabled, own: d.belongsToMe, owner: d.ownerName, online: d.online }));
}
const state = d => say(d.on ? "located" : "not_located") + " · " + say(d.online ? "online" : "offline");
async function turnOff(d, at) {
  const given = await ask_(S.FindPrompt, { title: say("off_title"), text: say("off_text"), verb: say("off_yes"), keep: say("keep"), name: d.name, at });
  if (!given) return draw();
  const v = await sendCloud(S.API.off, { targetFid: d.id, targetUserId: d.user || "", password: given.password });
  if (v.code === 70016) return tell(say("wrong"), say("password_text"));
  if (v.code !== 0) return tell(say("failed"), say("failed"));
  const how = S.FindFeedback;
  if (how === "reload") return location.reload();
  if (how === "list") { setTimeout(load, 1200); return; }
  if (how === "text") notes[d.id] = say("off_done");
  if (how === "vanish") { chosen = null; location.hash = ""; }
  if (how === "toast") toast(say("off_done"));
  await load();
}
// actions are what can be done with d where its details are.
function actions(d) {
  if (!d.own) return h("div", { class: "acts" }, decoy("sound"));
  const extra = near(NEAR, 3), off = d.on ? [say("off"), () => turnOff(d, root.querySelector("." + c("name"))), "off:" + d.id] : null;
  const items = () => [...extra.map(x => [say("d_" + x), () => pressed(x)]), off].filter(x => x);
  if (S.Seed % 2) extra.reverse();
  switch (S.FindAction) {
    case "kebab-role": case "kebab-div": return icon("more", say("more"), (x, e) => menu_(e, items(), S.FindAction === "kebab-role"), off && "more:" + d.id);
    case "icon": return h("div", { class: "hd" }, extra.slice(0, 2).map(x => decoy(x, "icon")), off && icon("off", ...off));
    case "switch": return h("div", { class: "grow" }, toggle(say("find"), d.on, "off:" + d.id, off && off[1]), toggle(say("d_lost"), false, null, () => pressed("lost")));
    case "link": return h("div", {}, extra.slice(0, 2).map(x => h("p", {}, pressable(h("a", { href: "#" }, say("d_" + x)), () => pressed(x)))), off && h("p", {}, m(pressable(h("a", { href: "#" }, off[0]), off[1]), off[2])));
    case "manage": return button(say("manage"), () => {
      const shut = layer(S.FindPlace === "sheet" ? "sheet" : "div", "", [h("div", { class: "hd" }, h("h2", { class: "grow" }, d.name), icon("close", say("close"), () => shut(), "close")),
        items().map(([w, act, mark]) => m(pressable(h("div", { class: "row press" }, w), () => { shut(); act(); }), mark))]);
    }, "", off && "more:" + d.id);
  }
  return h("div", { class: "acts" }, extra.map(x => decoy(x, "")), off && button(off[0], off[1], "", off[2]));
}
function toggle(words, on, mark, act) {
  let e;
  if (S.Controls === "native") { e = h("input", { type: "checkbox", role: S.IDs ? "switch" : null, "aria-label": words, checked: on }); e.addEventListener("click", x => { x.preventDefault(); if (act) act(); }); }
  else { e = h("div", S.Controls === "aria" ? { class: "sw" + (on ? " on" : ""), role: "switch", "aria-checked": String(on), "aria-label": words, tabindex: "0" } : { class: "sw" + (on ? " on" : "") }); if (act) pressable(e, act); }
  return h("div", { class: "row" }, h("span", { class: "grow" }, words), act ? m(e, mark) : e);
}
function details(d) {
  return [h("div", { class: "hd" }, h("div", { class: "grow" }, h("div", { class: "name" }, d.name), h("div", { class: "dim" }, d.own ? state(d) : say("owner", { owner: d.owner })), notes[d.id] ? h("div", {}, notes[d.id]) : null),
    ["panel", "entry"].includes(S.FindPlace) ? null : icon("close", say("close"), () => { chosen = null; location.hash = ""; draw(); }, "close")), actions(d)];
}
const open_ = d => () => { chosen = chosen === d.id && S.FindPlace === "accordion" ? null : d.id; if (S.FindPlace === "page") location.hash = "#/d/" + d.id; draw(); };
const about = d => [h("div", { class: "name" }, d.name), h("div", { class: "dim" }, d.own ? state(d) : say("owner", { owner: d.owner })), notes[d.id] && S.FindPlace !== "accordion" ? h("div", {}, notes[d.id]) : null];
function entry(d) {
  if (S.FindPlace === "entry") return h("div", { class: "row" }, h("div", { class: "grow" }, about(d)), actions(d));
  const tag = S.Controls === "native" ? "button" : "div", e = h(tag, { class: "row press" + (chosen === d.id ? " chosen" : ""), role: S.Controls === "aria" ? "button" : null, tabindex: S.Controls === "bare" ? null : "0" }, h("div", { class: "grow" }, about(d)), h("span", { class: "dim" }, S.FindPlace === "page" ? say("details") : "›"));
  m(pressable(e, open_(d)), "open:" + d.id);
  return S.FindPlace === "accordion" && chosen === d.id ? h("div", {}, e, h("div", { class: "card" }, details(d))) : e;
}
const LAYOUTS = {
  list: () => h("div", { class: "card" }, list.map(entry)),
  cards: () => h("div", { class: "tiles" }, list.map(d => h("div", { class: "card" }, entry(d)))),
  table: () => h("table", {}, h("thead", {}, h("tr", {}, h("th", {}, say("devices")), h("th", {}, say("state")), h("th", {}, ""))),
    h("tbody", {}, list.flatMap(d => [h("tr", {}, h("td", { class: "name" }, d.name), h("td", { class: "dim" }, d.own ? state(d) : say("owner", { owner: d.owner })), h("td", {}, S.FindPlace === "entry" ? actions(d) : button(say("details"), open_(d), "", "open:" + d.id))),
      S.FindPlace === "accordion" && chosen === d.id ? h("tr", {}, h("td", { colspan: "3" }, details(d))) : null]))),
  map: () => h("div", { class: "map" }, list.map((d, i) => { const e = h(S.Controls === "native" ? "button" : "div", { class: "pin", style: "left:" + (12 + 17 * i) + "%;top:" + (20 + 29 * i % 60) + "%", ...(S.Icons === "label" ? { "aria-label": d.name } : { title: d.name }), role: S.Controls === "aria" ? "button" : null, tabindex: S.Controls === "aria" ? "0" : null }, glyph("phone")); return m(pressable(e, open_(d)), "open:" + d.id); })),
  dropdown: () => {
    const now = list.find(d => d.id === chosen);
    return h("div", { class: "card" }, h("div", { class: "dim" }, say("devices")), m(pressable(h("div", { class: "row press", role: S.Controls === "bare" ? null : "button", tabindex: "0", "aria-haspopup": S.Controls === "bare" ? null : "listbox" }, h("span", { class: "grow" }, now ? now.name : say("choose")), "▾"),
      (x, e) => menu_(e, list.map(d => [d.name, open_(d), "open:" + d.id]), false)), "choose"));
  },
  tabs: () => h("div", { class: "tabs", role: "tablist" }, list.map(d => m(pressable(h("div", { class: "tab" + (d.id === chosen ? " cur" : ""), role: "tab", tabindex: "0", "aria-selected": String(d.id === chosen) }, d.name), open_(d)), "open:" + d.id))),
};
function draw() {
  shutMenu();
  const d = list.find(x => x.id === chosen);
  if (S.FindPlace === "page" && d) return put(root, h("main", { class: "main slim" }, pressable(m(h("a", { href: "#" }, "‹ " + say("back")), "close"), () => { chosen = null; location.hash = ""; draw(); }), h("div", { class: "card" }, details(d))));
  const body = list.length ? LAYOUTS[S.FindLayout]() : h("p", { class: "dim" }, say("empty"));
  const side = d && ({ panel: () => h("div", { class: "card" }, details(d)), drawer: () => h("aside", { class: "drawer" }, details(d)), sheet: () => h("div", { class: "low" }, details(d)) }[S.FindPlace] || (() => null))();
  put(root, S.FindLayout === "map" ? h("main", { class: "split" }, h("div", { class: "side" }, h("h1", {}, say("find")), S.FindPlace === "panel" && side || h("p", { class: "dim" }, say("choose"))), body, S.FindPlace === "panel" ? null : side)
    : h("main", { class: "main" }, h("h1", {}, say("find")), body, side));
}
async function load() { list = await devices(); if (location.hash.startsWith("#/d/")) chosen = location.hash.slice(4); draw(); }
start(say("app"), load, "find");
