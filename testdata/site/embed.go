// Package site carries the pages of the mock cloud. What is a fact of the real site,
// what was only told and what is invented stands at the head of each page; the marks
// in brackets are those of the fact sheet: [H] saved page, [J] page script, [C] code
// that ran against the site, [A] Xiaomi's app, [T] told, [D] a run of 2026, [L] an
// issue log, [I] inferred.
package site

import "embed"

//go:embed *.html *.css *.js *.txt shapes
var Files embed.FS
