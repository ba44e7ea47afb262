package intent

import "strings"

// A kind is what part a word has in a sentence.
type kind string

const (
	verb     kind = "verb"
	object   kind = "object"
	polarity kind = "polarity"
	state    kind = "state"
	modifier kind = "modifier" // tells which or how many
	sign     kind = "sign"     // turns the sentence: exception, condition, question
	topic    kind = "topic"    // what a sentence must not be about
	filler   kind = "filler"   // changes nothing
)

// kinds are the meanings that a lexicon may name, with their kind.
var kinds = func() map[string]kind {
	known := map[string]kind{}
	for k, meanings := range map[kind]string{
		verb: `add agree back block cancel change clear close-account close-dialog confirm continue deactivate decline delete
			delete-permanently details disable disconnect dismiss done download edit enter-code enter-password enter erase get get-code
			keep locate lock manage more next not-now open play-sound refresh remove rename report resend reset restore revoke save
			search select select-all send show-more sign-in sign-out skip start stop submit sync trust try-again turn-off turn-on
			understand undo unlink unlock verify create set learn export lose scan other-way press hold`,
		object: `account account-security all-devices app backup browser cloud code contacts data device email files find-device
			linked-devices list location messages my-devices notification other-devices password phone phone-number photos profile
			security session settings this-device verification-code xiaomi-account family child everyone consequences terms identity
			request history tracking name pin qr-code feature service subscription card consent privacy page reason note people`,
		polarity: `anyway negation no off ok on permanently yes`,
		state: `are-you-sure cannot-undo current-device days deleted disabled enabled error expired failed irreversible last-seen
			loading locked lost no-account no-devices not-available offline online optional owner pending removed request-received
			required scheduled shared signed-in signed-out something-wrong success too-many trusted turned-off unknown warning wrong wrong-code
			wrong-password ended located accepted reason-other by-mistake saved`,
		modifier: `all new other old again also only`,
		sign:     `exception condition afterwards question want unable future and no-longer`,
		topic:    `cookies age marketing survey payment other-account country rating announcement`,
		filler:   `filler from`,
	} {
		for _, m := range strings.Fields(meanings) {
			known[m] = k
		}
	}
	return known
}()
