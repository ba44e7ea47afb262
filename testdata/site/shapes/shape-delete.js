// Deleting the account.
"use strict";
let code = D.passed || S.Code !== "first", password = "", phrase = "", reason = "", went = {};
const line = h("div", { class: "err", role: S.IDs ? "alert" : null }), go = button(say("del_button"), order, "danger", "delete");
const boxes = S.Boxes.map((kind, i) => box(kind, say("del_box" + (i + 1), { id: D.id }), fit, "box:" + i));
let read = S.Delete !== "scroll";
function fit() { able(go, read && code && boxes.every(b => b.on()) && (!S.Reason || reason) && (!S.Password || password) && (!S.Phrase || phrase.trim() === say("del_phrase"))); for (const n of nexts) n(); }
const nexts = [];
function codeStep(then) {
  const place = h("div", {}), wrong = h("div", { class: "err" });
  let by, masked_;
  async function begin() { const v = await post("/pass/del/check"); by = v.by === "mail" ? "Email" : "Phone"; masked_ = v.masked; put(place, h("p", {}, say("code_text"), " ", h("b", {}, masked_)), wrong, button(say("code_send"), send, "primary", "code-send")); }
  async function send() {
    const v = await post("/identity/auth/send" + by + "Ticket", { retry: "0", icode: "", _json: "true" });
    if (v.code !== 0) { wrong.textContent = say("failed"); return; }
    const [row, input] = field({ inputmode: "numeric", maxlength: "6", autocomplete: "one-time-code", name: S.IDs ? "ticket" : null }, say("code_field"), "code");
    put(place, h("p", {}, say("code_sent"), " ", h("b", {}, masked_)), row, wrong, h("div", { class: "acts" }, button(say("code_again"), send, "flat"), button(say("code_verify"), async () => {
      const r = await post("/identity/auth/verify" + by + "?_dc=" + Date.now(), { _flag: by === "Email" ? "8" : "4", ticket: input.value, trust: "false", _json: "true" });
      if (r.code !== 0) { wrong.textContent = say("code_wrong"); input.value = ""; return; }
      put(place, h("p", {}, "✓ " + say("code_ok"))); then();
    }, "primary", "code-verify")));
  }
  begin();
  return place;
}
const parts = [];
function part(title, ready, ...content) { parts.push({ title, ready, content: content.filter(x => x) }); }
function build() {
  const losses = h("ul", {}, [1, 2, 3, 4].map(n => h("li", {}, say("lost" + n))));
  let text = [h("p", {}, say("del_intro", { id: D.id })), losses];
  if (S.Delete === "scroll") {
    const inner = h("div", { class: "long", tabindex: "0" }, text, [1, 2, 3].map(() => h("p", { class: "dim" }, say("del_terms"))), m(h("p", {}, h("b", {}, say("del_terms_end"))), "end"));
    inner.addEventListener("scroll", () => { if (inner.scrollTop + inner.clientHeight >= inner.scrollHeight - 8) { read = true; fit(); } });
    text = [h("p", { class: "dim" }, say("del_scroll")), inner];
  }
  part(say("del_head1"), () => read, h("div", { class: "warn" }, text));
  if (S.Code === "first" && !code) part(say("code_title"), () => code, codeStep(() => { code = true; fit(); }));
  if (S.Reason) {
    const reasons = [1, 2, 3, 4].map(n => say("reason" + n)), name = "r" + S.Seed;
    part(say("reason_title"), () => reason, S.Reason === "select" ? m(h("select", { class: "field", "aria-label": say("reason_title"), onchange: e => { reason = e.target.value; fit(); } }, h("option", { value: "" }, say("choose")), reasons.map((r, i) => h("option", { value: "r" + (i + 1) }, r))), "reason-select")
      : h("div", {}, reasons.map((r, i) => h("label", { class: "tick" }, m(h("input", { type: "radio", name, value: "r" + (i + 1), onchange: () => { reason = "r" + (i + 1); fit(); } }), i === 3 ? "reason" : null), r))));
  }
  part(say("del_head2"), () => boxes.every(b => b.on()), ...boxes.map(b => b.e));
  if (S.Password) { const [row, i] = field({ type: "password", oninput: () => { password = i.value; fit(); } }, say("password"), "d-password"); part(say("password_title"), () => password, h("p", {}, say("password_text")), row); }
  if (S.Phrase) { const [row, i] = field({ type: "text", oninput: () => { phrase = i.value; fit(); } }, say("del_type_here"), "phrase"); part(say("del_type", { phrase: say("del_phrase") }), () => phrase, row); }
}
const foot = () => h("div", { class: "acts" }, near(["keep_account", "cancel_deletion", "report", "consent"], 1).map(x => decoy(x, "")), go);
function wizard(n) {
  const p = parts[n], last = n === parts.length - 1, on = button(say("next"), () => wizard(n + 1), "primary", "next:" + n);
  nexts.length = 0;
  nexts.push(() => able(on, !!p.ready()));
  put(root, h("main", { class: "main slim" }, h("h1", {}, say("del_title")), h("p", { class: "dim" }, (n + 1) + " / " + parts.length), h("div", { class: "card" }, h("h2", {}, p.title), p.content), line, last ? foot() : h("div", { class: "acts" }, n ? button(say("back"), () => wizard(n - 1), "flat") : null, on)));
  fit();
}
function draw() {
  if (D.deny.length) return put(root, h("main", { class: "main slim" }, h("h1", {}, say("del_title")), h("div", { class: "card" }, h("p", {}, say("deny")), h("ul", {}, D.deny.map(x => h("li", {}, say(x === "micloudfind" ? "deny_find" : "deny_devices")))))));
  build();
  if (S.Delete === "wizard") return wizard(0);
  const card = (p, i) => {
    if (S.Delete !== "accordion") return h("div", { class: "card" }, h("h2", {}, p.title), p.content);
    const inner = h("div", { hidden: true }, p.content), head = m(pressable(h("div", { class: "hd press", role: S.Controls === "bare" ? null : "button", tabindex: "0", "aria-expanded": S.Controls === "bare" ? null : "false" }, h("h2", { class: "grow" }, p.title), "▾"), () => { inner.hidden = !inner.hidden; if (S.Controls !== "bare") head.setAttribute("aria-expanded", String(!inner.hidden)); if (S.Marks) head.setAttribute("data-m", "opened"); }), "section:" + i);
    return h("div", { class: "card" }, head, inner);
  };
  put(root, h("main", { class: "main slim" }, h("h1", {}, say("del_title")), parts.map(card), line, foot()));
  fit();
}
async function order(x, e) {
  if (!await ask_(S.FinalPrompt, { title: say("final_title"), text: say("final_text"), verb: say("final_yes"), keep: say("d_keep_account"), at: e })) return;
  if (S.Code === "last" && !D.passed) return put(root, h("main", { class: "main slim" }, h("h1", {}, say("code_title")), h("div", { class: "card" }, codeStep(() => submit(false)))));
  return submit(false);
}
async function submit(force) {
  const v = await post(S.API.submit, { force: String(force), boxes: String(boxes.filter(b => b.on()).length), reason, password, phrase });
  if (v.result === "deleted" || v.result === "accepted") return ended(v.result === "accepted");
  if (v.result === "devices") {
    const body = [h("h2", {}, say("devs_title")), h("ul", {}, v.devices.map(x => h("li", {}, x))), h("p", {}, say(v.canContinue ? "devs_continue" : "devs_stop"))];
    const shut = layer(S.FinalPrompt.Kind === "none" || S.FinalPrompt.Kind === "native" ? "div" : S.FinalPrompt.Kind, say("devs_title"), [...body, h("div", { class: "acts" }, v.canContinue ? [button(say("cancel"), () => shut(), "", "no"), button(say("devs_go"), () => { shut(); submit(true); }, "danger", "devs-go")] : button(say("ok"), () => shut(), "primary"))]);
    return;
  }
  if (v.result === "deny") return tell(say("del_title"), say("deny"));
  line.textContent = say(v.result === "password" ? "wrong" : "failed");
}
function ended(later) {
  const title = say(later ? "accepted_title" : "done_title"), text = say(later ? "accepted_text" : "done_text");
  if (S.Result === "signin") { (D.in ? top : window).location.href = "/fe/service/login/password?sid=passport&note=" + (later ? "accepted" : "done"); return; }
  put(root, h("main", { class: "main slim" }, h("div", { class: "card centre" }, S.Result === "page" ? [h("div", { class: "good" }, "✓"), h("h1", {}, title), h("p", {}, text)] : h("p", { class: "dim" }, say("loading")))));
  if (S.Result === "dialog") tell(title, text, () => { (D.in ? top : window).location.href = "/"; });
  if (S.Result === "toast") { document.body.append(h("div", { class: "toast", role: "status" }, title)); setTimeout(() => { (D.in ? top : window).location.href = "/"; }, 4000); }
}
start(say("account_site"), draw, "delete");
