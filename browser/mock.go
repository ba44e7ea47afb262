package browser

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"net"
	"strconv"
)

// A pin is where a mock cloud listens, and the hash of its certificate's key.
type pin struct{ addr, spki string }

// pinOf connects to at, a loopback HOST:PORT, and reads its certificate.
func pinOf(ctx context.Context, at string) (pin, error) {
	host, port, err := net.SplitHostPort(at)
	if err != nil {
		return pin{}, fmt.Errorf("use the mock cloud at %s: want a HOST:PORT of this machine, such as 127.0.0.1:8443", at)
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
		return pin{}, fmt.Errorf("use the mock cloud at %s: %q is not a port", at, port)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return pin{}, fmt.Errorf("use the mock cloud at %s: only an address of this machine will do: 127.0.0.1, ::1 or localhost", at)
	}
	var p pin
	d := tls.Dialer{Config: &tls.Config{
		InsecureSkipVerify: true, // the key is only read here, to be the one key that Chrome accepts
		MinVersion:         tls.VersionTLS12,
	}}
	conn, err := d.DialContext(ctx, "tcp", at)
	if err != nil {
		return pin{}, fmt.Errorf("use the mock cloud at %s: %w", at, err)
	}
	defer conn.Close()
	to := conn.RemoteAddr().(*net.TCPAddr)
	if !to.IP.IsLoopback() { // localhost can be given another meaning
		return pin{}, fmt.Errorf("use the mock cloud at %s: it is %s, which is not this machine", at, to.IP)
	}
	sum := sha256.Sum256(conn.(*tls.Conn).ConnectionState().PeerCertificates[0].RawSubjectPublicKeyInfo)
	p.addr, p.spki = to.String(), base64.StdEncoding.EncodeToString(sum[:])
	return p, nil
}
