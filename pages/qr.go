package pages

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"slices"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/qrcode"
	"miacct/snapshot"
	"miacct/trail"
)

// Ways to sign in.
const (
	ByPassword = "password"
	ByCode     = "qr" // a code that a phone scans; whose phone it was shows the Xiaomi ID alone
)

const (
	scanStep = "show the code to scan"
	tapStep  = "wait for the confirmation on another device"

	scanAsk = "Scan this code with a phone that is signed in to the account, and confirm the sign-in there. The run continues by itself."
)

const (
	codeCheck   = 500 * time.Millisecond // between two looks at a page that shows a code
	codePainted = 3 * time.Second        // how long a code may take to be painted
	mostStale   = 2                      // how often in a row a new code is asked for that does not come
	mostWaits   = 40                     // looks at a page that is loading before it is taken to offer no code
)

// A codeSignIn is one sign-in by a code, from the page that offers it until that has moved on. Codes
// are shown anew for as long as the person needs: one is asked for only when the last has run out.
type codeSignIn struct {
	run     *run
	began   time.Time
	pressed map[string]bool // what was taken for a way to the code
	ticked  bool
	shown   bool // the person was shown a code
	stale   int
	waits   int
}

// scanIn signs in by a code that the page shows or leads to. It reports false, and has signed in nobody, if the
// page offers none.
func (ss *session) scanIn(ctx context.Context, r *flow.Runner) (bool, error) {
	c := &codeSignIn{run: ss.run, began: time.Now(), pressed: map[string]bool{}}
	inner := withForm(r)
	for {
		over, err := c.turn(ctx, inner)
		if err != nil || over {
			return c.shown, err
		}
	}
}

// turn looks once and does what the page wants.
func (c *codeSignIn) turn(ctx context.Context, r *flow.Runner) (over bool, err error) {
	var page snapshot.Page
	err = r.Timed(ctx, func(ctx context.Context) (err error) {
		page, err = r.Tab.Settle(ctx, c.tells)
		return err
	})
	if err != nil {
		return false, &flow.Error{Step: scanStep, Outcome: failure(ctx, err), Err: err}
	}
	s := intent.ReadScan(page)
	switch {
	case c.run.atCloud(page):
		return true, nil
	case s.Expired:
		return false, c.renew(ctx, r, page, s)
	case s.Elsewhere != "" && c.shown:
		return false, c.run.session.confirmElsewhere(ctx, r, page, s.Elsewhere)
	}
	at, picture, code := c.code(ctx, r, page, s)
	if at >= 0 && code.Size() == 0 { // it may have run out since the page was read
		now, err := r.Tab.Settle(ctx, func(snapshot.Page) bool { return true })
		if err != nil {
			return false, &flow.Error{Step: scanStep, Outcome: failure(ctx, err), Err: err}
		}
		if s := intent.ReadScan(now); s.Expired || !s.Sure {
			return false, nil
		}
	}
	if at >= 0 {
		if ticked, err := c.agree(ctx, r, page); ticked || err != nil {
			return false, err
		}
		c.stale, c.waits = 0, 0
		return false, c.show(ctx, r, page, at, picture, code)
	}
	for _, i := range s.Ways {
		if key := page.Identity(i); !c.shown && !c.pressed[key] {
			c.pressed[key] = true
			return false, r.Do(ctx, flow.Step{Name: "choose to sign in with a code", Do: []browser.Action{browser.At(page, i).Click()}, Ask: "Choose to sign in with a QR code."})
		}
	}
	if c.waits++; page.Busy && c.waits < mostWaits {
		return false, r.Wait(ctx, codeCheck)
	}
	return true, nil
}

// tells reports whether a page tells already what is to be done.
func (c *codeSignIn) tells(p snapshot.Page) bool {
	s := intent.ReadScan(p)
	if c.shown && (c.run.atCloud(p) || s.Elsewhere != "") || s.Shown() {
		return true
	}
	if len(s.Codes) > 0 && !c.shown && p.Still >= quiet {
		return true // what it is its picture tells
	}
	return !p.Busy && p.Still >= quiet/2 && slices.ContainsFunc(s.Ways, func(i int) bool { return !c.shown && !c.pressed[p.Identity(i)] })
}

