package browser

import "testing"

func TestSmoke(t *testing.T) {
	s, ctx := visit(t, "form.html", Options{})
	name := Find("the name", Way{Role: "textbox", Words: []string{"name"}})
	do(t, s, ctx, name.Fill("Ada"), Find("the button", Way{Role: "button", Words: []string{"Go on"}}).Click(),
		Find("the button", Way{Words: []string{"go  ON"}}).Click())
	if got := eval[string](t, s, `document.querySelector("#name").value + out.textContent`); got != "Adaclicked clicked " {
		t.Error(got)
	}
	st, err := s.Look(ctx, name)
	t.Log(st, err)
	if _, err := s.Picture(ctx); err != nil {
		t.Error(err)
	}
	t.Log(s.Texts(ctx, css("texts", "p,h1")))
}
