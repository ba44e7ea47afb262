package browser

import (
	"context"
	"sync"
)

// A camera takes one picture at a time, in the order in which they are asked for.
type camera struct {
	mu   sync.Mutex
	last chan struct{} // closed when the picture asked for last is over; nil before the first
}

// queue asks for a picture. The returned function waits until those before are over, and returns how to end this one.
func (c *camera) queue() (take func(context.Context) (giveBack func(), err error)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	before, own := c.last, make(chan struct{})
	c.last = own
	return func(ctx context.Context) (func(), error) {
		if err := over(ctx, before); err != nil {
			go func() {
				<-before
				close(own)
			}()
			return nil, err
		}
		return func() { close(own) }, nil
	}
}

// takeFree takes a camera that nobody uses or waits for.
func (c *camera) takeFree() (giveBack func(), free bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	select {
	case <-c.last:
	default:
		if c.last != nil {
			return nil, false
		}
	}
	own := make(chan struct{})
	c.last = own
	return func() { close(own) }, true
}

// idle waits until the pictures that were asked for are taken.
func (c *camera) idle(ctx context.Context) error {
	c.mu.Lock()
	last := c.last
	c.mu.Unlock()
	return over(ctx, last)
}

// over waits until a picture is over; nil is none.
func over(ctx context.Context, picture <-chan struct{}) error {
	if picture == nil {
		return nil
	}
	select {
	case <-picture:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