// code finds the code among the pictures of a page: the likeliest that looks like one, else the one that
// words and identifiers tell of. It is -1 if there is none.
func (c *codeSignIn) code(ctx context.Context, r *flow.Runner, p snapshot.Page, s intent.Scan) (at int, picture []byte, code qrcode.Code) {
	for until := time.Now().Add(codePainted); ; {
		for _, i := range s.Codes {
			raw, code := pictureOf(ctx, r, p, i)
			if code.Size() > 0 {
				return i, raw, code
			}
			if i == s.Codes[0] {
				picture = raw
			}
		}
		if !s.Sure || time.Now().After(until) || r.Wait(ctx, codeCheck/2) != nil {
			break
		}
	}
	if s.Sure && len(picture) > 0 {
		return s.Codes[0], picture, qrcode.Code{}
	}
	return -1, nil, qrcode.Code{}
}

// pictureOf takes a picture of what may be a code, and reads the code's modules; nil if it is gone.
func pictureOf(ctx context.Context, r *flow.Runner, p snapshot.Page, i int) ([]byte, qrcode.Code) {
	ctx, cancel := context.WithTimeout(ctx, codePainted)
	defer cancel()
	shot, err := r.Tab.Picture(ctx, browser.Shot{Of: browser.AtPicture(p, i)})()
	if err != nil {
		return nil, qrcode.Code{}
	}
	img, err := png.Decode(bytes.NewReader(shot.PNG))
	if err != nil {
		return nil, qrcode.Code{}
	}
	code, _ := qrcode.Read(img)
	return shot.PNG, code
}

// show shows the code to the person until the page shows it no more.
func (c *codeSignIn) show(ctx context.Context, r *flow.Runner, p snapshot.Page, at int, picture []byte, code qrcode.Code) error {
	if err := c.run.session.mayType(r); err != nil { // whoever signs in may take the deletion back
		return err
	}
	c.shown = true
	h := flow.Handoff{Kind: flow.KindScan, Step: scanStep, Ask: scanAsk}
	err := r.Present(ctx, h, picture, c.began, func(ctx context.Context) error { return c.untilGone(ctx, r, p, at, code) })
	if errors.Is(err, flow.ErrMovedOn) {
		return nil
	}
	return err
}

// untilGone waits until a page shows a code no more, or another one.
func (c *codeSignIn) untilGone(ctx context.Context, r *flow.Runner, was snapshot.Page, at int, code qrcode.Code) error {
	for n := 1; ; n++ {
		if err := r.Wait(ctx, codeCheck); err != nil {
			return err
		}
		p, err := r.Tab.Settle(ctx, func(snapshot.Page) bool { return true })
		if err != nil {
			return err
		}
		s := intent.ReadScan(p)
		now := slices.IndexFunc(p.Pictures, func(q snapshot.Picture) bool { return q.Ref == was.Pictures[at].Ref })
		if p.URL != was.URL || now < 0 || !slices.Contains(s.Codes, now) || s.Expired || s.Elsewhere != "" {
			return nil
		}
		if n%4 != 0 {
			continue
		}
		if _, other := pictureOf(ctx, r, p, now); other.Size() > 0 && !other.Equal(code) {
			return nil
		}
	}
}

// renew has the site show another code, as the last has run out.
func (c *codeSignIn) renew(ctx context.Context, r *flow.Runner, p snapshot.Page, s intent.Scan) error {
	if c.stale++; s.Renew < 0 || c.stale > mostStale {
		c.stale = 0
		over := wholePage
		if len(s.Codes) > 0 {
			over = browser.AtPicture(p, s.Codes[0])
		}
		return r.HandOver(ctx, "have a new code shown", "The code has expired. Make the page show a new one.",
			errors.New("the code to scan has expired, and no way to get a new one is known"), over)
	}
	err := r.Do(ctx, flow.Step{Name: "have a new code shown", Do: []browser.Action{browser.At(p, s.Renew).Click()}, Ask: "Make the page show a new code."})
	if err != nil {
		return err
	}
	// What says that the old one has run out may stay until the new one is there.
	return r.Timed(ctx, func(ctx context.Context) error {
		_, err := r.Tab.Settle(ctx, func(p snapshot.Page) bool { s := intent.ReadScan(p); return s.Shown() && !s.Expired })
		return err
	})
}

