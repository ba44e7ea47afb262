// Package hostile has words that try to become more than text. It is for tests.
package hostile

import "strings"

// Run is a script that leaves a mark on the page it is run in: data-ran.
const Run = "document.documentElement.dataset.ran=1"

// Strings are words that a device's owner or a page could choose.
var Strings = []string{
	"<script>" + Run + "</script>",
	"</title><script>" + Run + "</script>",
	"</style><script>" + Run + "</script>",
	"<img src=x onerror=" + Run + ">",
	`" onload="` + Run + `" x="`,
	`' autofocus onfocus='` + Run,
	"<svg/onload=" + Run + ">",
	"javascript:" + Run,
	"--><script>" + Run + "</script>",
	"]]><script>" + Run + "</script>",
	"{{.}}{{template \"x\"}}<% " + Run + " %>",
	"<details open ontoggle=" + Run + ">",
	"<meta http-equiv=refresh content=\"0;url=data:text/html,<script>" + Run + "</script>\">",
	"<iframe srcdoc=\"<script>parent." + Run + "</script>\">",
	"\x1b]0;title\x07\x1b[2J\u009b31m\x1b]8;;http://127.0.0.1/\x1b\\",
	"\u202e\u2066gnp.exe\u2069\u200b\U000E0041",
	"line one\r\nline two\u2028line three\x00\xff\xfe",
	"../../../../etc/passwd\\..\\con.png",
	"=cmd|'/c calc'!A1",
	strings.Repeat("W", 12_000) + "<script>" + Run + "</script>",
	"&lt;script&gt;&#x27;&quot;+ADw-script+AD4-",
}
