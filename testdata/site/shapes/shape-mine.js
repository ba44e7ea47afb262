// Settings and My Devices, on the pages that a shape has them on.
"use strict";
const FEW = 2, HIGH = 118;
let total = 0, from = 0, all = [], editing = false, picked = null, open_ = null;
const place = h("div", { class: "card" }), below = h("div", { class: "bar" }), sideBar = h("div", {});
const ask2 = n => get(S.API.mine + "?from=" + n + "&count=" + (["whole", "virtual"].includes(S.MineList) ? 0 : FEW));
async function removeIt(d, at) {
  const given = await ask_(S.MinePrompt, { title: say("remove_title"), text: say("remove_text"), verb: say("remove_yes"), keep: say("cancel"), name: d.name, at });
  if (!given) return;
  const v = await sendCloud(S.API.remove, { id: d.id, password: given.password });
  if (v.code === 70016) return tell(say("wrong"), say("password_text"));
  if (v.code !== 0) return tell(say("failed"), say("failed"));
  if (S.MineFeedback === "toast") toast(say("remove_done"));
  open_ = picked = null; put(sideBar);
  await begin();
}
function row(d) {
  const words = say("remove"), go = (x, e) => removeIt(d, e), mark = "remove:" + d.id, how = S.MineDelete;
  const control = !d.own ? null : how === "entry" ? button(words, go, "", mark)
    : how === "icon" ? icon("bin", words, go, mark)
    : how === "kebab" ? icon("more", say("more"), (x, e) => menu_(e, [...near(["backup", "report", "photos"], 2).map(n => [say("d_" + n), () => pressed(n)]), [words, () => removeIt(d, e), mark]], S.FindAction === "kebab-role"), "more:" + d.id)
    : how === "edit" && editing ? icon("minus", words, go, mark)
    : how === "edit-select" && editing ? box(S.Boxes[0], d.name, () => { picked = picked === d ? null : d; }, "pick:" + d.id).e : null;
  const info = h("div", { class: "grow" }, h("div", { class: "name" }, d.name), h("div", { class: "dim" }, d.own ? d.model : say("owner", { owner: d.owner })));
  const e = m(h("div", { class: "row" }, info, control, how === "detail" ? m(pressable(h("a", { href: "#" }, say("details")), () => detail(d)), "open:" + d.id) : null), "row");
  return e;
}
function detail(d) {
  put(sideBar, h("aside", { class: S.FindPlace === "sheet" ? "low" : "drawer" }, h("div", { class: "hd" }, h("h2", { class: "grow" }, d.name), icon("close", say("close"), () => put(sideBar), "close")), h("p", { class: "dim" }, d.own ? d.model : say("owner", { owner: d.owner })),
    d.own ? h("div", { class: "acts" }, near(["backup", "report", "photos"], 2).map(n => decoy(n, "")), button(say("remove"), (x, e) => removeIt(d, e), "danger", "remove:" + d.id)) : null));
}
function show() {
  if (S.MineList === "virtual") return virtual();
  put(place, all.length ? all.map(row) : h("p", { class: "dim" }, say("empty")));
}
function virtual() {
  if (!all.length) { place.style.cssText = ""; return put(place, h("p", { class: "dim" }, say("empty"))); }
  const first = Math.max(0, Math.min(all.length - 2, Math.floor((120 - place.getBoundingClientRect().top) / HIGH)));
  place.style.cssText = "position:relative;padding:0 18px;height:" + Math.max(all.length * HIGH, innerHeight + 40) + "px";
  put(place, all.slice(first, first + 3).map((d, i) => { const e = row(d); e.style.cssText = "position:absolute;inset-inline:18px;height:" + HIGH + "px;top:" + (first + i) * HIGH + "px"; return e; }));
}
const controls = () => put(below,
  S.MineList === "more" && all.length < total ? button(say("show_more"), more, "", "show-more") : null,
  S.MineList === "pages" && total > FEW ? [button("‹", () => turn(-FEW), "flat"), h("span", { class: "dim" }, (from / FEW + 1) + " / " + Math.ceil(total / FEW)), nextPage()] : null,
  ["lazy", "late"].includes(S.MineList) && all.length < total ? h("div", { class: "dim" }, say("loading")) : null);
function nextPage() { const b = button(say("next_page"), () => turn(FEW), "flat", from + FEW < total ? "next-page" : null); able(b, from + FEW < total); return b; }
async function turn(n) { from = Math.max(0, from + n); const v = await ask2(from); all = v.items; total = v.total; show(); controls(); }
async function more() { const v = await ask2(all.length); total = v.total; all = all.concat(v.items.filter(x => !all.some(y => y.id === x.id))); show(); controls(); }
let turnNo = 0;
async function begin() {
  const no = ++turnNo;
  from = Math.min(from, Math.max(0, total - 2)); if (S.MineList !== "pages") from = 0; from -= from % FEW;
  const v = await ask2(from); total = v.total; all = v.items; show(); controls();
  if (S.MineList === "lazy") nudge();
  if (S.MineList === "late") setTimeout(async function on() { if (no === turnNo && all.length < total) { await more(); if (no === turnNo) setTimeout(on, 300); } }, 1800);
}
// A lazy list goes on as one scrolls, and by itself while it does not fill the screen.
let loadingMore = false;
async function nudge() {
  if (loadingMore || all.length >= total || below.getBoundingClientRect().top >= innerHeight) return;
  loadingMore = true;
  await more();
  loadingMore = false;
  setTimeout(nudge, 150);
}
if (S.MineList === "lazy") addEventListener("scroll", nudge);
function mine() {
  const bar = h("div", { class: "bar" }, h("h1", { class: "grow" }, say("mine")));
  if (S.MineDelete.startsWith("edit")) {
    const edit = button(say("edit"), () => { editing = !editing; (edit.querySelector("span") || edit).textContent = say(editing ? "ready" : "edit"); if (gone) gone.hidden = !editing; picked = null; if (S.Marks) edit.setAttribute("data-m", editing ? "ready" : "edit"); show(); }, "flat", "edit");
    const gone = S.MineDelete === "edit-select" ? button(say("remove"), (x, e) => { if (picked) removeIt(picked, e); }, "danger", "remove-picked") : null;
    if (gone) gone.hidden = true;
    bar.append(edit, gone || "");
  }
  const pad = S.MineList === "lazy" ? h("div", { style: "height:140px" }) : null;
  return [bar, h("p", { class: "dim" }, say("mine_text")), place, pad, below, sideBar];
}
async function draw() {
  if (S.MineList === "virtual") addEventListener("scroll", virtual);
  if (PAGE === "mine") { put(root, h("main", { class: "main slim" }, mine())); return begin(); }
  get("/status/lite/setting?type=AutoRenewal&inactiveTime=10");
  const own = S.Mine === "settings";
  const line = (words, more) => h("div", { class: "row" }, h("div", { class: "grow" }, words), more || h("span", { class: "dim" }, "›"));
  put(root, h("main", { class: "main slim" }, h("h1", {}, say("settings")), h("div", { class: "card" }, line(say("language"), h("span", { class: "dim" }, document.documentElement.lang)), line(say("storage"))),
    own ? mine() : h("div", { class: "card" }, line(link(say("mine"), D.devices, "mine"))),
    h("div", { class: "card" }, near(["payment", "consent", "signout_all", "backup", "photos"], 3).map(x => h("div", { class: "row" }, h("span", { class: "grow dim" }, say("t_" + x)), decoy(x, "flat"))))));
  if (own) await begin();
}
start(say(location.hostname.startsWith("account") ? "account_site" : "app"), draw, PAGE === "mine" ? "mine" : "");