// agree ticks what agrees to the site's terms beside a code, once.
func (c *codeSignIn) agree(ctx context.Context, r *flow.Runner, p snapshot.Page) (bool, error) {
	box := onlyOne(p.InLayer(len(p.Layers)-1), func(i int) bool {
		n := p.Nodes[i]
		return n.Kind == snapshot.Checkbox && n.State.Checked != snapshot.Yes && n.Ready() && touchable(p, n) && agrees(n)
	})
	if box < 0 || c.ticked {
		return false, nil
	}
	c.ticked = true
	if err := c.run.session.noteConsent(r, "the terms that the sign-in page names"); err != nil {
		return false, err
	}
	return true, r.Do(ctx, flow.Step{Name: "agree to the terms", Do: []browser.Action{browser.At(p, box).Tick()}, Ask: "Agree to the sign-in terms, if you accept them."})
}

// codeSignInCase is that of a page of the account's site that shows a code to sign in with, or leads to one.
func (ss *session) codeSignInCase() flow.Case {
	return flow.Case{Name: "sign in with a code", See: func(v flow.View) (flow.Match, bool) {
		if ss.run.SignIn != ByCode || ss.noCode || ss.run.atCloud(v.Page) {
			return nowhere, false
		}
		s := intent.ReadScan(v.Page)
		switch {
		case len(s.Ways) > 0:
			return flow.Match{Node: s.Ways[0]}, true
		case s.Shown():
			return flow.Match{Node: firstWords(v.Page)}, true
		}
		return nowhere, false
	}, Deal: func(ctx context.Context, r *flow.Runner, _ flow.View, _ flow.Match) error {
		if err := ss.begins(r); err != nil {
			return err
		}
		done, err := ss.scanIn(ctx, r)
		ss.noCode = err == nil && !done
		return err
	}}
}

// firstWords is the first node of a page with words, -1 if there is none.
func firstWords(p snapshot.Page) int {
	return slices.IndexFunc(p.Nodes, func(n snapshot.Node) bool { return isText(n) && n.Label() != "" })
}

// tapCase is that of a page that waits for the person to confirm the sign-in on another device.
func (ss *session) tapCase() flow.Case {
	return flow.Case{Name: tapStep, Identity: true, See: func(v flow.View) (flow.Match, bool) {
		words := ""
		if !ss.run.atCloud(v.Page) {
			words = intent.ReadScan(v.Page).Elsewhere
		}
		return flow.Match{Node: firstWords(v.Page), Words: words}, words != ""
	}, Deal: func(ctx context.Context, r *flow.Runner, v flow.View, m flow.Match) error {
		return ss.confirmElsewhere(ctx, r, v.Page, m.Words)
	}}
}

// confirmElsewhere tells the person where to confirm, and waits until the page has moved on.
func (ss *session) confirmElsewhere(ctx context.Context, r *flow.Runner, was snapshot.Page, words string) error {
	h := flow.Handoff{Kind: flow.KindTap, Step: tapStep, Ask: "Look at your phone, or at another device that is signed in to the account, and confirm the sign-in there. The run continues by itself. The site says: " + quote(shorten(words, 200))}
	err := r.Present(ctx, h, nil, time.Now(), func(ctx context.Context) error {
		for {
			if err := r.Wait(ctx, codeCheck); err != nil {
				return err
			}
			p, err := r.Tab.Settle(ctx, func(snapshot.Page) bool { return true })
			if err != nil {
				return err
			}
			if p.URL != was.URL || intent.ReadScan(p).Elsewhere == "" {
				return nil
			}
		}
	})
	if errors.Is(err, flow.ErrMovedOn) {
		return nil
	}
	return err
}

// password is the account's, "" while it is not known.
func (run *run) password() string { return run.Password }

// askPassword asks the person for the password that field wants, where it was not given.
func (run *run) askPassword(ctx context.Context, r *flow.Runner, field browser.Locator) error {
	q := flow.Question{Kind: flow.KindPassword, Ask: "The site asks for the account's password. Type it:", Secret: true}
	for range triesForPassword {
		if run.Password != "" {
			return nil
		}
		answer, err := r.Ask(ctx, q, field, nil)
		if errors.Is(err, flow.ErrMovedOn) {
			return nil
		}
		if err != nil {
			return err
		}
		run.Password = answer
	}
	if run.Password == "" {
		return &flow.Error{Step: "ask for the password", Outcome: trail.NobodyThere, Err: fmt.Errorf("nothing was typed: %w", flow.ErrNobody)}
	}
	return nil
}

// triesForPassword is how often nothing may be typed for a password.
const triesForPassword = 3
