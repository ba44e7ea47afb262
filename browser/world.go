package browser

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// worldName names the isolated world our script runs in: it shares the page's
// document, and the page sees nothing of it.
const worldName = "miacct"

// Bindings through which the world speaks to us without being asked.
const (
	bindWake = "miacctWake" // the page changed since the last look
	bindTell = "miacctTell" // what the guard decided, in case the page is gone before it is asked
)

//go:embed world
var worldFiles embed.FS

var worldScript = func() string {
	var b strings.Builder
	b.WriteString("(() => { 'use strict'; if (globalThis.miacct) return;\n")
	for _, name := range []string{"words", "roots", "wake", "rows", "present", "find", "state", "accname", "layers", "pictures", "sayings", "snapshot", "look", "guard", "field", "password", "mask", "banner"} {
		js, err := worldFiles.ReadFile("world/" + name + ".js")
		if err != nil {
			panic(err)
		}
		b.Write(js)
	}
	b.WriteString("watch(document);\n")
	b.WriteString("globalThis.miacct = {snapshotOf, rootOf, numberOf, heed, look, entries, table, element, inOrder, adopt, inspected, owner, forbid, disarm, aim, pressOf, scrollTo, scrollToEnds, boxInView, spot, stillFor, enter, choose, select, fieldOf, filled, ticked, given, checked, mask, unmask, banner, bannered, without, withal, frame, box};\n})()")
	return b.String()
}()

// errGone is the end of a call whose document went away under it: not yet, look again.
var errGone = errors.New("the page is changing")

// call calls the function js in the world of frame f with args and decodes what it returns into out.
func call(ctx context.Context, f view, out any, js string, args ...any) error {
	p := runtime.CallFunctionOnParams{FunctionDeclaration: js, ExecutionContextID: f.world}
	return callOn(ctx, f, p, out, args...)
}

// callThis is call with this bound to object.
func callThis(ctx context.Context, f view, object runtime.RemoteObjectID, out any, js string, args ...any) error {
	p := runtime.CallFunctionOnParams{FunctionDeclaration: js, ObjectID: object}
	return callOn(ctx, f, p, out, args...)
}

func callOn(ctx context.Context, f view, p runtime.CallFunctionOnParams, out any, args ...any) error {
	// One argument around all of them: an empty one would be left out of the message.
	raw, err := json.Marshal(map[string]any{"args": append([]any{}, args...)})
	if err != nil {
		return err
	}
	p.Arguments = []*runtime.CallArgument{{Value: raw}}
	p.FunctionDeclaration = "function(all) { return (" + p.FunctionDeclaration + ").apply(this, all.args) }"
	p.ReturnByValue, p.AwaitPromise, p.Silent = new(true), new(true), new(true)
	r, err := askIn(ctx, f, runtime.CallFunctionOn, p)
	if err != nil {
		return err
	}
	if r.ExceptionDetails != nil {
		return exception(r.ExceptionDetails)
	}
	if out == nil || r.Result == nil || len(r.Result.Value) == 0 {
		return nil
	}
	return json.Unmarshal(r.Result.Value, out)
}

// hold returns a remote object for the value of the expression js in f's world.
func hold(ctx context.Context, f view, js string) (runtime.RemoteObjectID, error) {
	r, err := askIn(ctx, f, runtime.Evaluate, runtime.EvaluateParams{Expression: js, ContextID: f.world, Silent: new(true)})
	if err != nil {
		return "", err
	}
	if r.ExceptionDetails != nil {
		return "", exception(r.ExceptionDetails)
	}
	if r.Result.ObjectID == "" {
		return "", errGone
	}
	return r.Result.ObjectID, nil
}

// release lets go of a held object. It is not waited for.
func release(ctx context.Context, f view, object runtime.RemoteObjectID) {
	go func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), framePatience)
		defer cancel()
		_, _ = askIn(ctx, f, runtime.ReleaseObject, runtime.ReleaseObjectParams{ObjectID: object}) // gone with its page else
	}()
}

// gone tells a call that failed because its page moved on from one that failed otherwise.
func gone(err error) error {
	if err == nil || errors.Is(err, errGone) {
		return err
	}
	if errors.As(err, new(*cdproto.Error)) || errors.Is(err, chromedp.ErrTargetDetached) {
		return fmt.Errorf("%w: %w", errGone, err)
	}
	return err
}

func exception(d *runtime.ExceptionDetails) error {
	words := d.Text
	if d.Exception != nil && d.Exception.Description != "" {
		words = d.Exception.Description
	}
	words, _, _ = strings.Cut(words, "\n")
	if strings.Contains(words, "miacct is not defined") {
		return errGone // the document is so new that our script has not run
	}
	return fmt.Errorf("script in the page: %s", words)
}
